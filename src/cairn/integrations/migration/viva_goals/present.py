"""What an organisation has already, as far as an import has to know it. Plain values, filled by snapshot.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

PLACEHOLDER_DOMAIN = "imported.invalid"
"""Where people live of whom a file knows no address; nothing is ever delivered to ".invalid" (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class MemberNow:
    id: UUID
    name: str
    email: str
    is_observer: bool = False

    @property
    def is_placeholder(self) -> bool:
        """Whether an earlier import made the person up from a name."""
        return self.email.endswith(f"@{PLACEHOLDER_DOMAIN}")


@dataclass(frozen=True, slots=True)
class TeamNow:
    id: UUID
    name: str
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class PeriodNow:
    id: UUID
    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class CheckInNow:
    """A check-in that is here; `may_be_corrected` when an import brought it and nobody touched it since."""

    id: UUID
    at: datetime
    value: Decimal | None
    external_id: str
    may_be_corrected: bool


@dataclass(slots=True)
class GoalNow:
    """A goal that is here. `read` holds what each layout said of it when it was last read (see fingerprint)."""

    id: UUID
    title: str
    kind: str
    entity: str
    period: UUID
    start: date
    due: date
    state: str
    target: Decimal | None
    current_value: Decimal | None
    checked_in_at: datetime | None
    is_deleted: bool
    read: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    owners: tuple[UUID, ...] = ()
    teams: tuple[UUID, ...] = ()
    parent_titles: frozenset[str] = frozenset()
    has_reference: bool = False
    check_ins: list[CheckInNow] = field(default_factory=list)


@dataclass(frozen=True)
class Present:
    """An organisation as an import finds it. `by_external` leads from ids of the old system to goals."""

    name: str
    time_zone: str = "UTC"
    members: tuple[MemberNow, ...] = ()
    teams: tuple[TeamNow, ...] = ()
    periods: tuple[PeriodNow, ...] = ()
    tags: frozenset[str] = frozenset()
    goals: Mapping[UUID, GoalNow] = field(default_factory=dict)
    by_external: Mapping[str, UUID] = field(default_factory=dict)


@dataclass(frozen=True)
class Reach:
    """Where the person who imports may do so (spec okrs §19.1): everywhere, or in the teams that they lead."""

    teams: frozenset[UUID] | None = None
    me: UUID | None = None

    @property
    def is_everywhere(self) -> bool:
        return self.teams is None

    def covers(self, entity: str, teams: Iterable[UUID | None]) -> bool:
        """Whether a goal of this entity and these teams lies within."""
        if self.teams is None:
            return True
        wanted = list(teams)
        return entity == "team" and bool(wanted) and all(team in self.teams for team in wanted)
