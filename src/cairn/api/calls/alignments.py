"""PUT /goals/{id}/alignments · PUT /goals/{id}/contributions"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Router

from cairn.api.authentication import writing_okrs
from cairn.api.calls.goals import shown
from cairn.api.errors import refused
from cairn.api.loading import goal_seen
from cairn.api.preconditions import if_matching
from cairn.api.queries.changes import moved
from cairn.api.requests import ApiRequest
from cairn.api.shapes.goal import GoalChanged
from cairn.api.shapes.writes import AlignmentIn, Alignments, Contributions
from cairn.goals import actions
from cairn.goals.models import Goal
from cairn.goals.recompute import Change

router = Router(tags=["Alignments"])


@router.put("/goals/{goal_id}/alignments", response=GoalChanged, auth=writing_okrs, summary="Align a goal")
def put_alignments(
    request: ApiRequest, response: HttpResponse, goal_id: UUID, body: Body[Alignments]
) -> dict[str, Any]:
    """Makes these the parents of the goal, in this order; the first is the primary one. Parents that you may not
    see are left as they are."""
    goal = goal_seen(request, goal_id)
    parents = [_parent(row) for row in body]
    changes = if_matching(request, goal, lambda: actions.align(goal, parents, by=request.actor))
    return changed(request, response, goal, changes)


@router.put("/goals/{goal_id}/contributions", response=GoalChanged, auth=writing_okrs, summary="Set contributions")
def put_contributions(
    request: ApiRequest, response: HttpResponse, goal_id: UUID, body: Body[Contributions]
) -> dict[str, Any]:
    """Fixes the shares of these children of the goal in percent, or frees them (null). 0 leaves a child out."""
    goal = goal_seen(request, goal_id)
    shares = {row.child: row.contribution for row in body}
    if len(shares) != len(body):
        raise refused("child", _("The same child is named twice."))
    children = Goal.objects.visible_to(request.actor).filter(parent_links__parent=goal, pk__in=shares)
    if missing := set(shares) - set(children.values_list("pk", flat=True)):
        raise refused("child", _("The goal %(id)s does not stand below this one.") % {"id": min(missing)})
    changes = if_matching(request, goal, lambda: actions.set_contributions(goal, shares, by=request.actor))
    return changed(request, response, goal, changes)


def _parent(row: AlignmentIn) -> actions.Parent:
    frees = row.contribution is None and "contribution" in row.model_fields_set
    return actions.Parent(row.parent, row.contribution, row.contributes, frees)


def changed(request: ApiRequest, response: HttpResponse, goal: Goal, changes: Iterable[Change]) -> dict[str, Any]:
    """The goal as it is after a write, with every number above it that moved."""
    now = Goal.objects.get(pk=goal.pk)
    others = moved(changes, but=goal.pk, to=request.actor, organization=request.organization)
    return shown(request, response, now) | {"changed": others}
