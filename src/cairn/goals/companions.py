"""What belongs to goals in rooms above and is copied with them: tasks and milestones. Each room registers here.

A companion runs inside the action that copies, before the numbers of the copies are computed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from cairn.goals.models import Goal
from cairn.organizations.actor import Actor

# By the id of the source its copy, which is saved already; True: it carries unfinished work on.
Companion = Callable[[Mapping[UUID, tuple[Goal, bool]], Actor], None]
_companions: list[Companion] = []


def register(companion: Companion) -> None:
    """Called once, in AppConfig.ready."""
    _companions.append(companion)


def copy(copies: Mapping[UUID, tuple[Goal, bool]], *, by: Actor) -> None:
    """Copies along whatever belongs to these goals."""
    for companion in _companions:
        companion(copies, by)
