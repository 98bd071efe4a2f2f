"""Giving what somebody owns to others (spec okrs §2.3)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cairn.core.htmx import go
from cairn.goals import actions
from cairn.goals.actions.reassign import held_by
from cairn.goals.forms.reassignment import ReassignmentForm
from cairn.goals.models import Goal
from cairn.organizations.models import Member
from cairn.organizations.policies import demand_manage_member
from cairn.organizations.requests import OrganizationRequest
from cairn.ui.forms import form_page, refusals

MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
def reassignment(request: OrganizationRequest, member_id: UUID) -> HttpResponse:
    """Everything to one person, or single ones to others; open ones first."""
    member: Member = get_object_or_404(Member, pk=member_id)
    demand_manage_member(request.actor, member)
    held = held_by(member)
    seen = Goal.objects.visible_to(request.actor).filter(pk__in=held.values("pk")).select_related("period")
    shown = list(seen.order_by("-state", "-period__start", "title", "pk")[:MOST])
    form = ReassignmentForm(shown, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals(form):
            count = actions.reassign(member, by=request.actor, **form.wanted())
            messages.success(request, _told(count))
            return go(request, request.path)
    context = {"member": member, "more": held.count() - len(shown)}
    return form_page(request, "goals/reassignment.html", context, form=form)


def _told(count: int) -> str:
    return ngettext("%(count)d is in other hands now.", "%(count)d are in other hands now.", count) % {"count": count}
