"""Who counts the parts of projects: rooms above register here, so that `cairn verify` can count once more.

Goals keep the last count (`parts_done`, `parts_whole`) and are told of a new one by `actions.count_parts`; so no
page and no roll-up asks a room above for a number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from cairn.goals.parts import Parts

Recount = Callable[[], Mapping[UUID, Parts]]
_counters: dict[str, Recount] = {}


def register(mode: str, recount: Recount) -> None:
    """Names who counts the parts of all goals of a progress mode. Called once, in AppConfig.ready."""
    _counters[mode] = recount


def recounted() -> dict[str, Mapping[UUID, Parts]]:
    """By progress mode and goal what there is in the present organisation; a goal without parts is left out."""
    return {mode: recount() for mode, recount in _counters.items()}
