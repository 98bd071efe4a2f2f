"""The OKR model of the organisation: shown, asked about once more, and changed (spec okrs §4.1, §18)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cairn.core.htmx import go
from cairn.goals import actions
from cairn.goals.actions.model import COUNTED, check_model
from cairn.goals.forms.model import ModelForm
from cairn.goals.queries.model import consequences
from cairn.goals.recompute import settings_row
from cairn.goals.views.choosing import fill_all
from cairn.organizations.policies import demand_manage_organization
from cairn.organizations.requests import OrganizationRequest
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url


@require_http_methods(["GET", "HEAD", "POST"])
def okr_model(request: OrganizationRequest) -> HttpResponse:
    """Every rule for OKRs; what is sent is shown with its consequences first, and saved when that is confirmed."""
    demand_manage_organization(request.actor)
    settings = settings_row()
    form = ModelForm.of(settings, request.POST if request.method == "POST" else None)
    fill_all(request, form)
    if form.is_bound and not form.is_looking and form.is_valid():
        with refusals(form):
            check_model(settings_row(), **form.wanted())
            if not form.cleaned_data["confirmed"]:
                return _asked(request, form)
            return _saved(request, form)
    return form_page(request, "goals/model.html", {"settings": settings}, form=form)


def _asked(request: OrganizationRequest, form: ModelForm) -> HttpResponse:
    found = consequences(settings_row(), form)
    if not found.lines:
        messages.info(request, _("Nothing was changed."))
        return go(request, request.path)
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    hidden = [(name, value) for name, value in sent if name in form.fields and name != "confirmed"]
    return render(request, "goals/model_change.html", {"found": found, "hidden": hidden})


def _saved(request: OrganizationRequest, form: ModelForm) -> HttpResponse:
    actions.set_model(by=request.actor, **form.wanted())
    recounts = COUNTED & set(form.changed_data)
    messages.success(request, _("Saved. The numbers are being computed anew.") if recounts else _("Saved."))
    return go(request, org_url(request.organization, "goals:okr_model"))
