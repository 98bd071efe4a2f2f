"""What people report: whom the note of a check-in names, and who follows the goal (okrs §7, §15.4 row 4, §20)."""

from __future__ import annotations

from uuid import UUID

from cairn.conversations.naming import named_in
from cairn.core import clock
from cairn.core.models import Event
from cairn.goals.models import CheckIn, Goal
from cairn.notifications.actions import notify
from cairn.notifications.models import Notification
from cairn.notifications.queries.followers import followers_of_goal
from cairn.notifications.subscribers.news import goal_of, key_of, tells, uuid_of


@tells("check_in.created")
def checked_in(event: Event) -> None:
    """Each person once: named in the note before following the goal; and a nudge has done its work."""
    goal = goal_of(event)
    if goal is None:
        return
    Notification.objects.filter(goal=goal, kind="nudge", done_at=None).update(done_at=clock.now())
    named = _tell_named(event, goal)
    rest = [member_id for member_id in followers_of_goal(goal.pk) if member_id not in named]
    notify("followed.checked_in", rest, key=f"{key_of(event)} followed.checked_in", about=goal, by=event.actor_id)


@tells("check_in.edited")
def check_in_edited(event: Event) -> None:
    """Who is named now and was not before: the key says who has been told of this check-in."""
    goal = goal_of(event)
    if goal is not None:
        _tell_named(event, goal)


def _tell_named(event: Event, goal: Goal) -> set[UUID]:
    """Tells whom the note names as it stands now, if they may see the goal; answers who that is."""
    check_in_id = uuid_of(event.data.get("check_in"))
    row = CheckIn.objects.standing().filter(pk=check_in_id).first() if check_in_id else None
    if row is None:
        return set()
    named = {member.pk for member in named_in(row.note, goal).told.values()}
    facts = {"check_in_id": str(row.pk)}
    notify("mention", list(named), key=f"mention {row.pk}", about=goal, by=event.actor_id, facts=facts)
    return named
