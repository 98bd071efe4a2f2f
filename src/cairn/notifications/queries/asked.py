"""What is left of what a person was asked for (spec okrs §15.2)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from cairn.goals.models import Goal
from cairn.notifications.models import Notification
from cairn.notifications.rhythm.due import Why


def ids_of(row: Notification) -> list[str]:
    """The ids of everything a message asked for."""
    return [pk for why in Why for pk in row.facts.get(why.value, [])]


def still_owed(row: Notification) -> dict[str, Goal]:
    """By id, out of what a message asked for: what is still open and this person's, without a check-in since."""
    return still_owed_of([row])[row.pk]


def still_owed_of(rows: Sequence[Notification]) -> dict[UUID, dict[str, Goal]]:
    """The same for many messages, by the message. One query."""
    wanted = {row.pk: ids_of(row) for row in rows}
    open_ones = Goal.objects.standing().open().filter(pk__in={pk for ids in wanted.values() for pk in ids})
    goals = {str(goal.pk): goal for goal in open_ones}
    return {
        row.pk: {pk: goals[pk] for pk in wanted[row.pk] if pk in goals and _is_owed(goals[pk], row)} for row in rows
    }


def _is_owed(goal: Goal, row: Notification) -> bool:
    is_theirs = goal.check_in_owner_id == row.recipient_id
    return is_theirs and (goal.checked_in_at is None or goal.checked_in_at <= row.at)
