"""How copies are made, many at once: the machinery of cloning and of carrying over (spec okrs §10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from cairn.core import clock
from cairn.core.errors import Refused
from cairn.goals import alignment, approvals, companions, graph, history, policies, rollover, titles
from cairn.goals.actions.create import RANK_STEP
from cairn.goals.actions.fields import said
from cairn.goals.measuring import outcome_of, write_outcome
from cairn.goals.models import (
    Alignment,
    AlignmentVersion,
    CheckIn,
    Entity,
    Goal,
    GoalOwner,
    GoalTag,
    GoalTeam,
    GoalViewer,
    ProgressMode,
    State,
)
from cairn.goals.outcome import problems
from cairn.goals.recompute import settings_row
from cairn.goals.rollover import Carried, Mode
from cairn.organizations.actor import Actor
from cairn.planning.models import Period


class Depth(StrEnum):
    ONLY = "only"
    CHILDREN = "children"
    TREE = "tree"


COPIED = (
    "kind", "title", "description", "entity", "nature", "scoring_guidance", "check_in_owner_id", "privacy",
    "only_listed_edit", "restricts_alignment", "metric_name", "status_rule", "new_children_contribute",
)  # fmt: skip
_BATCH = 500


@dataclass(frozen=True)
class Copying:
    """How one goal is copied.

    `mode` None is a plain clone, from the original start; else the copy carries unfinished work on, so that its count
    of carry-overs rises. `page` moves the copy to another page: an entity and the team or person there.
    `keeps_parents`: it stays under parents outside of what is copied that last long enough.
    """

    period: Period
    mode: Mode | None = None
    owner_id: UUID | None = None
    new_target: Decimal | None = None
    page: tuple[str, UUID | None] | None = None
    keeps_parents: bool = True

    @property
    def continues(self) -> bool:
        return self.mode is not None


@dataclass(frozen=True)
class Copies:
    """By the id of the source: its copy, also one that was there before; `made` are the new ones.

    `touched` are the goals whose numbers have to be computed now.
    """

    of: dict[UUID, Goal]
    made: list[Goal]
    touched: list[UUID]


def copy_all(sources: Sequence[Goal], plans: Mapping[UUID, Copying], *, by: Actor) -> Copies:
    """Copies these goals, each as its plan says; saves no numbers. A constant number of queries.

    What was carried over into the same period before is not copied again (spec okrs §10.5.8). Raises Refused.
    """
    before = carried_before(sources, {plan.period.pk for plan in plans.values() if plan.continues})
    known = {
        source.pk: before[source.pk, plans[source.pk].period.pk]
        for source in sources
        if plans[source.pk].continues and (source.pk, plans[source.pk].period.pk) in before
    }
    fresh = [source for source in sources if source.pk not in known]
    made = _make(fresh, plans, by)
    copies = {**known, **made}
    edges = _edges(fresh, plans, copies)
    edges += _without_loops(_adopted(fresh, plans, copies), edges)
    Alignment.objects.bulk_create(edges, batch_size=_BATCH)
    history.remember(made.values(), by=by)
    approvals.demand_unlocked(by, list(made.values()))
    companions.copy({source: (copy, plans[source].continues) for source, copy in made.items()}, by=by)
    now = clock.now()
    AlignmentVersion.objects.bulk_create([_version(edge, now) for edge in edges], batch_size=_BATCH)
    touched = dict.fromkeys([*(copy.pk for copy in made.values()), *(edge.parent_id for edge in edges)])
    return Copies(copies, list(made.values()), list(touched))


def carried_before(sources: Iterable[Goal], period_ids: Iterable[UUID]) -> dict[tuple[UUID, UUID], Goal]:
    """(source, period) -> the copy that carries it on there already; one query."""
    rows = Goal.objects.standing().filter(carried_over_from__in=list(sources), period_id__in=list(period_ids))
    return {(row.carried_over_from_id, row.period_id): row for row in rows.order_by("-created_at", "-pk")}


def carried_outcome(source: Goal, how: Copying) -> Carried:
    """Outcome and value of the copy (spec okrs §10.4). Raises Refused where a reset needs a new target."""
    outcome, period = outcome_of(source), how.period
    if how.mode is None:
        misfit = any(problem.field == "phases" for problem in problems(outcome, period.start, period.end))
        return Carried(replace(outcome, phases=()) if misfit else outcome, None)
    carried = rollover.carried(outcome, source.current_value, how.mode, period.start, period.end)
    if not carried.needs_new_target:
        return carried
    if how.new_target is None:
        raise Refused(
            _("“%(title)s” has reached its target already. Give the next one.") % {"title": source.title},
            field="new_target",
        )
    retargeted = replace(carried.outcome, target=how.new_target, phases=())
    for problem in problems(retargeted):
        raise Refused(said(problem.sentence), field="new_target")
    return Carried(retargeted, carried.value)


def _make(sources: Sequence[Goal], plans: Mapping[UUID, Copying], by: Actor) -> dict[UUID, Goal]:
    people = _People(sources)
    places = _Places(by)
    made: dict[UUID, Goal] = {}
    values: list[CheckIn] = []
    for source in sources:
        how = plans[source.pk]
        copy = _copy(source, how, by)
        places.put(copy, [team_id for team_id, _live in people.teams.get(source.pk, [])], how)
        made[source.pk] = copy
        carried = carried_outcome(source, how)
        write_outcome(copy, carried.outcome)
        if carried.value is not None and how.mode is Mode.PRESERVE and not copy.is_rolled_up:
            values.append(_carry_value(copy, carried.value, source))
    Goal.objects.bulk_create(made.values(), batch_size=_BATCH)
    titles.index(made.values())
    CheckIn.objects.bulk_create(values, batch_size=_BATCH)
    people.give(made, plans)
    return made


def _copy(source: Goal, how: Copying, by: Actor) -> Goal:
    copy = Goal(creator=by.member, cloned_from=source, period=how.period)
    for name in COPIED:
        setattr(copy, name, getattr(source, name))
    copy.start, copy.due = how.period.start, how.period.end
    copy.progress_mode = source.automatic_mode or source.progress_mode
    if copy.progress_mode == ProgressMode.DATA_SOURCE:
        copy.progress_mode = ProgressMode.MANUAL  # a data link is not copied
    if how.continues:
        copy.carried_over_from, copy.carry_over_count = source, source.carry_over_count + 1
    if how.owner_id is not None:
        copy.check_in_owner_id = how.owner_id
    return copy


def _carry_value(copy: Goal, value: Decimal, source: Goal) -> CheckIn:
    row = CheckIn(
        goal=copy,
        value=value,
        status=source.chosen_status or "on_track",
        source=CheckIn.Source.CARRIED,
        note="",
        at=clock.now(),
    )
    copy.current_value, copy.chosen_status, copy.checked_in_at = value, row.status, row.at
    return row


class _Places:
    """On which page a copy stands and where there: at the end of it, in the order of the sources."""

    def __init__(self, by: Actor) -> None:
        self.by, self.settings = by, settings_row()
        self.last: dict[tuple[UUID, str], int] = {}
        self.allowed: dict[tuple[str, frozenset[UUID]], bool] = {}

    def put(self, copy: Goal, team_ids: list[UUID], how: Copying) -> None:
        """On the same page, or on the one that was asked for, if the actor may create there; else it becomes an
        individual goal (spec okrs §10.1)."""
        if how.page is not None:
            copy.entity, target = how.page
            team_ids = [target] if copy.entity == Entity.TEAM and target else []
        key = copy.entity, frozenset(team_ids)
        if key not in self.allowed:
            self.allowed[key] = policies.can_create(self.by, copy.entity, team_ids, self.settings)
        if not self.allowed[key]:
            copy.entity = Entity.INDIVIDUAL
        copy.rank = self._next_rank(how.period.pk, copy.entity)

    def _next_rank(self, period_id: UUID, entity: str) -> int:
        key = period_id, entity
        if key not in self.last:
            rows = Goal.objects.filter(period_id=period_id, entity=entity)
            self.last[key] = rows.aggregate(last=Max("rank"))["last"] or 0
        self.last[key] += RANK_STEP
        return self.last[key]


class _People:
    """Owners, teams, viewers and tags of the sources, read once."""

    def __init__(self, sources: Sequence[Goal]) -> None:
        ids = [source.pk for source in sources]
        self.owners = _grouped(GoalOwner.objects.filter(goal_id__in=ids).order_by("position"), "member_id")
        self.viewers = _grouped(GoalViewer.objects.filter(goal_id__in=ids).order_by("pk"), "member_id")
        self.tags = _grouped(GoalTag.objects.filter(goal_id__in=ids).order_by("pk"), "tag_id")
        self.teams: dict[UUID, list[tuple[UUID, bool]]] = {}
        rows = GoalTeam.objects.filter(goal_id__in=ids).order_by("position")
        for goal_id, team_id, archived_at in rows.values_list("goal_id", "team_id", "team__archived_at"):
            self.teams.setdefault(goal_id, []).append((team_id, archived_at is None))

    def give(self, made: Mapping[UUID, Goal], plans: Mapping[UUID, Copying]) -> None:
        """Gives the copies the people, teams and tags of their sources."""
        rows: dict[Any, list[Any]] = {GoalOwner: [], GoalTeam: [], GoalViewer: [], GoalTag: []}
        for source_id, copy in made.items():
            owners, teams = self._of(source_id, copy, plans[source_id])
            rows[GoalOwner] += [GoalOwner(goal=copy, member_id=m, position=i) for i, m in enumerate(owners)]
            rows[GoalTeam] += [GoalTeam(goal=copy, team_id=t, position=i) for i, t in enumerate(teams)]
            rows[GoalViewer] += [GoalViewer(goal=copy, member_id=m) for m in self.viewers.get(source_id, [])]
            rows[GoalTag] += [GoalTag(goal=copy, tag_id=t) for t in self.tags.get(source_id, [])]
        for model, links in rows.items():
            model.objects.bulk_create(links, batch_size=_BATCH)

    def _of(self, source_id: UUID, copy: Goal, how: Copying) -> tuple[list[UUID], list[UUID]]:
        owners = [how.owner_id] if how.owner_id is not None else self.owners.get(source_id, [])
        teams = [team_id for team_id, is_live in self.teams.get(source_id, []) if is_live]
        if how.page is not None:
            entity, target = how.page
            teams = [target] if entity == Entity.TEAM and target else []
            if entity == Entity.INDIVIDUAL and target and how.owner_id is None:
                owners = [target]
        return owners, teams if copy.entity == Entity.TEAM else []


def _grouped(rows: QuerySet[Any], other: str) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for goal_id, other_id in rows.values_list("goal_id", other):
        found.setdefault(goal_id, []).append(other_id)
    return found


def _edges(sources: Sequence[Goal], plans: Mapping[UUID, Copying], copies: Mapping[UUID, Goal]) -> list[Alignment]:
    """Edges inside what is copied are kept; others only to parents that are open and last long enough, or to what
    carries such a parent on in the same period (§10.5.5)."""
    links = Alignment.objects.filter(child_id__in=[source.pk for source in sources]).select_related("parent")
    found = list(links.order_by("position", "pk"))
    periods = {plans[link.child_id].period.pk for link in found}
    carried = carried_before({link.parent for link in found}, periods)
    rows = []
    for link in found:
        copy, how = copies[link.child_id], plans[link.child_id]
        parent = copies.get(link.parent_id)
        if parent is None and how.keeps_parents:
            parent = _lasting(link.parent, copy) or carried.get((link.parent_id, how.period.pk))
        if parent is not None:
            rows.append(_edge(copy, parent, link))
    return rows


def _lasting(parent: Goal, copy: Goal) -> Goal | None:
    is_open = parent.deleted_at is None and parent.state == State.OPEN
    return parent if is_open and parent.start <= copy.start and parent.due >= copy.due else None


def _adopted(sources: Sequence[Goal], plans: Mapping[UUID, Copying], copies: Mapping[UUID, Goal]) -> list[Alignment]:
    """What was carried on from below a goal before the goal itself was comes under its copy now."""
    parents = [source for source in sources if plans[source.pk].continues]
    if not parents:
        return []
    links = list(Alignment.objects.filter(parent__in=parents).exclude(child_id__in=list(copies)))
    periods = {plans[source.pk].period.pk for source in parents}
    carried = carried_before((Goal(pk=link.child_id) for link in links), periods)
    rows = []
    for link in links:
        child = carried.get((link.child_id, plans[link.parent_id].period.pk))
        if child is not None and child.state == State.OPEN:
            rows.append(_edge(child, copies[link.parent_id], link))
    return rows


def _without_loops(adopted: list[Alignment], edges: list[Alignment]) -> list[Alignment]:
    """An adopted child may have been put above its new parent meanwhile; then it stays where it is."""
    if not adopted:
        return []
    known = graph.edges_above(edge.parent_id for edge in edges)
    known += [(edge.child_id, edge.parent_id) for edge in edges]
    return [edge for edge in adopted if alignment.would_loop(known, edge.child_id, edge.parent_id) is None]


def _edge(child: Goal, parent: Goal, link: Alignment) -> Alignment:
    return Alignment(
        child=child,
        parent=parent,
        contribution=link.contribution,
        contributes=link.contributes,
        position=link.position,
    )


def _version(edge: Alignment, now: Any) -> AlignmentVersion:
    return AlignmentVersion(
        child_id=edge.child_id,
        parent_id=edge.parent_id,
        contribution=edge.contribution,
        contributes=edge.contributes,
        valid_from=now,
    )
