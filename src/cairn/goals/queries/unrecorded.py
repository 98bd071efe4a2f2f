"""What the stream of a goal tells although no event does: how it began and ended where that happened with others.

A goal that was imported, copied with its objective, taken along by what was postponed, or closed because nothing was
open below it any more has no event of its own for that; its row knows who and when (spec okrs §9, §10, §20).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from cairn.core.models import Event
from cairn.goals.models import Goal, State
from cairn.goals.streaming import Older

_BEGINNINGS = ("goal.created", "goal.cloned")
_ENDINGS = {State.CLOSED: "goal.closed", State.POSTPONED: "goal.postponed"}
_MOMENT = timedelta(seconds=30)  # between the row and the event of one transaction


def unrecorded(goal: Goal, older: Older, told: Sequence[Event]) -> list[Event]:
    """Events as they would stand there, not saved, from `older` on.

    `told` are the goal's own ones of the page. On the first page they are all that is needed: there they hold the end
    of the goal, and its beginning unless they go on. One query for any other page.
    """
    known = [(event.kind, event.at) for event in told]
    if older.at is not None:
        kinds = (*_BEGINNINGS, *_ENDINGS.values())
        known = list(Event.objects.filter(subject_id=goal.pk, kind__in=kinds).values_list("kind", "at"))
    found: list[Event] = []
    if not any(kind in _BEGINNINGS for kind, _at in known):
        found.append(_beginning(goal))
    if goal.closed_at is not None and not goal.is_open:
        since = goal.closed_at - _MOMENT
        if not any(kind in _ENDINGS.values() and at >= since for kind, at in known):
            found.append(_ending(goal))
    return list(_from(older, found))


def _beginning(goal: Goal) -> Event:
    source = goal.carried_over_from_id or goal.cloned_from_id
    if source is None:
        return _event(goal, "goal.created", goal.created_at, goal.creator_id)
    return _event(goal, "goal.cloned", goal.created_at, goal.creator_id, source=str(source))


def _ending(goal: Goal) -> Event:
    who = None if goal.closed_automatically else goal.closed_by_id
    told = {} if goal.score is None else {"score": str(goal.score)}
    if goal.closed_automatically:
        told["why"] = "all_below_ended"
    return _event(goal, _ENDINGS[State(goal.state)], goal.closed_at, who, **told)


def _event(goal: Goal, kind: str, at: Any, actor_id: UUID | None, **data: Any) -> Event:
    """With an id that is the same every time, because it is where the next page of the stream goes on."""
    key = uuid5(goal.pk, kind)
    return Event(id=key, kind=kind, at=at, actor_id=actor_id, subject_type="goal", subject_id=goal.pk, data=data)


def _from(older: Older, events: list[Event]) -> Iterator[Event]:
    for event in events:
        if older.at is None or older.id is None or (event.at, event.pk) < (older.at, older.id):
            yield event
