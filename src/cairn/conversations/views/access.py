"""Asking to see a goal of which one has only the link, and the page on which its owners answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cairn.conversations import actions
from cairn.conversations.naming import may_see
from cairn.core.errors import Refused
from cairn.core.htmx import go
from cairn.core.ids import read_id
from cairn.goals import policies
from cairn.goals.policies import Act
from cairn.goals.views.showing import found as goal_found
from cairn.goals.views.showing import here, panel
from cairn.organizations.models import Member
from cairn.organizations.requests import OrganizationRequest
from cairn.ui.links import org_url


@require_POST
def ask(request: OrganizationRequest) -> HttpResponse:
    """Asks the owners of `goal`; the answer is the same whether there is one or not."""
    goal_id = read_id(request.POST.get("goal", ""))
    if goal_id is None:
        raise Refused(_("This address leads nowhere."), field="goal")
    actions.ask_to_see(goal_id, by=request.actor)
    messages.success(
        request, _("If there is something at this address, its owners have been asked to show it to you.")
    )
    return go(request, org_url(request.organization, "goals:home"))


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: OrganizationRequest, goal_id: UUID, member_id: UUID) -> HttpResponse:
    """Who asks, and for what; POST lets them see it (`lets=yes`) or not."""
    goal = goal_found(request, goal_id)
    policies.demand(request.actor, Act.SET_PRIVACY, goal)
    member = get_object_or_404(Member.objects.active(), pk=member_id)
    if request.method == "POST":
        lets = request.POST.get("lets") == "yes"
        actions.answer_access(goal, member, by=request.actor, lets=lets)
        sentence = _("%(name)s may see this now.") if lets else _("Nothing has changed; %(name)s was told nothing.")
        messages.success(request, sentence % {"name": member.name})
        return go(request, here(request, goal))
    return panel(request, "conversations/_access.html", goal, {"member": member, "sees": may_see(member, goal)})
