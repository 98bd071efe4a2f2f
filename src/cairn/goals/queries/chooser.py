"""Finding goals, people and teams by a few letters: the palette, and the choosers of forms (spec okrs §8.1)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.utils.translation import gettext as _

from cairn.goals import titles
from cairn.goals.models import Entity, Goal, GoalKind, GoalOwner, GoalTeam
from cairn.organizations.actor import Actor
from cairn.organizations.models import AccountType, Member, Team
from cairn.planning.models import Period

FEW = 8
MOST_WORDS, MOST_NAMED = 4, 200
Source = Literal["goals", "people", "teams"]


@dataclass(frozen=True)
class Found:
    """Something to choose or to go to. `hint` says which one it is: period, title, team above."""

    id: UUID
    name: str
    hint: str
    icon: str


def find(
    source: Source, words: str, actor: Actor, *, but: Collection[UUID] = (), day: date, by_names: bool = False
) -> list[Found]:
    """At most eight of a kind that match `words` (or suggestions without any), `but` left out.

    `by_names`: a goal is also found by the names of its teams, owners and period (spec okrs §8.1).
    """
    clean = " ".join(words.replace("\x00", "").split())[:100]
    if source == "people":
        return [_person(row) for row in _people(clean, actor).exclude(pk__in=but)[:FEW]]
    if source == "teams":
        return [_team(row) for row in _teams(clean).exclude(pk__in=but)[:FEW]]
    return [_goal(row) for row in _goals(clean, actor, day, by_names).exclude(pk__in=but)[:FEW]]


def named(source: Source, ids: Sequence[UUID], actor: Actor) -> list[Found]:
    """Those with these ids, in this order; what the actor may not see is left out."""
    if not ids:
        return []
    if source == "people":
        found = [_person(row) for row in Member.objects.filter(pk__in=ids)]
    elif source == "teams":
        found = [_team(row) for row in Team.objects.select_related("parent").filter(pk__in=ids)]
    else:
        rows = Goal.objects.visible_to(actor).select_related("period").filter(pk__in=ids)
        found = [_goal(row) for row in rows]
    return sorted(found, key=lambda row: ids.index(row.id))


def _people(words: str, actor: Actor):  # type: ignore[no-untyped-def]
    """Regular people by name or address; without words myself first."""
    rows = Member.objects.listed().exclude(account_type=AccountType.OBSERVER).called(words)
    mine = Case(When(pk=actor.member_id, then=Value(0)), default=Value(1), output_field=IntegerField())
    return rows.order_by(mine, "name", "pk")


def _teams(words: str):  # type: ignore[no-untyped-def]
    rows = Team.objects.open().select_related("parent")
    return (rows.filter(name__icontains=words) if words else rows).order_by("name", "pk")


def _goals(words: str, actor: Actor, day: date, by_names: bool):  # type: ignore[no-untyped-def]
    """Visible goals by title; what runs today and stands higher up comes first."""
    rows = Goal.objects.visible_to(actor).select_related("period").only("id", "title", "kind", "period__name")
    if by_names:
        for word in words.split()[:MOST_WORDS]:
            rows = rows.filter(titles.having(word) | _named(word))
    else:
        rows = titles.best(rows, words)
    if not words:
        rows = rows.filter(state="open").exclude(kind=GoalKind.PROJECT)
    running = Case(
        When(state="open", start__lte=day, due__gte=day, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    kind = Case(When(kind=GoalKind.OBJECTIVE, then=Value(0)), default=Value(1), output_field=IntegerField())
    place = Case(When(entity=Entity.ORGANIZATION, then=Value(0)), default=Value(1), output_field=IntegerField())
    return rows.order_by(running, kind, place, "rank", "pk")


def _named(word: str) -> Q:
    """Goals whose period, team or owner is called so. The names are read first: a word that is no name costs nothing
    among a million goals."""
    named = (
        Member.objects.called(word),
        Team.objects.filter(name__icontains=word),
        Period.objects.filter(name__icontains=word),
    )
    members, teams, periods = (list(rows.values_list("pk", flat=True)[:MOST_NAMED]) for rows in named)
    owned = GoalOwner.objects.filter(goal=OuterRef("pk"), member__in=members)
    of_a_team = GoalTeam.objects.filter(goal=OuterRef("pk"), team__in=teams)
    return Q(period__in=periods) | Q(Exists(owned)) | Q(Exists(of_a_team))


def _goal(row: Goal) -> Found:
    icons = {GoalKind.OBJECTIVE: "target", GoalKind.KEY_RESULT: "chart-line", GoalKind.PROJECT: "folder-kanban"}
    return Found(row.pk, row.title, row.period.name, icons[GoalKind(row.kind)])


def _person(row: Member) -> Found:
    return Found(row.pk, row.name, row.title or row.email, "user")


def _team(row: Team) -> Found:
    hint = _("in %(team)s") % {"team": row.parent} if row.parent else ""
    return Found(row.pk, row.name, hint, "users")
