"""What happens to goals: rows 5, 15, 17, 18 and 20 of the catalogue (okrs §15.4)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cairn.core import clock
from cairn.core.models import Event
from cairn.goals.models import AlignmentVersion, Goal, GoalEditor
from cairn.notifications.actions import notify
from cairn.notifications.models import Notification
from cairn.notifications.subscribers.news import goal_of, key_of, owner_ids, tells, uuid_of, uuids_of

AIMS = {
    "start", "due", "period_id", "outcome_type", "metric_kind", "unit", "start_value", "target_value", "low", "high",
    "phases",
}  # fmt: skip
_PEOPLE = {"owners", "check_in_owner_id", "delegate_id", "delegated_until", "editors"}
_ENDS_WITH_THE_GOAL = ("nudge", "goal.due_soon", "goal.overdue")


@tells("goal.created")
def goal_created(event: Event) -> None:
    """Those named in it, but who made it; and the owners of what it stands under."""
    goal = goal_of(event)
    if goal is None:
        return
    owners = owner_ids(goal)
    _tell(event, "made_owner", owners, goal)
    _tell_helpers(event, goal, goal.check_in_owner_id, goal.delegate_id, owners)
    _tell_of_alignment(event, goal)


@tells("goal.edited")
def goal_edited(event: Event) -> None:
    """Who came to it; and its owners, when somebody else changed more than that."""
    goal = goal_of(event)
    changes: dict[str, Any] = event.data.get("changes") or {}
    if goal is None:
        return
    new_owners = _added(changes.get("owners"))
    _tell(event, "made_owner", new_owners, goal)
    new = {name: uuid_of((changes.get(name) or [None, None])[-1]) for name in ("check_in_owner_id", "delegate_id")}
    _tell_helpers(event, goal, new["check_in_owner_id"], new["delegate_id"], new_owners)
    _tell(event, "made_editor", _added(changes.get("editors")), goal)
    _tell_of_alignment(event, goal)
    others = [member_id for member_id in owner_ids(goal) if member_id not in new_owners]
    if set(changes) & AIMS:
        _tell(event, "goal.retargeted", others, goal)
    elif set(changes) - _PEOPLE:
        # Somebody who polishes a text all morning is told of once.
        notify("goal.edited", others, key=_once_a_day(event, goal), about=goal, by=event.actor_id)


@tells("goal.aligned")
def goal_aligned(event: Event) -> None:
    """The owners of what it stands under now and did not before."""
    goal = goal_of(event)
    if goal is not None:
        _tell_of_alignment(event, goal)


@tells("goal.closed")
def goal_closed(event: Event) -> None:
    """Its owners, and those of the parents that closed themselves with it."""
    goal = goal_of(event)
    if goal is not None:
        above = Goal.objects.filter(pk__in=uuids_of(event.data.get("closed_above")))
        _tell_of_end(event, "goal.closed", goal, above)
        _settle(_ENDS_WITH_THE_GOAL, goal)


@tells("goal.postponed")
def goal_postponed(event: Event) -> None:
    """Its owners, and those of what it took along."""
    goal = goal_of(event)
    if goal is not None:
        _tell_of_end(event, "goal.postponed", goal, Goal.objects.filter(ended_with=goal))
        _settle(_ENDS_WITH_THE_GOAL, goal)


@tells("goal.reopened")
def goal_reopened(event: Event) -> None:
    goal = goal_of(event)
    if goal is not None:
        _tell(event, "goal.reopened", owner_ids(goal), goal)


@tells("goal.deleted")
def goal_deleted(event: Event) -> None:
    """Its owners, and those of what went with it."""
    goal = goal_of(event)
    if goal is not None and goal.deleted_at is not None:
        along = Goal.objects.filter(deleted_at=goal.deleted_at, deleted_by=goal.deleted_by_id).exclude(pk=goal.pk)
        _tell_of_end(event, "goal.deleted", goal, along)
        _settle(_ENDS_WITH_THE_GOAL, goal)


@tells("goal.restored")
def goal_restored(event: Event) -> None:
    goal = goal_of(event)
    if goal is not None:
        _tell(event, "goal.restored", owner_ids(goal), goal)


@tells("nudge.sent")
def nudged(event: Event) -> None:
    """The check-in owner; once per sender, goal and day (okrs §7)."""
    goal = goal_of(event)
    if goal is not None:
        to = uuid_of(event.data.get("to")) or goal.check_in_owner_id
        _tell(event, "nudge", [to] if to else [], goal, nudge=event.data.get("nudge"))


def _tell(event: Event, kind: str, to: list[UUID], goal: Goal, **facts: Any) -> None:
    key = f"{key_of(event)} {kind}" + (f" {goal.pk}" if goal.pk != event.subject_id else "")
    notify(kind, to, key=key, about=goal, facts=facts, by=event.actor_id)


def _tell_helpers(
    event: Event, goal: Goal, check_in_owner: UUID | None, delegate: UUID | None, owners: list[UUID]
) -> None:
    if check_in_owner is not None and check_in_owner not in owners:
        _tell(event, "made_check_in_owner", [check_in_owner], goal)
    if delegate is not None:
        _tell(event, "made_delegate", [delegate], goal)
    if event.kind == "goal.created":
        editors = GoalEditor.objects.filter(goal=goal).values_list("member_id", flat=True)
        _tell(event, "made_editor", [member_id for member_id in editors if member_id not in owners], goal)


def _tell_of_alignment(event: Event, goal: Goal) -> None:
    """Each parent once: a child that leaves and comes back is no news."""
    since = event.at - timedelta(minutes=1)
    new = AlignmentVersion.objects.filter(
        child=goal, valid_to=None, valid_from__gte=since, valid_from__lte=clock.now()
    )
    for parent in Goal.objects.standing().filter(pk__in=new.values("parent_id")):
        notify(
            "goal.aligned",
            owner_ids(parent),
            key=f"aligned {goal.pk} {parent.pk}",
            about=parent,
            child=goal,
            by=event.actor_id,
        )


def _tell_of_end(event: Event, kind: str, goal: Goal, along: QuerySet[Goal]) -> None:
    """The owners of the goal, and of what went along unless they know already."""
    told = set(owner_ids(goal))
    _tell(event, kind, list(told), goal)
    for other in along:
        to = [member_id for member_id in owner_ids(other) if member_id not in told]
        _tell(event, kind, to, other)
        told |= set(to)


def _settle(kinds: tuple[str, ...], goal: Goal) -> None:
    Notification.objects.filter(goal=goal, kind__in=kinds, done_at=None).update(done_at=clock.now())


def _added(change: Any) -> list[UUID]:
    if not isinstance(change, list) or len(change) != 2:
        return []
    before = set(uuids_of(change[0]))
    return [value for value in uuids_of(change[1]) if value not in before]


def _once_a_day(event: Event, goal: Goal) -> str:
    return f"edited {goal.pk} {event.actor_id} {event.at:%Y-%m-%d}"
