"""Who may edit a goal (spec okrs §2.5, notes)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cairn.goals import policies
from cairn.goals.policies import Act
from cairn.goals.queries.access import who_may_edit
from cairn.goals.views.showing import found, panel
from cairn.organizations.requests import OrganizationRequest


@require_safe
def access(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Everybody who may edit it and why, for those who may themselves; its form grants the right to others."""
    goal = found(request, goal_id)
    policies.demand(request.actor, Act.EDIT, goal)
    return panel(request, "goals/_access.html", goal, {"people": who_may_edit(goal, request.actor)})
