"""The settings of the organisation, and its own words."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cairn.core.htmx import go
from cairn.organizations import actions, policies
from cairn.organizations.forms.organization import SettingsForm, TermsForm
from cairn.organizations.queries.words import preview
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url


@require_http_methods(["GET", "POST"])
def settings(request: Request) -> HttpResponse:
    """Name, time zone, and who may join, invite and create teams."""
    policies.demand_manage_organization(request.actor)
    form = SettingsForm.of(request.organization, request.POST or None)
    if form.is_valid():
        with refusals(form):
            actions.update_organization(request.organization, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return go(request, org_url(request.organization, "organizations:settings"))
    return form_page(request, "organizations/settings.html", {}, form=form)


@require_http_methods(["GET", "POST"])
def terminology(request: Request) -> HttpResponse:
    """What things are called here; with `preview` the page only shows how it would read."""
    policies.demand_manage_organization(request.actor)
    form = TermsForm(request.organization.terminology, request.POST or None)
    words = form.words if form.is_valid() else None
    if words is not None and "preview" not in request.POST:
        with refusals(form):
            actions.set_terms(request.organization, by=request.actor, words=words)
            messages.success(request, _("Saved."))
            return go(request, org_url(request.organization, "organizations:terminology"))
    context = {"preview": preview(request.organization.terminology if words is None else words)}
    return form_page(request, "organizations/terminology.html", context, form=form)
