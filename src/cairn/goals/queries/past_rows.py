"""Rows of the tree as they were at an instant: the same rows, from versions and points (architecture §3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.db.models.fields.json import KT

from cairn.goals import past
from cairn.goals.models import AlignmentVersion, CheckIn, Goal, GoalKind, GoalSettings, GoalVersion
from cairn.goals.past import Past
from cairn.goals.queries.rows import NO_CHILDREN, Counts, Row, row_of
from cairn.goals.ties import ParentLink, Ties
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Team
from cairn.planning.models import Period


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
    periods = {period.pk: period for period in Period.objects.filter(pk__in={goal.period_id for goal in goals})}
    _put_in_check_ins(goals, near, then.instant)
    rows = {}
    for goal in goals:
        goal.period = periods[goal.period_id]
        row = row_of(goal, near, frozenset(), counts.get(goal.pk, NO_CHILDREN), then.settings, then.day, 1, None)
        rows[goal.pk] = replace(row, alerts=(), refusals=(), is_late=False, is_reopened=False, is_past=True)
    return rows


def below(ids: list[UUID], then: Then) -> Below:
    """What stood right below these goals, in the order of the tree. Three queries."""
    links = list(AlignmentVersion.objects.valid_at(then.instant).filter(parent__in=ids).values("parent", "child"))
    versions = GoalVersion.objects.valid_at(then.instant).filter(
        goal__in={link["child"] for link in links}, is_deleted=False
    )
    told = versions.annotate(kind=KT("structure__kind"), privacy=KT("structure__privacy"))
    standing = {goal_id: (kind, privacy) for goal_id, kind, privacy in told.values_list("goal_id", "kind", "privacy")}
    ranks = dict(Goal.objects.known_to(then.actor).filter(pk__in=list(standing)).values_list("pk", "rank"))
    private = [goal_id for goal_id in ranks if standing[goal_id][1] == "listed"]
    hidden = set(private) - (past.these(private, then.instant, then.actor).visible if private else set())
    answer = Below()
    by_parent: dict[UUID, list[UUID]] = defaultdict(list)
    for link in links:
        if link["child"] in standing:
            by_parent[link["parent"]].append(link["child"])
    for parent, children in by_parent.items():
        seen = [child for child in children if child in ranks and child not in hidden]
        seen.sort(key=lambda child: (standing[child][0] == GoalKind.PROJECT, ranks[child], child))
        answer.seen[parent] = seen
        key_results = sum(standing[child][0] == GoalKind.KEY_RESULT for child in children)
        answer.counts[parent] = Counts(len(children), len(seen), key_results)
    return answer


def _ties(found: Past, goals: list[Goal], then: Then) -> Ties:
    """Owners, teams, viewers and parents as they were, by the names they have now. Four queries."""
    near = Ties()
    people: dict[UUID, list[UUID]] = {goal.pk: found.people_of(goal.pk, "owners") for goal in goals}
    teams = {goal.pk: found.people_of(goal.pk, "teams") for goal in goals}
    viewers = {goal.pk: found.people_of(goal.pk, "viewers") for goal in goals if goal.is_private}
    wanted = {member for ids in (*people.values(), *viewers.values()) for member in ids}
    names = dict(Member.objects.filter(pk__in=wanted).values_list("pk", "name"))
    team_ids = {team for ids in teams.values() for team in ids}
    team_names = dict(Team.objects.filter(pk__in=team_ids).values_list("pk", "name")) if team_ids else {}
    for goal in goals:
        near.owners[goal.pk] = [Member(id=pk, name=names[pk]) for pk in people[goal.pk] if pk in names]
        near.teams[goal.pk] = [(pk, team_names[pk]) for pk in teams[goal.pk] if pk in team_names]
        near.viewers[goal.pk] = [names[pk] for pk in viewers.get(goal.pk, ()) if pk in names]
    _add_parents(near, goals, then)
    return near


def _add_parents(near: Ties, goals: list[Goal], then: Then) -> None:
    links = AlignmentVersion.objects.valid_at(then.instant).filter(child__in=[goal.pk for goal in goals])
    edges = list(links.order_by("valid_from", "pk"))
    above = past.these({edge.parent_id for edge in edges}, then.instant, then.actor)
    for edge in edges:
        if edge.parent_id in above.visible:
            parent = above.goals[edge.parent_id]
            link = ParentLink(
                parent.pk, parent.title, parent.kind, parent.period_id, edge.contribution, edge.contributes, seen=True
            )
            near.parents.setdefault(edge.child_id, []).append(link)


def _put_in_check_ins(goals: list[Goal], near: Ties, instant: datetime) -> None:
    """Who had checked in last by then. Two queries."""
    stood = CheckIn.objects.filter(Q(deleted_at=None) | Q(deleted_at__gt=instant), at__lte=instant)
    latest = stood.filter(goal=OuterRef("pk"), created_at__lte=instant).order_by("-at", "-pk")
    ids = Goal.objects.filter(pk__in=[goal.pk for goal in goals])
    last = [pk for pk in ids.values_list(Subquery(latest.values("pk")[:1]), flat=True) if pk is not None]
    by_id: dict[UUID, Any] = {goal.pk: goal for goal in goals}
    for row in CheckIn.objects.filter(pk__in=last).select_related("author"):
        by_id[row.goal_id].checked_in_at = row.at
        near.last[row.goal_id] = (row.author.name if row.author else row.author_name, row.note)
