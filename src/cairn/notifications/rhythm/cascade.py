"""Which rhythm holds for a team: its own, else the next one above (spec okrs §15.2, the two boxes). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Level(Generic[R]):
    """A rhythm that was set for the organisation (team None) or a team, and whether those below may change theirs."""

    team_id: UUID | None
    rhythm: R
    teams_may_change: bool = True


@dataclass(frozen=True)
class Cascade(Generic[R]):
    """All levels of an organisation. `levels` holds what was set, `parents` every team's parent."""

    levels: Mapping[UUID | None, Level[R]]
    parents: Mapping[UUID, UUID | None]
    standard: R

    def rhythm_of(self, team_id: UUID | None) -> R:
        """What holds for a team; None: for the organisation and for individuals."""
        found = self.source_of(team_id)
        return found.rhythm if found else self.standard

    def source_of(self, team_id: UUID | None) -> Level[R] | None:
        """The level that a team's rhythm comes from; None when nobody has set any."""
        return next((self.levels[place] for place in self._line(team_id) if place in self.levels), None)

    def locked_by(self, team_id: UUID) -> Level[R] | None:
        """The highest level above a team that lets nobody below change theirs."""
        above = [place for place in self._line(team_id) if place != team_id]
        locks = [self.levels[place] for place in above if place in self.levels]
        return next((level for level in reversed(locks) if not level.teams_may_change), None)

    def children(self, team_id: UUID | None) -> list[UUID]:
        """The teams right below."""
        return [team for team, parent in self.parents.items() if parent == team_id]

    def below(self, team_id: UUID | None) -> list[UUID]:
        """Every team below, at any depth."""
        return [team for team in self.parents if team != team_id and team_id in self._line(team)]

    def _line(self, team_id: UUID | None) -> Iterator[UUID | None]:
        """The team, the ones above it, and the organisation. Endless circles end."""
        seen: set[UUID] = set()
        while team_id is not None and team_id not in seen:
            seen.add(team_id)
            yield team_id
            team_id = self.parents.get(team_id)
        yield None
