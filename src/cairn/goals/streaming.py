"""What a stream is made of, and how rooms above add to it: entries of their own, and parts below a check-in.

streaming.register(Comments())      # in AppConfig.ready of cairn.conversations
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cairn.goals.models import CheckIn, Goal
from cairn.goals.phrases import THIS
from cairn.goals.policies import Act
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member


@dataclass(frozen=True)
class Part:
    """A piece of a page that a room above draws: its template, and what that template shows, named `about`."""

    template: str
    about: Any


@dataclass(frozen=True)
class Told:
    """One entry. A check-in has `check_in`, a change `icon`, anything else a `part` that draws it whole.

    `phrase` follows the name of who did it; {this} in it stands for the goal (phrases.py). `person` is None for Cairn
    itself. `goal` is set where the stream is that of many goals. `parts` stand below it.
    """

    id: UUID
    at: datetime
    who: str
    person: Member | None
    goal_id: UUID | None = None
    goal: Goal | None = None
    phrase: str = ""
    icon: str = ""
    move: str = ""
    status: str = ""
    note: str = ""
    confidence: int | None = None
    changes: tuple[Any, ...] = ()
    check_in: UUID | None = None
    is_edited: bool = False
    may_change: bool = False
    real_person: str = ""
    source: str = ""
    part: Part | None = None
    parts: tuple[Part, ...] = ()

    @property
    def words(self) -> str:
        """The phrase in the stream of the goal itself: "edited this"."""
        return self.phrase.replace(THIS, _("this"))

    @property
    def around_title(self) -> tuple[str, str]:
        """The phrase before and after the title of the goal, in the stream of many."""
        before, _this, after = self.phrase.partition(THIS)
        return before, after


@dataclass(frozen=True)
class Older:
    """Where a page of a stream begins: after the entry of this instant and id; with None at the latest one."""

    at: datetime | None
    id: UUID | None

    def of(self, rows: Any) -> Any:
        """The rows from there on, latest first; they have `at`."""
        rows = rows.order_by("-at", "-id")
        return rows.filter(Q(at__lt=self.at) | Q(at=self.at, id__lt=self.id)) if self.at is not None else rows


@dataclass(frozen=True)
class Asked:
    """What a page of a stream shows: entries about `goals` from `older` on, at most `limit`; `check_ins` are those
    that stand on it. `acts` says what the actor may do with the goal of a stream, and nothing where there are many.
    `goal` is the one goal of the stream, on its first page.
    """

    goals: QuerySet[Goal]
    check_ins: Sequence[CheckIn]
    older: Older
    limit: int
    acts: Mapping[UUID, frozenset[Act]]
    goal: Goal | None = None
    wants_entries: bool = True


@dataclass(frozen=True)
class Answered:
    """Entries, latest first; parts below check-ins by their ids; and what stands above the stream, such as a form."""

    told: Sequence[Told] = ()
    below: Mapping[UUID, Sequence[Part]] = field(default_factory=dict)
    head: Sequence[Part] = ()


class Source(Protocol):
    """Something a room above tells. `key` names it in an address, `tells` are beginnings of kinds of events that it
    tells better than the list of changes would.
    """

    key: str
    label: Any
    tells: tuple[str, ...]

    def answer(self, asked: Asked, actor: Actor) -> Answered:
        """What it has for a page; a constant number of queries."""


SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Adds a source; called once per app in AppConfig.ready."""
    SOURCES.append(source)
