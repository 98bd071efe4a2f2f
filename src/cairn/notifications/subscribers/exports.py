"""A file is ready: row 14 of the catalogue (okrs §15.4)."""

from __future__ import annotations

from cairn.core.events import subscribe
from cairn.core.models import Event
from cairn.notifications.subscribers.finished import tell_the_starter


@subscribe("notifications.exported", "export.finished")
def exported(event: Event) -> None:
    """Whoever asked for it, and nobody else."""
    tell_the_starter(event, "exports:export")
