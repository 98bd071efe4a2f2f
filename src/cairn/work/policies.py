"""Who may plan the work of a project, and who may tick it off (spec okrs §11.4, §11.5)."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from cairn.core.errors import Denied
from cairn.goals import policies
from cairn.goals.models import Goal
from cairn.goals.policies import Act
from cairn.organizations.actor import Actor
from cairn.organizations.terminology import worded
from cairn.work.models import Dependency, DependencyState, Task


def can_plan(acts: Collection[Act], goal: Goal) -> bool:
    """Whether who may do these acts with a project may add, change and remove its tasks and milestones."""
    return goal.is_open and Act.EDIT in acts


def can_tick(actor: Actor, acts: Collection[Act], goal: Goal, task: Task) -> bool:
    """Whether somebody may say how far a task is: who checks in on the project, and whose task it is."""
    if not goal.is_open or actor.is_observer:
        return False
    return bool({Act.CHECK_IN, Act.EDIT} & set(acts)) or (
        actor.member_id is not None and task.owner_id == actor.member_id and not policies.stands_still(goal)
    )


def demand_plan(actor: Actor, goal: Goal) -> None:
    """Raises Denied, naming who can help."""
    policies.demand(actor, Act.EDIT, goal)


def demand_tick(actor: Actor, goal: Goal, task: Task) -> None:
    """Raises Denied unless the actor may say how far the task is."""
    acts = policies.acts_on(actor, [goal])[goal.pk]
    if not can_tick(actor, acts, goal, task):
        policies.demand(actor, Act.CHECK_IN, goal)
        raise Denied(_("You may not change this task."), helpers=policies.helpers_of(goal))


def ways_on(actor: Actor, row: Dependency, acts: Collection[Act]) -> frozenset[str]:
    """What somebody may say to a dependency; `acts` are theirs on the goal that needs it."""
    asks = Act.EDIT in acts and not actor.is_observer
    gives = actor.is_admin or row.team_id in actor.led_team_ids
    ways: set[str] = set()
    if gives and (row.is_waited_for or row.state == DependencyState.DECLINED):
        ways |= {DependencyState.CONFIRMED, DependencyState.DECLINED}
    if (gives or asks) and row.is_waited_for:
        ways.add(DependencyState.DELIVERED)
    if asks and row.is_waited_for:
        ways.add(DependencyState.WITHDRAWN)
    return frozenset(ways - {row.state})


def demand_answer(actor: Actor, row: Dependency, state: str) -> None:
    """Raises Denied unless the actor speaks for the side that may say this, whether or not it still can."""
    gives = actor.is_admin or row.team_id in actor.led_team_ids
    if state in {DependencyState.CONFIRMED, DependencyState.DECLINED} and not gives:
        leads = row.team.memberships.exclude(role="member").select_related("member")[:3]
        raise Denied(
            worded(_("Only who leads the {team} that was asked can say that.")),
            helpers=[str(m.member) for m in leads],
        )
    if state == DependencyState.WITHDRAWN or not gives:
        policies.demand(actor, Act.EDIT, row.goal)
