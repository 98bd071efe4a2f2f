"""What goals are tied to: owners, teams, viewers, editors and parents. Two queries for any number of goals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, F, IntegerField, TextField, Value, When
from django.db.models.functions import Cast, Coalesce

from cairn.core.prepared import prepared
from cairn.goals.models import Alignment, CheckIn, Goal, GoalEditor, GoalOwner, GoalTeam, GoalViewer
from cairn.goals.models.goal import Eyes, eyes, visible
from cairn.organizations.actor import Actor
from cairn.organizations.faces import Face


@dataclass(frozen=True)
class ParentLink:
    """One alignment upwards. A hidden parent (`seen` is False) still gives its owners their rights."""

    id: UUID
    title: str
    kind: str
    period_id: UUID
    contribution: Any
    contributes: bool
    seen: bool
    owner_ids: set[UUID] = field(default_factory=set)


@dataclass(frozen=True)
class Ties:
    """By goal id; owners, teams and parents in their order, the main one first."""

    owners: dict[UUID, list[Face]] = field(default_factory=dict)
    teams: dict[UUID, list[tuple[UUID, str]]] = field(default_factory=dict)
    viewers: dict[UUID, list[str]] = field(default_factory=dict)
    editor_ids: dict[UUID, set[UUID]] = field(default_factory=dict)
    parents: dict[UUID, list[ParentLink]] = field(default_factory=dict)
    last: dict[UUID, tuple[str, str]] = field(default_factory=dict)  # who checked in last, and the note

    def owner_ids(self, goal_id: UUID) -> set[UUID]:
        return {member.pk for member in self.owners.get(goal_id, ())}

    def parent_owner_ids(self, goal_id: UUID) -> set[UUID]:
        return set[UUID]().union(*(link.owner_ids for link in self.parents.get(goal_id, ())))


def ties(goals: Iterable[Goal], actor: Actor) -> Ties:
    """All ties of these goals, as `actor` may see it."""
    ids = [goal.pk for goal in goals]
    found = Ties()
    if ids:
        _add_people_and_teams(found, ids)
        _add_parents(found, ids, actor)
    return found


def _add_people_and_teams(found: Ties, ids: list[UUID]) -> None:
    for goal_id, sort, _place, other_id, name, note in _links(ids):
        if sort == "owner":
            face = UUID(note) if note else None
            found.owners.setdefault(goal_id, []).append(Face(other_id, name, face))
        elif sort == "team":
            found.teams.setdefault(goal_id, []).append((other_id, name))
        elif sort == "viewer":
            found.viewers.setdefault(goal_id, []).append(name)
        elif sort == "editor":
            found.editor_ids.setdefault(goal_id, set()).add(other_id)
        else:
            found.last[goal_id] = (name, note)


@prepared
def _links(ids: list[UUID]) -> Any:
    """(goal, sort, place, id, name, note) of owners, teams, viewers, editors and the last check-in, in order.

    The note of an owner is the id of the picture.
    """

    def rows(links: Any, sort: str, place: Any, other: str, name: Any, note: Any) -> Any:
        named = links.filter(goal_id__in=ids).order_by().annotate(sort=Value(sort), place=place, who=name, said=note)
        return named.values_list("goal", "sort", "place", other, "who", "said")

    none, first, member = Value("", TextField()), Value(0, IntegerField()), F("member__name")
    face = Coalesce(Cast("member__photo_id", TextField()), none)
    last = CheckIn.objects.filter(deleted_at=None, at=F("goal__checked_in_at"))
    author = Coalesce("author__name", "author_name")
    return (
        rows(GoalOwner.objects, "owner", F("position"), "member_id", member, face)
        .union(
            rows(GoalTeam.objects, "team", F("position"), "team_id", F("team__name"), none),
            rows(GoalViewer.objects, "viewer", first, "member_id", member, none),
            rows(GoalEditor.objects, "editor", first, "member_id", member, none),
            rows(last, "last", first, "author_id", author, F("note")),
            all=True,
        )
        .order_by("place", "sort")
    )


def _add_parents(found: Ties, ids: list[UUID], actor: Actor) -> None:
    by_edge: dict[tuple[UUID, UUID], ParentLink] = {}
    for child_id, parent_id, *told, owner_id in _parents(ids, eyes(actor)):
        link = by_edge.get((child_id, parent_id))
        if link is None:
            link = by_edge[child_id, parent_id] = ParentLink(parent_id, *told)
            found.parents.setdefault(child_id, []).append(link)
        if owner_id is not None:
            link.owner_ids.add(owner_id)


@prepared
def _parents(ids: list[UUID], who: Eyes) -> Any:
    links = Alignment.objects.filter(child_id__in=ids, parent__deleted_at=None)
    if who.is_system:
        seen: Any = Value(True, output_field=BooleanField())
    else:
        seen = Case(When(visible(who, "parent"), then=Value(True)), default=Value(False))
    return links.annotate(seen=seen).order_by("position", "pk").values_list(
        "child_id", "parent_id", "parent__title", "parent__kind", "parent__period_id", "contribution", "contributes",
        "seen", "parent__ownerships__member_id",
    )  # fmt: skip
