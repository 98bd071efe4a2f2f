"""Which connected system has the number of a key result that is typed in by hand: asked of the rooms beside (K09).

connections.register(matching)      # in AppConfig.ready of a room that connects systems
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from cairn.goals.models import Goal

Source = Callable[[Sequence[Goal]], Mapping[UUID, str]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Adds a question: given key results, the names of the systems that have their numbers, by id."""
    _sources.append(source)


def matching(key_results: Sequence[Goal]) -> dict[UUID, str]:
    """By id the name of a system that has the number; only those that have one."""
    return {goal_id: name for source in _sources for goal_id, name in source(key_results).items()}
