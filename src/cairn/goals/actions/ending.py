"""How goals end, one or thousands at once, in one transaction (spec okrs §9, §10.2, §10.5).

Copies are made from the top down, so that what is carried on finds its parent's copy; then goals end from the bottom
up, so that an objective's score is made of the final scores below it. Everything is locked once and computed once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from cairn.core import bulk, clock
from cairn.core.errors import CairnError, Refused
from cairn.goals import alignment, history, policies
from cairn.goals.actions.copy_plan import Copying, Depth, carried_outcome
from cairn.goals.actions.copying import Copies, copy_all
from cairn.goals.actions.endable import Ending, demand_continuable, demand_endable
from cairn.goals.actions.guards import standing
from cairn.goals.computation import Link, score_of
from cairn.goals.measuring import outcome_of
from cairn.goals.models import Alignment, Goal, GoalKind, ProgressMode, State
from cairn.goals.recompute import Change, Locked, links_below, lock, recompute
from cairn.goals.rollover import Mode
from cairn.organizations.actor import Actor
from cairn.planning.models import Period

ENDING = [
    "state", "closed_at", "closed_by", "closed_automatically", "ended_with", "score", "suggested_score",
    "closing_note", "reopened_at", "version", "updated_at",
]  # fmt: skip


@dataclass(frozen=True)
class Refusal:
    """Why one goal of many did not end."""

    goal_id: UUID
    title: str
    error: CairnError


@dataclass
class Endings:
    """What happened: the goals that were to end, what they took along, parents that ended by themselves, copies."""

    ended: list[Goal] = field(default_factory=list)
    along: dict[UUID, list[Goal]] = field(default_factory=dict)
    above: list[Goal] = field(default_factory=list)
    copies: dict[UUID, Goal] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def carry_out(endings: Sequence[Ending], *, by: Actor) -> Endings:
    """Ends these goals; those that cannot end stay as they are and are told in `refused`. Records no events."""
    wanted = {ending.goal_id: ending for ending in endings}
    locked = lock(wanted)
    done = Endings()
    refusals = _refusals(wanted, locked, by)
    done.refused = list(refusals.values())
    wanted = {goal_id: ending for goal_id, ending in wanted.items() if goal_id not in refusals}
    if not wanted:
        return done
    done.along = taken_along([locked.goals[e.goal_id] for e in wanted.values() if e.state == State.POSTPONED], wanted)
    copies = _copy(wanted, done.along, locked, by)
    done.copies = copies.of
    locked = lock([*wanted, *(child.pk for row in done.along.values() for child in row), *copies.touched])
    over = end_all(wanted, done, locked.goals, links_below(locked.goals), by=by)
    save_endings([locked.goals[goal_id] for goal_id in over])
    history.remember([*done.ended, *_flat(done.along), *done.above], by=by)
    done.changes = recompute(
        locked, [*(g.pk for g in (*done.ended, *_flat(done.along), *done.above)), *copies.touched]
    )
    done.copies = {source: locked.goals.get(copy.pk, copy) for source, copy in copies.of.items()}
    return done


def _flat(along: dict[UUID, list[Goal]]) -> list[Goal]:
    return [child for row in along.values() for child in row]


def _refusals(wanted: dict[UUID, Ending], locked: Locked, by: Actor) -> dict[UUID, Refusal]:
    rows = {goal_id: locked.goals.get(goal_id) for goal_id in wanted}
    acts = policies.acts_on(by, [goal for goal in rows.values() if goal is not None])
    periods = dict(Period.objects.filter(pk__in={g.period_id for g in rows.values() if g}).values_list("pk", "start"))
    today = clock.today(locked.time_zone)
    refused = {}
    for goal_id, goal in rows.items():
        try:
            demand_endable(standing(goal), wanted[goal_id], acts.get(goal_id, frozenset()))
            demand_continuable(standing(goal), wanted[goal_id], periods, today)
        except CairnError as error:
            refused[goal_id] = Refusal(goal_id, goal.title if goal else "", error)
    return refused


def taken_along(goals: Sequence[Goal], ending: Collection[UUID] = ()) -> dict[UUID, list[Goal]]:
    """By postponed goal: the open key results and contributing projects below it that have no other open parent
    (§10.5.2–3). What stands in `ending` ends in its own way and is no open parent."""
    links = Alignment.objects.filter(parent__in=list(goals), child__deleted_at=None, child__state=State.OPEN)
    links = links.exclude(child__kind=GoalKind.OBJECTIVE).exclude(child__kind=GoalKind.PROJECT, contributes=False)
    found = list(links.exclude(child_id__in=list(ending)).select_related("child").order_by("child__rank", "child_id"))
    elsewhere = set(
        Alignment.objects.filter(
            child_id__in=[link.child_id for link in found], parent__state=State.OPEN, parent__deleted_at=None
        )
        .exclude(parent_id__in=[*ending, *(goal.pk for goal in goals)])
        .values_list("child_id", flat=True)
    )
    along: dict[UUID, list[Goal]] = {}
    taken: set[UUID] = set()
    for link in found:
        if link.child_id not in elsewhere and link.child_id not in taken:
            taken.add(link.child_id)
            along.setdefault(link.parent_id, []).append(link.child)
    return along


def _copy(wanted: dict[UUID, Ending], along: dict[UUID, list[Goal]], locked: Locked, by: Actor) -> Copies:
    """Copies what goes on: each goal as its own ending says, and with it what is open below it."""
    roots = {goal_id: ending for goal_id, ending in wanted.items() if ending.period is not None}
    below = _open_below(roots, set(wanted), by)
    sources: dict[UUID, Goal] = {}
    plans: dict[UUID, Copying] = {}
    for goal_id, ending in roots.items():
        assert ending.period is not None
        how = Copying(ending.period, Mode(ending.progress), new_target=ending.new_target)
        sources[goal_id], plans[goal_id] = locked.goals[goal_id], how
        for child in below.get(goal_id, []):
            sources.setdefault(child.pk, child)
            plans.setdefault(child.pk, _like(how, child))
    edges = Alignment.objects.filter(child_id__in=list(sources), parent_id__in=list(sources))
    upwards = alignment.order(edges.values_list("child_id", "parent_id"), sources)
    return copy_all([sources[goal_id] for goal_id in reversed(upwards) if goal_id in sources], plans, by=by)


def _like(how: Copying, child: Goal) -> Copying:
    """What goes along starts in the same way, unless it has come up to its target: then it goes on as it stands,
    because nobody was asked for its next one (decision 17)."""
    plain = Copying(how.period, how.mode)
    try:
        carried_outcome(child, plain)
    except Refused:
        return Copying(how.period, Mode.PRESERVE)
    return plain


def _open_below(roots: dict[UUID, Ending], but: set[UUID], by: Actor) -> dict[UUID, list[Goal]]:
    """By root: the open goals below it that are copied with it, as deep as its ending says (§10.5.1)."""
    found: dict[UUID, list[Goal]] = {}
    frontier = {goal_id: goal_id for goal_id, ending in roots.items() if ending.depth != Depth.ONLY}
    seen = set(roots) | but
    while frontier:
        links = Alignment.objects.filter(parent_id__in=list(frontier)).order_by("child__rank", "child_id")
        pairs = list(links.values_list("parent_id", "child_id"))
        children = {c.pk: c for c in Goal.objects.visible_to(by).open().filter(pk__in={child for _p, child in pairs})}
        following: dict[UUID, UUID] = {}
        for parent_id, child_id in pairs:
            root, child = frontier[parent_id], children.get(child_id)
            is_deep = roots[root].depth == Depth.TREE
            if child is None or child_id in seen or (child.kind == GoalKind.OBJECTIVE and not is_deep):
                continue
            seen.add(child_id)
            found.setdefault(root, []).append(child)
            if is_deep:
                following[child_id] = root
        frontier = following
    return found


def end_all(
    wanted: Mapping[UUID, Ending],
    done: Endings,
    goals: Mapping[UUID, Goal],
    links: Mapping[UUID, Sequence[Link]],
    *,
    by: Actor,
) -> set[UUID]:
    """Ends goal after goal, each after everything below it, and parents in which nothing open is left (§6.4).

    `goals` are those that end, with `done.along` and all that stands above; `links` are their children. Changes them
    and `done`, saves nothing, and answers which ended: queries/foresight.py plays the same in memory.
    """
    along = {child.pk: parent_id for parent_id, row in done.along.items() for child in row}
    done.along = {parent_id: [goals[child.pk] for child in row] for parent_id, row in done.along.items()}
    edges = [(link.child.pk, parent) for parent, row in links.items() for link in row]
    over: set[UUID] = set()
    for goal_id in alignment.order(edges, [*wanted, *along]):
        goal, below = goals[goal_id], links.get(goal_id, [])
        if goal_id in wanted:
            _end(goal, wanted[goal_id], below, by=by)
            done.ended.append(goal)
        elif goal_id in along:
            root = along[goal_id]
            _mark(goal, State.POSTPONED, wanted[root].note, by=by)
            goal.ended_with = goals[root]
        elif _ends_by_itself(goal, below, over):
            states = {link.child.state for link in below if counts(link)}
            _mark(goal, State.CLOSED if State.CLOSED in states else State.POSTPONED, "", by=by)
            goal.closed_automatically = True
            if goal.state == State.CLOSED:
                goal.score = goal.suggested_score = score_of(goal, below)
            done.above.append(goal)
        else:
            continue
        over.add(goal_id)
    return over


def _end(goal: Goal, ending: Ending, below: Sequence[Link], *, by: Actor) -> None:
    _mark(goal, ending.state, ending.note, by=by)
    if ending.state == State.POSTPONED:
        return
    goal.suggested_score = score_of(goal, below)
    is_unscored = goal.suggested_score is None and outcome_of(goal).is_baseline
    goal.score = goal.suggested_score if ending.score is None or is_unscored else ending.score


def _mark(goal: Goal, state: str, note: str, *, by: Actor) -> None:
    goal.state, goal.closed_at, goal.closed_by = state, clock.now(), by.member
    goal.closing_note, goal.closed_automatically, goal.ended_with = note.strip(), False, None
    goal.version += 1
    goal.updated_at = clock.now()


def counts(link: Link) -> bool:
    """Whether a child has a part in its parent's numbers, as long as it is not postponed (§5.5)."""
    return link.contributes and link.contribution != 0


def _ends_by_itself(goal: Goal, below: Sequence[Link], over: set[UUID]) -> bool:
    counting = [link.child for link in below if counts(link)]
    return (
        goal.is_open
        and goal.deleted_at is None
        and goal.progress_mode == ProgressMode.ROLLUP
        and any(child.pk in over for child in counting)
        and not any(child.state == State.OPEN for child in counting)
    )


def save_endings(goals: Iterable[Goal]) -> None:
    """Writes how these goals ended."""
    bulk.update(goals, ENDING)
