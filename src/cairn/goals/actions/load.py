"""Load many goals with their past at once: what imports, the demo organisation and the bench use.

The result is what the single actions would have left: links, check-ins, numbers of every ancestor, history points
and version rows. It is one transaction; nobody is notified (integrations §7.4.10).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from cairn.core import bulk, events
from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals import alignment, approvals, flaws, history, titles
from cairn.goals import events as happened
from cairn.goals.actions.create import RANK_STEP
from cairn.goals.actions.fields import said
from cairn.goals.computation import Link
from cairn.goals.measuring import outcome_of
from cairn.goals.models import (
    Alignment,
    AlignmentVersion,
    CheckIn,
    ExternalRef,
    Goal,
    GoalOwner,
    GoalTag,
    GoalTeam,
    GoalVersion,
    GoalViewer,
    State,
    Tag,
)
from cairn.goals.outcome import problems
from cairn.goals.progress import of_value
from cairn.goals.recompute import links_below, lock, save_numbers
from cairn.goals.replay import Happening, Replay
from cairn.organizations.actor import Actor


@dataclass
class Load:
    """One goal to load: an unsaved row with its columns set, and everything around it.

    `goal.state`, `closed_at`, `score` say how it ended, if it has; `created_at` when it began. `parents` are ids of
    goals of the same load or of existing ones, with the fixed share or None and whether it contributes.
    """

    goal: Goal
    owners: Sequence[UUID] = ()
    teams: Sequence[UUID] = ()
    viewers: Sequence[UUID] = ()
    tags: Sequence[str] = ()
    parents: Sequence[tuple[UUID, Decimal | None, bool]] = ()
    check_ins: list[CheckIn] = field(default_factory=list)
    external: tuple[str, str] | None = None  # (source, id there)


_MANY = 1_000


@dataclass(frozen=True)
class Loaded:
    """What came in, for reports."""

    goals: int
    check_ins: int
    points: int


@action
def load(rows: Sequence[Load], *, by: Actor, run_id: UUID | None = None) -> Loaded:
    """Loads goals that do not exist yet. Raises Refused for a loop among parents or an outcome that cannot stand.

    Rights are the caller's to check: imports run for admins, or for team owners into their teams (spec okrs §19.1).
    """
    fresh = {row.goal.pk: row for row in rows}
    _check(rows)
    outside = {parent for row in rows for parent, _share, _counts in row.parents if parent not in fresh}
    locked = lock(outside)
    goals = {**locked.goals, **{goal_id: row.goal for goal_id, row in fresh.items()}}
    links = links_below(locked.goals)
    for row in rows:
        for parent, share, counts in row.parents:
            links.setdefault(parent, []).append(Link(row.goal, share, counts))
    _refuse_loop(links, goals)
    endings = {row.goal.pk: row.goal.state for row in rows}
    for row in rows:
        row.goal.state = State.OPEN
    replay = Replay(goals, links, locked.rules, locked.time_zone)
    replay.begin(row.goal for row in rows)
    replay.play(_happenings(rows, endings))
    _save(rows, replay, by=by, run_id=run_id)
    save_numbers(goal for goal in locked.goals.values() if goal.pk in replay.moved)
    if len(rows) >= _MANY:
        bulk.refresh_statistics()
    check_ins = sum(len(row.check_ins) for row in rows)
    events.record(happened.LOADED, None, by=by, goals=len(rows), check_ins=check_ins, run=run_id)
    return Loaded(goals=len(rows), check_ins=check_ins, points=len(replay.points))


def _check(rows: Sequence[Load]) -> None:
    for row in rows:
        for problem in problems(outcome_of(row.goal), row.goal.start, row.goal.due):
            raise Refused(f"“{row.goal.title}”: {said(problem.sentence)}", field=problem.field)


def _refuse_loop(links: dict[UUID, list[Link]], goals: dict[UUID, Goal]) -> None:
    edges = [(link.child.pk, parent) for parent, below in links.items() for link in below]
    try:
        alignment.order(edges, list(goals))
    except alignment.LoopError as error:
        chain = " → ".join(goals[UUID(str(goal_id))].title for goal_id in error.loop)
        raise Refused(f"These are aligned in a circle: {chain}", field="parents") from error


def _happenings(rows: Sequence[Load], endings: dict[UUID, str]) -> list[Happening]:
    found = []
    for row in rows:
        for check_in in row.check_ins:
            check_in.goal = row.goal
            check_in.progress = of_value(outcome_of(row.goal), check_in.value)
            found.append(Happening(check_in.at, row.goal, check_in))
        if endings[row.goal.pk] != State.OPEN:
            ended: datetime = row.goal.closed_at or row.goal.created_at
            found.append(Happening(ended, row.goal, end=endings[row.goal.pk]))
    return found


def _save(rows: Sequence[Load], replay: Replay, *, by: Actor, run_id: UUID | None) -> None:
    last = Goal.objects.order_by("-rank").values_list("rank", flat=True).first() or 0
    for position, row in enumerate(rows, 1):
        row.goal.rank = row.goal.rank or last + position * RANK_STEP
        row.goal.version = 1 if row.goal.is_open else 2
    bulk.insert([row.goal for row in rows])
    titles.index(row.goal for row in rows)
    _save_people(rows)
    approvals.demand_unlocked(by, [row.goal for row in rows])
    links = [
        Alignment(child=row.goal, parent_id=parent, contribution=share, contributes=counts, position=position)
        for row in rows
        for position, (parent, share, counts) in enumerate(row.parents)
    ]
    bulk.insert(links)
    bulk.insert([check_in for row in rows for check_in in row.check_ins])
    bulk.insert(replay.points)
    _save_history(rows, links, by=by)
    flaws.changed(row.goal.pk for row in rows)
    bulk.insert(
        [
            ExternalRef(goal=row.goal, source=row.external[0], external_id=row.external[1], run_id=run_id)
            for row in rows
            if row.external
        ]
    )


def _save_people(rows: Sequence[Load]) -> None:
    bulk.insert(
        [
            GoalOwner(goal=row.goal, member_id=member_id, position=position)
            for row in rows
            for position, member_id in enumerate(dict.fromkeys(row.owners))
        ]
    )
    bulk.insert(
        [
            GoalTeam(goal=row.goal, team_id=team_id, position=position)
            for row in rows
            for position, team_id in enumerate(dict.fromkeys(row.teams))
        ]
    )
    bulk.insert(
        [GoalViewer(goal=row.goal, member_id=viewer) for row in rows for viewer in dict.fromkeys(row.viewers)]
    )
    tags = _tags(name for row in rows for name in row.tags)
    bulk.insert(
        [
            GoalTag(goal=row.goal, tag=tags[key])
            for row in rows
            for key in dict.fromkeys(name.casefold() for name in row.tags)
        ]
    )


def _tags(names: Iterable[str]) -> dict[str, Tag]:
    wanted = {name.casefold(): name for name in names}
    if not wanted:
        return {}
    known = {tag.name.casefold(): tag for tag in Tag.objects.all()}
    missing = [Tag(name=name) for key, name in wanted.items() if key not in known]
    bulk.insert(missing)
    return known | {tag.name.casefold(): tag for tag in missing}


def _save_history(rows: Sequence[Load], links: list[Alignment], *, by: Actor) -> None:
    """The structure when the goal was made and, if it has ended, the one since then."""
    structures = history.structures_of(row.goal for row in rows)
    versions: list[GoalVersion] = []
    for row in rows:
        goal, structure = row.goal, structures[row.goal.pk]
        now = history.version_of(goal, structure, valid_from=goal.created_at, by=by)
        if not goal.is_open:
            began = structure | {"state": "open", "score": None, "closed_at": None, "closing_note": ""}
            then = history.version_of(goal, began, valid_from=goal.created_at, by=by)
            then.number, then.state, then.valid_to = 1, State.OPEN, goal.closed_at or goal.created_at
            now.valid_from = then.valid_to
            versions.append(then)
        versions.append(now)
    bulk.insert(versions)
    bulk.insert(
        [
            AlignmentVersion(
                child_id=link.child_id,
                parent_id=link.parent_id,
                contribution=link.contribution,
                contributes=link.contributes,
                valid_from=link.child.created_at,
            )
            for link in links
        ]
    )
