"""People and teams of the synthetic organisation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from cairn.core.ids import new_id
from cairn.goals.bench.rows import Rows
from cairn.goals.bench.shape import Shape
from cairn.organizations.models import Member, Team, TeamMember, TeamRole, User

FIRST = ("Ada", "Bela", "Chen", "Dina", "Emil", "Femi", "Gita", "Hugo", "Iris", "Jun", "Kaya", "Luis", "Mira", "Noor")
LAST = ("Abel", "Berg", "Costa", "Duval", "Eze", "Falk", "Gupta", "Holm", "Ito", "Jansen", "Kovač", "Lund", "Moreau")


@dataclass
class Unit:
    """A team with the people in it and the unit above; `depth` 1 is a division, 3 a team."""

    id: UUID
    name: str
    depth: int
    above: Unit | None
    people: list[UUID] = field(default_factory=list)


@dataclass(frozen=True)
class Population:
    """Ids of people in order, the first being the owner, and all units from the top down."""

    people: list[UUID]
    units: list[Unit]


def populate(shape: Shape, since: datetime) -> Population:
    """Writes people with sign-ins nobody can use, and teams in three levels; everybody is in one team."""
    units = _units(shape)
    teams = [unit for unit in units if unit.depth == 3]
    ids = [new_id() for _ in range(shape.people)]
    users, members, inside = Rows(User), Rows(Member), Rows(TeamMember)
    for number, member_id in enumerate(ids):
        team = teams[number % len(teams)]
        name = f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]} {number}"
        user = User(email=f"person{number}@bench.example", name=name, created_at=since)
        user.set_unusable_password()
        users.add_object(user)
        manager = team.people[0] if team.people else (ids[0] if number else None)
        members.add_object(
            Member(
                id=member_id,
                user=user,
                name=name,
                email=user.email,
                title=f"Works in {team.name}",
                role="owner" if number == 0 else "member",
                manager_id=manager,
                joined_at=since,
            )
        )
        role = TeamRole.MEMBER if team.people else TeamRole.OWNER
        inside.add_object(TeamMember(team_id=team.id, member_id=member_id, role=role, added_at=since))
        team.people.append(member_id)
    groups = Rows(Team)
    for unit in units:
        unit.people = unit.people or [ids[len(unit.name) * unit.depth % len(ids)]]
        above = unit.above.id if unit.above else None
        groups.add_object(Team(id=unit.id, name=unit.name, parent_id=above, created_at=since))
    for rows in (users, members, groups, inside):
        rows.flush()
    return Population(ids, units)


def _units(shape: Shape) -> list[Unit]:
    found: list[Unit] = []
    above: list[Unit] = []
    for depth, (word, count) in enumerate(zip(("Division", "Department", "Team"), shape.levels, strict=True), 1):
        level = [
            Unit(new_id(), f"{word} {number + 1}", depth, above[number % len(above)] if above else None)
            for number in range(count)
        ]
        found += level
        above = level
    return found
