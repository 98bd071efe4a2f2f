"""Copies of goals in another period: cloning (spec okrs §10.1)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core import events
from cairn.core.errors import Denied, Refused
from cairn.core.transactions import action
from cairn.goals import events as happened
from cairn.goals import policies
from cairn.goals.actions.copy_plan import Copying, Depth
from cairn.goals.actions.copying import copy_all
from cairn.goals.actions.fields import regular
from cairn.goals.actions.guards import standing
from cairn.goals.models import Entity, Goal, GoalKind
from cairn.goals.policies import Act
from cairn.goals.recompute import lock, recompute, settings_row
from cairn.organizations.actor import Actor
from cairn.organizations.models import Team
from cairn.organizations.terminology import worded
from cairn.planning.models import Period


@action
def clone(
    goal: Goal,
    period: Period,
    *,
    by: Actor,
    depth: str = Depth.ONLY,
    owner_id: UUID | None = None,
    page: tuple[str, UUID | None] | None = None,
) -> Goal:
    """Clones a goal, with its immediate children or everything below it, into a period; answers the copy.

    Progress is not copied. The owners stay, or `owner_id` owns everything. `page` is the page it moves to: an entity,
    and the team or member there; without it the original's (spec okrs §10.1). Raises Refused, Denied.
    """
    if depth not in set(Depth):
        raise Refused(_("Choose how much to clone."), field="depth")
    goal = standing(Goal.objects.filter(pk=goal.pk).first())
    policies.demand(by, Act.CLONE, goal)
    if goal.kind == GoalKind.PROJECT:
        policies.demand_projects(by, settings_row())
    if owner_id is not None:
        regular(owner_id, field="owner")
    if page is not None:
        _demand_page(page, by)
    sources = below_too(goal, Depth(depth), by)
    plans = {
        source.pk: Copying(
            period, owner_id=owner_id, page=page, keeps_parents=source.pk == goal.pk and goal.kind != GoalKind.PROJECT
        )
        for source in sources
    }
    copies = copy_all(sources, plans, by=by)
    locked = lock(copies.touched)
    recompute(locked, copies.touched)
    copy = locked.goals[copies.of[goal.pk].pk]
    events.record(happened.CLONED, copy, by=by, title=copy.title, source=str(goal.pk), count=len(sources))
    return copy


def below_too(root: Goal, depth: Depth, by: Actor) -> list[Goal]:
    """A goal and what `depth` says below it that this person may see, parents before children; projects only for who
    works with projects (spec okrs §11.5).
    """
    found, level = [root], [root]
    seen = Goal.objects.visible_to(by)
    if not policies.uses_projects(by, settings_row()):
        seen = seen.exclude(kind=GoalKind.PROJECT)
    while level and depth is not Depth.ONLY:
        rows = seen.filter(parent_links__parent__in=level).distinct()
        known = {goal.pk for goal in found}
        level = [goal for goal in rows.order_by("rank", "pk") if goal.pk not in known]
        found += level
        if depth is Depth.CHILDREN:
            break
    return found


def _demand_page(page: tuple[str, UUID | None], by: Actor) -> None:
    entity, target = page
    if entity not in Entity.values:
        raise Refused(_("Choose one of the possibilities."), field="page")
    if entity == Entity.TEAM and not Team.objects.open().filter(pk=target).exists():
        raise Refused(worded(_("There is no such {team}.")), field="page")
    if entity == Entity.INDIVIDUAL and target is not None:
        regular(target, field="page")
    if not policies.can_create(by, entity, [target] if entity == Entity.TEAM and target else [], settings_row()):
        raise Denied(_("You may not create this here."), helpers=[])
