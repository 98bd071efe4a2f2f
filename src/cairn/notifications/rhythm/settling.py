"""A message about what is due is done when everything in it is (spec okrs §15.2)."""

from __future__ import annotations

from cairn.core import clock
from cairn.core.events import subscribe
from cairn.core.models import Event
from cairn.goals.models import Goal
from cairn.notifications.models import Notification
from cairn.notifications.queries.asked import ids_of, still_owed
from cairn.notifications.rhythm.telling import ASKED


@subscribe("notifications.what_is_due", "check_in.created", "goal.closed", "goal.postponed", "goal.deleted")
def settle(event: Event) -> None:
    """Clears the message away from the check-in owner's inbox once nothing of it is left."""
    goal = Goal.objects.filter(pk=event.subject_id).only("check_in_owner").first()
    if goal is None or goal.check_in_owner_id is None:
        return
    rows = Notification.objects.filter(recipient=goal.check_in_owner_id, kind__in=ASKED.values(), done_at=None)
    for row in rows:
        if str(goal.pk) in ids_of(row) and not still_owed(row):
            Notification.objects.filter(pk=row.pk).update(done_at=clock.now())
