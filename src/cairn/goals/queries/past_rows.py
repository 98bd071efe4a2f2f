"""Rows of the tree as they were at an instant: the same rows, from versions and points (architecture §3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, Subquery, UUIDField, Value
from django.db.models.fields.json import KeyTextTransform

from cairn.core.prepared import prepared
from cairn.goals import past
from cairn.goals.models import AlignmentVersion, CheckIn, Goal, GoalKind, GoalSettings
from cairn.goals.models.goal import Eyes, eyes, visible
from cairn.goals.past import Past
from cairn.goals.queries.children_counts import NO_CHILDREN, Counts
from cairn.goals.queries.rows import Row, RowRules, row_of
from cairn.goals.ties import ParentLink, Ties
from cairn.organizations.actor import Actor
from cairn.organizations.faces import Face
from cairn.organizations.models import Member, Team

MOST_ROWS = 100_000  # more than any page has


@dataclass(frozen=True)
class Then:
    """Who looks at which instant. `day` is the organisation's calendar day of it."""

    actor: Actor
    instant: datetime
    day: date
    settings: GoalSettings


@dataclass
class Below:
    """Links downwards at the instant: visible children by parent, and how many there were in all."""

    seen: dict[UUID, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[UUID, Counts] = field(default_factory=dict)


def rows_then(found: Past, ids: Iterable[UUID], counts: dict[UUID, Counts], then: Then) -> dict[UUID, Row]:
    """Rows by id of those of `ids` that are visible in `found`, numbers already put in; one can only read them.

    `counts` are of what stood below each (`below`). A constant number of queries. Alerts are left away: they ask to
    act, and that time is over.
    """
    goals = [found.goals[goal_id] for goal_id in ids if goal_id in found.visible]
    if not goals:
        return {}
    near = _ties(found, goals, then)
    near.last.update(put_in_check_ins(goals, then.instant))
    rows, rules = {}, RowRules(then.settings, then.day)
    for goal in goals:
        row = row_of(goal, near, frozenset(), counts.get(goal.pk, NO_CHILDREN), rules)
        rows[goal.pk] = replace(row, alerts=(), refusals=(), is_late=False, is_past=True)
    return rows


def below(ids: list[UUID], then: Then) -> Below:
    """What stood right below these goals, in the order of the tree. One query, and one where some were private."""
    by_parent: dict[UUID, list[Any]] = defaultdict(list)
    for child in _children(ids, then.instant, eyes(then.actor)):
        by_parent[child["parent_id"]].append(child)
    known = [child for children in by_parent.values() for child in children if child["is_known"]]
    private = {child["child_id"] for child in known if child["privacy"] == "listed"}
    hidden = private - (past.these(private, then.instant, then.actor).visible if private else set())
    answer = Below()
    for parent, children in by_parent.items():
        seen = [child for child in children if child["is_known"] and child["child_id"] not in hidden]
        seen.sort(key=lambda child: (child["kind"] == GoalKind.PROJECT, child["rank"], child["child_id"]))
        answer.seen[parent] = [child["child_id"] for child in seen]
        key_results = sum(child["kind"] == GoalKind.KEY_RESULT for child in children)
        answer.counts[parent] = Counts(len(children), len(seen), key_results)
    return answer


@prepared
def _children(ids: list[UUID], instant: datetime, who: Eyes) -> Any:
    """The links downwards that held at the instant, with what is asked of the child as it stood then."""
    still = Q(child__versions__valid_to=None) | Q(child__versions__valid_to__gt=instant)
    standing = Q(child__versions__valid_from__lte=instant, child__versions__is_deleted=False)
    seen = visible(who, "child")
    return (
        AlignmentVersion.objects.valid_at(instant)
        .filter(still, standing, parent_id__in=ids)
        .annotate(
            kind=KeyTextTransform("kind", "child__versions__structure"),
            privacy=KeyTextTransform("privacy", "child__versions__structure"),
            rank=F("child__rank"),
            is_known=ExpressionWrapper(seen, BooleanField()) if seen else Value(True, BooleanField()),
        )
        .values("parent_id", "child_id", "kind", "privacy", "rank", "is_known")
    )


def _ties(found: Past, goals: list[Goal], then: Then) -> Ties:
    """Owners, teams, viewers and parents as they were, by the names they have now. At most three queries."""
    near = Ties()
    people: dict[UUID, list[UUID]] = {goal.pk: found.people_of(goal.pk, "owners") for goal in goals}
    teams = {goal.pk: found.people_of(goal.pk, "teams") for goal in goals}
    viewers = {goal.pk: found.people_of(goal.pk, "viewers") for goal in goals if goal.is_private}
    wanted = {pk for ids in (*people.values(), *viewers.values(), *teams.values()) for pk in ids}
    named = list(_names(list(wanted)))
    names: dict[UUID, str] = {pk: name for pk, name, _face in named}
    faces: dict[UUID, UUID | None] = {pk: face for pk, _name, face in named}
    for goal in goals:
        near.owners[goal.pk] = [Face(pk, names[pk], faces[pk]) for pk in people[goal.pk] if pk in names]
        near.teams[goal.pk] = [(pk, names[pk]) for pk in teams[goal.pk] if pk in names]
        near.viewers[goal.pk] = [names[pk] for pk in viewers.get(goal.pk, ()) if pk in names]
    _add_parents(near, found, goals, then)
    return near


@prepared
def _names(ids: list[UUID]) -> Any:
    """The names that people and teams have now, and the pictures of people."""
    faceless = Value(None, UUIDField())
    people = Member.objects.filter(pk__in=ids).order_by().values_list("pk", "name", "photo_id")
    teams = Team.objects.filter(pk__in=ids).order_by().values_list("pk", "name", faceless)
    return people.union(teams, all=True)


def _add_parents(near: Ties, found: Past, goals: list[Goal], then: Then) -> None:
    edges = past.links_above([goal.pk for goal in goals], then.instant)
    missing = {edge.parent_id for edge in edges} - found.goals.keys()
    above = past.these(missing, then.instant, then.actor) if missing else Past()
    for edge in edges:
        if edge.parent_id in above.visible or edge.parent_id in found.visible:
            parent = found.goals.get(edge.parent_id) or above.goals[edge.parent_id]
            link = ParentLink(
                parent.pk, parent.title, parent.kind, parent.period_id, edge.contribution, edge.contributes, seen=True
            )
            near.parents.setdefault(edge.child_id, []).append(link)


def put_in_check_ins(goals: Iterable[Goal], instant: datetime) -> dict[UUID, tuple[str, str]]:
    """When somebody had last checked in on each by then; returns who it was and what they wrote. One query."""
    by_id = {goal.pk: goal for goal in goals}
    said: dict[UUID, tuple[str, str]] = {}
    for row in _last_check_ins(list(by_id), instant):
        by_id[row.goal_id].checked_in_at = row.at
        said[row.goal_id] = (row.author.name if row.author else row.author_name, row.note)
    return said


@prepared
def _last_check_ins(ids: list[UUID], instant: datetime) -> Any:
    stood = CheckIn.objects.filter(Q(deleted_at=None) | Q(deleted_at__gt=instant), at__lte=instant)
    latest = stood.filter(goal=OuterRef("pk"), created_at__lte=instant).order_by("-at", "-pk")
    last = Goal.objects.filter(pk__in=ids).annotate(last=Subquery(latest.values("pk")[:1])).values("last")
    # Row-level security has PostgreSQL read every check-in, unless the inner query stands by itself: a limit does it.
    return CheckIn.objects.filter(pk__in=last[:MOST_ROWS]).select_related("author")
