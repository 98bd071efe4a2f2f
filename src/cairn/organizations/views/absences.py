"""My days away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cairn.core.htmx import go
from cairn.organizations import actions
from cairn.organizations.forms.absence import AbsenceForm
from cairn.organizations.models import OutOfOffice
from cairn.organizations.queries.absences import absences_of
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url


@require_http_methods(["GET", "POST"])
def absences(request: Request) -> HttpResponse:
    """The days on which I am away, and a form for more."""
    member = request.actor.member
    assert member is not None
    form = AbsenceForm(request.POST or None)
    if form.is_valid():
        with refusals(form):
            actions.add_absence(member, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Entered. Nothing will be asked of you on these days."))
            return go(request, org_url(request.organization, "organizations:absences"))
    return form_page(request, "organizations/absences.html", {"absences": absences_of(member)}, form=form)


@require_http_methods(["POST", "DELETE"])
def absence(request: Request, absence_id: UUID) -> HttpResponse:
    """Removes one of my absences, by POST from a plain form or by DELETE."""
    found = get_object_or_404(OutOfOffice, pk=absence_id, member=request.actor.member)
    actions.remove_absence(found, by=request.actor)
    messages.success(request, _("Removed. You are there on these days."))
    return go(request, org_url(request.organization, "organizations:absences"))
