"""Begin to work on behalf of somebody, and stop (spec okrs §13.1)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cairn.core.errors import Refused
from cairn.core.htmx import go
from cairn.organizations import actions, policies
from cairn.organizations import on_behalf as sessions
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.ui.links import org_url


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request, member_id: UUID) -> HttpResponse:
    """Says what it means, and begins: from the next page on one is that person."""
    member = get_object_or_404(Member, pk=member_id)
    policies.demand_on_behalf(request.actor, member)
    refusal = ""
    if request.method == "POST":
        try:
            actions.start_on_behalf(member, by=request.actor)
        except Refused as error:
            refusal = error.sentence
        else:
            sessions.begin(request.session, member)
            return go(request, f"/o/{request.organization.slug}/")
    context = {"member": member, "refusal": refusal, "minutes": int(sessions.LASTS.total_seconds() // 60)}
    return render(request, "organizations/on_behalf.html", context, status=422 if refusal else 200)


@require_http_methods(["POST", "DELETE"])
def stop(request: Request) -> HttpResponse:
    """Ends it, by POST or DELETE; back to the account of the person. Without a standing nothing happens."""
    person, real = request.actor.member, request.actor.real_member
    if person is None or real is None:
        return go(request, org_url(request.organization, "organizations:people"))
    sessions.end(request.session)
    actions.stop_on_behalf(person, by=Actor(member=real))
    messages.success(request, _("You work as yourself again."))
    return go(request, org_url(request.organization, "organizations:person_edit", member_id=person.pk))
