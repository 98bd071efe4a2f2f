"""What is left of what a person was asked for (spec okrs §15.2)."""

from __future__ import annotations

from cairn.goals.models import Goal
from cairn.notifications.models import Notification
from cairn.notifications.rhythm.due import Why


def ids_of(row: Notification) -> list[str]:
    """The ids of everything a message asked for."""
    return [pk for why in Why for pk in row.facts.get(why.value, [])]


def still_owed(row: Notification) -> dict[str, Goal]:
    """By id, out of what a message asked for: what is still open and this person's, without a check-in since."""
    rows = Goal.objects.standing().open().filter(pk__in=ids_of(row), check_in_owner_id=row.recipient_id)
    return {str(goal.pk): goal for goal in rows if goal.checked_in_at is None or goal.checked_in_at <= row.at}
