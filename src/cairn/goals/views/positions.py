"""The order of rows: up, down, before or after another one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cairn.core.errors import Refused
from cairn.goals import actions, policies
from cairn.goals.policies import Act
from cairn.goals.queries.filters import ids_of
from cairn.goals.queries.tree import neighbour
from cairn.goals.views.showing import done, found
from cairn.organizations.requests import OrganizationRequest


@require_POST
def position(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Moves a goal: ?before= or after=<goal>, or move=up|down among its neighbours below `parent`."""
    goal = found(request, goal_id)
    policies.demand(request.actor, Act.EDIT, goal)
    before, after = ids_of(request.POST, "before"), ids_of(request.POST, "after")
    move = request.POST.get("move")
    if move in {"up", "down"}:
        parent = next(iter(ids_of(request.POST, "parent")), None)
        other = neighbour(goal, request.actor, up=move == "up", parent=parent)
        if other is None:
            raise Refused(_("It is the first already.") if move == "up" else _("It is the last already."))
        before, after = ([other.pk], []) if move == "up" else ([], [other.pk])
    if not before and not after:
        raise Refused(_("There is no such neighbour."))
    actions.place(goal, by=request.actor, before=next(iter(before), None), after=next(iter(after), None))
    return done(request, goal, _("Moved."))
