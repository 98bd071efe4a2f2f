"""An import has finished: row 13 of the catalogue (okrs §15.4)."""

from __future__ import annotations

from cairn.core.events import subscribe
from cairn.core.models import Event
from cairn.notifications.subscribers.finished import tell_the_starter


@subscribe("notifications.imported", "import.finished")
def imported(event: Event) -> None:
    """Who started it; that it came by an import is the point here."""
    tell_the_starter(event, "migration:import")
