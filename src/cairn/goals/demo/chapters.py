"""What rooms above goals add to the demo organisation: each registers a chapter in AppConfig.ready.

A chapter is told once everything else stands, inside the organisation and the demo's clock. It draws from
`stage.random` alone, so that the same day gives the same story.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from cairn.goals.demo.cast import Cast
from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization


@dataclass(frozen=True)
class Stage:
    """What a chapter starts from: the organisation, its people and teams, the demo's day, the demo as actor."""

    organization: Organization
    cast: Cast
    day: date
    by: Actor
    random: Random


Chapter = Callable[[Stage], None]
_chapters: list[tuple[int, str, Chapter]] = []


def register(name: str, chapter: Chapter, *, order: int = 100) -> None:
    """Adds a chapter under a name of its own; chapters are told in `order`, then by name."""
    _chapters.append((order, name, chapter))
    _chapters.sort(key=lambda entry: entry[:2])


def tell(organization: Organization, cast: Cast, day: date, *, by: Actor, seed: str) -> None:
    """Tells all chapters, each with a source of chance of its own."""
    for _order, name, chapter in _chapters:
        chapter(Stage(organization, cast, day, by, Random(f"{seed} {name}")))
