"""Where a team or a person stands in the tree: everything above and everything below, each in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from cairn.organizations.models import Member, Team


def above(team_id: UUID) -> list[UUID]:
    """The teams above a team, nearest first."""
    return _upwards(team_id, dict(Team.objects.values_list("pk", "parent_id")))


def below(team_id: UUID) -> set[UUID]:
    """The teams below a team, at any depth, without itself."""
    return _downwards(team_id, dict(Team.objects.values_list("pk", "parent_id")))


def managers_of(member_id: UUID) -> list[UUID]:
    """The line of managers above a person, nearest first."""
    return _upwards(member_id, dict(Member.objects.values_list("pk", "manager_id")))


def managers_of_any(member_ids: Iterable[UUID]) -> set[UUID]:
    """Everyone in the lines of managers above these people; one query for any number of them."""
    managers = dict(Member.objects.values_list("pk", "manager_id"))
    return {manager for member_id in member_ids for manager in _upwards(member_id, managers)}


def reports_of(member_id: UUID) -> set[UUID]:
    """Everyone below a person in the line of managers, at any depth."""
    return _downwards(member_id, dict(Member.objects.values_list("pk", "manager_id")))


def _upwards(start: UUID, parents: dict[UUID, UUID | None]) -> list[UUID]:
    line: list[UUID] = []
    following = parents.get(start)
    while following is not None and following not in line:
        line.append(following)
        following = parents.get(following)
    return line


def _downwards(start: UUID, parents: dict[UUID, UUID | None]) -> set[UUID]:
    children: dict[UUID | None, list[UUID]] = defaultdict(list)
    for child, parent in parents.items():
        children[parent].append(child)
    found: set[UUID] = set()
    waiting = list(children[start])
    while waiting:
        team = waiting.pop()
        if team not in found:
            found.add(team)
            waiting.extend(children[team])
    return found
