"""How many days may pass between two check-ins: asked of the room that knows rhythms (integrations §8.2, C01).

cadence.register(days_for)      # in AppConfig.ready
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from cairn.goals.models import Goal

WEEK = 7
Source = Callable[[Sequence[Goal]], Mapping[UUID, int]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Sets who knows; the latest to register is asked."""
    _sources[:] = [source]


def days_between(goals: Sequence[Goal]) -> Mapping[UUID, int]:
    """By id the days between two check-ins; what is not named is checked in on every week."""
    return _sources[-1](goals) if _sources else {}
