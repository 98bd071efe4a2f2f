"""My own choice of health alerts, one of the pages of my account (spec okrs §6.7)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cairn.core.htmx import go
from cairn.goals.actions.choose_alerts import choose_alerts
from cairn.goals.alert_choice import AlertChoice, choice_of
from cairn.goals.forms.alert_choice import AlertChoiceForm
from cairn.goals.recompute import settings_row
from cairn.organizations.policies import demand_in_person
from cairn.organizations.requests import OrganizationRequest
from cairn.ui.forms import form_page
from cairn.ui.links import org_url


@require_http_methods(["GET", "HEAD", "POST"])
def alert_choice(request: OrganizationRequest) -> HttpResponse:
    """GET shows the choice, POST keeps it."""
    demand_in_person(request.actor)
    form = AlertChoiceForm(request.POST or None, initial={"choice": choice_of(request.actor).value})
    if form.is_valid():
        choose_alerts(AlertChoice(form.cleaned_data["choice"]), by=request.actor)
        messages.success(request, _("Saved."))
        return go(request, org_url(request.organization, "organizations:account"))
    context = {"is_off": not settings_row().health_alerts}
    return form_page(request, "goals/alert_choice.html", context, form=form)
