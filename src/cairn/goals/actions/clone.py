"""Copies of goals in another period: cloning, and continuing what was not finished (spec okrs §10)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core import clock, events
from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals import events as happened
from cairn.goals import history, policies, rollover
from cairn.goals.actions.create import next_rank
from cairn.goals.actions.fields import regular, said
from cairn.goals.actions.guards import standing
from cairn.goals.measuring import outcome_of, write_outcome
from cairn.goals.models import (
    Alignment,
    CheckIn,
    Entity,
    Goal,
    GoalKind,
    GoalOwner,
    GoalTag,
    GoalTeam,
    GoalViewer,
    ProgressMode,
    State,
)
from cairn.goals.outcome import Outcome, problems
from cairn.goals.policies import Act
from cairn.goals.recompute import lock, recompute, settings_row
from cairn.goals.rollover import Mode
from cairn.organizations.actor import Actor
from cairn.planning.models import Period


class Depth(StrEnum):
    ONLY = "only"
    CHILDREN = "children"
    TREE = "tree"


COPIED = (
    "kind", "title", "description", "entity", "nature", "scoring_guidance", "check_in_owner_id", "privacy",
    "only_listed_edit", "restricts_alignment", "metric_name", "status_rule", "new_children_contribute", "rank",
)  # fmt: skip


@dataclass(frozen=True)
class Copying:
    """How a copy is made. `continues`: the copy carries unfinished work on, so its count of carry-overs rises."""

    period: Period
    by: Actor
    owner_id: UUID | None = None
    mode: Mode | None = None  # None: a plain clone, from the original start
    continues: bool = False
    only_open: bool = False
    new_target: Decimal | None = None


@action
def clone(goal: Goal, period: Period, *, by: Actor, depth: str = Depth.ONLY, owner_id: UUID | None = None) -> Goal:
    """Clones a goal, with its immediate children or everything below it, into a period; answers the copy.

    Progress is not copied. The owners stay, or `owner_id` owns everything (spec okrs §10.1). Raises Refused, Denied.
    """
    if depth not in set(Depth):
        raise Refused(_("Choose how much to clone."), field="depth")
    goal = standing(Goal.objects.filter(pk=goal.pk).first())
    policies.demand(by, Act.CLONE, goal)
    how = Copying(period=period, by=by, owner_id=owner_id)
    copies = copy_tree(goal, Depth(depth), how)
    copy = copies[goal.pk]
    events.record(happened.CLONED, copy, by=by, title=copy.title, source=str(goal.pk), count=len(copies))
    return copy


def copy_tree(root: Goal, depth: Depth, how: Copying) -> dict[UUID, Goal]:
    """Copies the root and what `depth` says below it; answers source id -> copy, numbers computed."""
    sources = _sources(root, depth, how)
    if how.owner_id is not None:
        regular(how.owner_id, field="owner")
    copies: dict[UUID, Goal] = {}
    for source in sources:
        copies[source.pk] = _copy(source, how)
    _copy_edges(root, copies, how)
    history.remember(copies.values(), by=how.by)
    for link in Alignment.objects.filter(child__in=copies.values()):
        history.remember_alignment(link)
    ids = [copy.pk for copy in copies.values()]
    locked = lock(ids)
    recompute(locked, ids)
    return {source_id: locked.goals[copy.pk] for source_id, copy in copies.items()}


def _sources(root: Goal, depth: Depth, how: Copying) -> list[Goal]:
    """The goals to copy, parents before children."""
    found, level = [root], [root]
    while level and depth is not Depth.ONLY:
        rows = Goal.objects.visible_to(how.by).filter(parent_links__parent__in=level).distinct()
        if how.only_open:
            rows = rows.open()
        if depth is Depth.CHILDREN and how.continues:
            rows = rows.exclude(kind=GoalKind.OBJECTIVE)
        known = {goal.pk for goal in found}
        level = [goal for goal in rows.order_by("rank") if goal.pk not in known]
        found += level
        if depth is Depth.CHILDREN:
            break
    return found


def _copy(source: Goal, how: Copying) -> Goal:
    copy = Goal(creator=how.by.member, cloned_from=source, period=how.period)
    for name in COPIED:
        setattr(copy, name, getattr(source, name))
    copy.start, copy.due = how.period.start, how.period.end
    copy.progress_mode = source.automatic_mode or source.progress_mode
    if copy.progress_mode == ProgressMode.DATA_SOURCE:
        copy.progress_mode = ProgressMode.MANUAL  # a data link is not copied
    carried = _carried(source, copy, how)
    write_outcome(copy, carried.outcome)
    if how.continues:
        copy.carried_over_from, copy.carry_over_count = source, source.carry_over_count + 1
    _place(copy, source, how)
    copy.rank = next_rank(copy)
    copy.save(force_insert=True)
    _copy_people(source, copy, how)
    if carried.value is not None and how.mode is Mode.PRESERVE and not copy.is_rolled_up:
        _carry_value(copy, carried.value, source)
    return copy


def _carried(source: Goal, copy: Goal, how: Copying) -> rollover.Carried:
    outcome = outcome_of(source)
    if how.mode is None:
        return rollover.Carried(_without_misfits(outcome, copy), None)
    carried = rollover.carried(outcome, source.current_value, how.mode, copy.start, copy.due)
    if not carried.needs_new_target:
        return carried
    if how.new_target is None:
        raise Refused(
            _("“%(title)s” has reached its target already. Give the next one.") % {"title": source.title},
            field="new_target",
        )
    outcome = _retargeted(carried.outcome, how.new_target)
    for problem in problems(outcome):
        raise Refused(said(problem.sentence), field="new_target")
    return rollover.Carried(outcome, carried.value)


def _retargeted(outcome: Outcome, target: Decimal) -> Outcome:
    return replace(outcome, target=target, phases=())


def _without_misfits(outcome: Outcome, copy: Goal) -> Outcome:
    misfit = any(problem.field == "phases" for problem in problems(outcome, copy.start, copy.due))
    return replace(outcome, phases=()) if misfit else outcome


def _place(copy: Goal, source: Goal, how: Copying) -> None:
    """On the same page, if the actor may create there; else it becomes an individual goal (spec okrs §10.1)."""
    team_ids = list(source.team_links.values_list("team_id", flat=True))
    if not policies.can_create(how.by, source.entity, team_ids, settings_row()):
        copy.entity = Entity.INDIVIDUAL


def _copy_people(source: Goal, copy: Goal, how: Copying) -> None:
    if how.owner_id is not None:
        owners = [how.owner_id]
        copy.check_in_owner_id = how.owner_id
        copy.save(update_fields=["check_in_owner"])
    else:
        owners = list(source.ownerships.order_by("position").values_list("member_id", flat=True))
    GoalOwner.objects.bulk_create([GoalOwner(goal=copy, member_id=m, position=i) for i, m in enumerate(owners)])
    if copy.entity == Entity.TEAM:
        teams = source.team_links.filter(team__archived_at=None).order_by("position")
        GoalTeam.objects.bulk_create(
            [GoalTeam(goal=copy, team_id=link.team_id, position=link.position) for link in teams]
        )
    viewers = source.viewer_links.values_list("member_id", flat=True)
    GoalViewer.objects.bulk_create([GoalViewer(goal=copy, member_id=m) for m in viewers])
    tags = source.tag_links.values_list("tag_id", flat=True)
    GoalTag.objects.bulk_create([GoalTag(goal=copy, tag_id=t) for t in tags])


def _carry_value(copy: Goal, value: Decimal, source: Goal) -> None:
    row = CheckIn(
        goal=copy,
        value=value,
        status=source.chosen_status or "on_track",
        source=CheckIn.Source.CARRIED,
        note="",
        at=clock.now(),
    )
    row.save(force_insert=True)
    copy.current_value, copy.chosen_status, copy.checked_in_at = value, row.status, row.at
    copy.save(update_fields=["current_value", "chosen_status", "checked_in_at"])


def _copy_edges(root: Goal, copies: dict[UUID, Goal], how: Copying) -> None:
    """Edges inside the tree are kept; the root stays under parents that are open and last long enough (§10.5.5)."""
    links = Alignment.objects.filter(child_id__in=list(copies)).select_related("parent")
    rows = []
    for link in links:
        copy = copies[link.child_id]
        parent = copies.get(link.parent_id)
        if parent is None and link.child_id == root.pk:
            parent = _lasting(link.parent, copy, how)
        if parent is not None:
            rows.append(
                Alignment(
                    child=copy,
                    parent=parent,
                    contribution=link.contribution,
                    contributes=link.contributes,
                    position=link.position,
                )
            )
    Alignment.objects.bulk_create(rows)


def _lasting(parent: Goal, copy: Goal, how: Copying) -> Goal | None:
    """The parent itself if it spans the new dates; else the copy that carries it on into the same period, if any."""
    if parent.deleted_at is None and parent.state == State.OPEN:
        if parent.start <= copy.start and parent.due >= copy.due:
            return parent
        return None
    found: Goal | None = Goal.objects.standing().filter(carried_over_from=parent, period=how.period).first()
    return found
