"""Delegate a goal, and end what was delegated (spec okrs §13.2). The owner goes on being told what happens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core import bulk, clock, events, tenancy
from cairn.core.errors import Refused
from cairn.core.events import subscribe
from cairn.core.models import Event
from cairn.core.schedule import every
from cairn.core.transactions import action
from cairn.goals import events as happened
from cairn.goals import history, policies
from cairn.goals.actions.edit import apply_edit
from cairn.goals.actions.fields import GoalFields
from cairn.goals.models import Goal, GoalKind, GoalOwner
from cairn.goals.policies import Act
from cairn.organizations.actor import Actor, system
from cairn.organizations.models import AccountType, Organization


@action
def delegate(
    goal: Goal, to: UUID | None, *, by: Actor, until: date | None = None, with_key_results: bool = False
) -> list[Goal]:
    """Lets somebody do for the owner all but hand it on, to the end of the day `until`, or until it is taken back.

    `with_key_results` includes the open key results below it that have the same main owner, as far as `by` may edit
    them. `to` None ends it. Answers the goals that changed. Raises Denied; Refused for an owner, an observer,
    somebody deactivated, and for a day that is over.
    """
    policies.demand(by, Act.EDIT, goal)
    if to is not None and GoalOwner.objects.filter(goal=goal, member_id=to).exists():
        raise Refused(_("Its owner needs no delegation."), field="delegate")
    if until is not None and until < _today():
        raise Refused(_("This day is over already."), field="delegated_until")
    wanted: GoalFields = {"delegate": to, "delegated_until": until if to else None}
    changed = []
    for each in [goal, *(shared_key_results(goal, by) if with_key_results else [])]:
        edited = apply_edit(each, wanted, by=by, expected_version=None)
        if edited.differing:
            title, changes = edited.goal.title, edited.differing
            events.record(happened.EDITED, edited.goal, by=by, title=title, changes=changes)
            changed.append(edited.goal)
    return changed


def shared_key_results(goal: Goal, by: Actor) -> list[Goal]:
    """The open key results right below a goal that have the same main owner and are `by`'s to edit."""
    main = GoalOwner.objects.filter(goal=goal, position=0).values("member_id")
    rows = Goal.objects.visible_to(by).open().filter(kind=GoalKind.KEY_RESULT, parent_links__parent=goal)
    mine = rows.filter(pk__in=GoalOwner.objects.filter(member_id__in=main, position=0).values("goal_id"))
    found = list(mine.order_by("rank", "pk"))
    rights = policies.acts_on(by, found)
    return [each for each in found if Act.EDIT in rights[each.pk]]


@every(minutes=30, in_each_organization=True)
def end_what_is_over() -> None:
    """Takes back what was delegated until a day that is over; something private is then hidden from the delegate."""
    _end(Goal.objects.filter(delegated_until__lt=_today()), by=system(), why="delegation_over")


@subscribe("goals.delegations_of_who_leaves", "member.deactivated", "member.account_type_changed")
def end_with_the_account(event: Event) -> None:
    """Whoever leaves, or only observes from now on, stands in for nobody; the owners see it in the history."""
    observes = (event.data.get("changed", {}).get("account_type") or [""])[-1] == AccountType.OBSERVER
    if event.kind == "member.deactivated" or observes:
        _end(Goal.objects.filter(delegate_id=event.subject_id), by=system(), why="delegate_left")


@action
def _end(goals: Iterable[Goal], *, by: Actor, why: str) -> None:
    ids = [goal.pk for goal in goals]
    rows = list(Goal.objects.filter(pk__in=ids).select_for_update(of=("self",)).order_by("pk"))
    changed = [(goal, [goal.delegate_id, None]) for goal in rows if goal.delegate_id]
    for goal in rows:
        goal.delegate, goal.delegated_until = None, None
        goal.version, goal.updated_at = goal.version + 1, clock.now()
    bulk.update(rows, ["delegate", "delegated_until", "version", "updated_at"])
    history.remember(rows, by=by)
    for goal, change in changed:
        events.record(happened.EDITED, goal, by=by, title=goal.title, changes={"delegate_id": change}, why=why)


def _today() -> date:
    return clock.today(Organization.objects.values_list("time_zone", flat=True).get(pk=tenancy.current_id()))
