"""What is news: what a person did lately, not what an import or the demo tells of the past."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import UUID

from cairn.core import clock
from cairn.core.access import Via
from cairn.core.events import subscribe
from cairn.core.ids import read_id
from cairn.core.models import Event
from cairn.goals.models import Goal, GoalOwner

FRESH = timedelta(days=3)
_TELLS_OF_THE_PAST = {Via.IMPORT.value, Via.DEMO.value}
Handler = Callable[[Event], None]


def tells(kind: str) -> Callable[[Handler], Handler]:
    """Subscribes to one kind of event; what is no news is passed over."""

    def register(handler: Handler) -> Handler:
        def handle(event: Event) -> None:
            if event.kind == kind and is_news(event):
                handler(event)

        subscribe(f"notifications.{handler.__name__}", kind)(handle)
        return handler

    return register


def is_news(event: Event) -> bool:
    """False for imports, the demo, and what is delivered days late."""
    return event.via not in _TELLS_OF_THE_PAST and event.at > clock.now() - FRESH


def goal_of(event: Event) -> Goal | None:
    """The goal the event is about, a deleted one too."""
    goal_id = event.subject_id if event.subject_type == "goal" else uuid_of(event.data.get("goal_id"))
    return Goal.objects.filter(pk=goal_id).first() if goal_id else None


def owner_ids(*goals: Goal) -> list[UUID]:
    """Who owns any of these goals."""
    links = GoalOwner.objects.filter(goal__in=goals).order_by("position")
    return list(dict.fromkeys(links.values_list("member_id", flat=True)))


def uuid_of(value: object) -> UUID | None:
    """An id from an event's data; None for anything else."""
    return read_id(str(value)) if value else None


def uuids_of(values: object) -> list[UUID]:
    """A list of ids from an event's data; what is no id is left out."""
    found = (
        [uuid_of(value) for value in values] if isinstance(values, Iterable) and not isinstance(values, str) else []
    )
    return [value for value in found if value is not None]


def key_of(event: Event) -> str:
    """The same event is told once."""
    return f"event {event.pk}"
