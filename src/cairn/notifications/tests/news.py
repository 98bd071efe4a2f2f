"""What the subscribers made of what happened."""

from __future__ import annotations

from cairn.core.events import deliver
from cairn.core.models import PendingEvent
from cairn.notifications.models import Notification
from cairn.notifications.wording import sentence


def settle_news() -> None:
    """Hands every event that waits to its subscribers, and forgets what was told before nobody asked."""
    for row in PendingEvent.objects.order_by("event_id"):
        deliver.call_local(event_id=str(row.event_id))


def forget() -> None:
    """Empties all inboxes, so that a test can tell of what comes next."""
    settle_news()
    Notification.objects.all().delete()


def told(*, done: bool = False) -> set[tuple[str, str]]:
    """Who was told what, as (name, sentence)."""
    settle_news()
    rows = Notification.objects.select_related("recipient", "actor", "goal", "child")
    return {(row.recipient.name, sentence(row)) for row in rows if done or row.done_at is None}
