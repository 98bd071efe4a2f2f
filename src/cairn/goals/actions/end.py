"""How goals end and come back: close, postpone, reopen (spec okrs §9, §10.2, §10.5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core import clock, events
from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals import events as happened
from cairn.goals import history, policies
from cairn.goals.actions.check_in import check_in
from cairn.goals.actions.clone import Copying, Depth, copy_tree
from cairn.goals.actions.guards import refuse_ended, standing
from cairn.goals.computation import score_of
from cairn.goals.measuring import outcome_of
from cairn.goals.models import Goal, GoalKind, ProgressMode, State
from cairn.goals.policies import Act
from cairn.goals.recompute import Change, Locked, links_below, lock, recompute, told
from cairn.goals.rollover import Mode
from cairn.organizations.actor import Actor
from cairn.planning.models import Period

ENDING = [
    "state", "closed_at", "closed_by", "closed_automatically", "ended_with", "score", "suggested_score",
    "closing_note", "reopened_at", "version", "updated_at",
]  # fmt: skip


@dataclass(frozen=True)
class Ended:
    """What closing or postponing did: the goal, its copy in the next period if any, and all goals it took along."""

    goal: Goal
    copy: Goal | None
    changes: list[Change]
    along: list[Goal] = field(default_factory=list)


def suggested_score(goal: Goal) -> Decimal | None:
    """The score to suggest at closing: 0–1 with two decimals, None for a baseline (spec okrs §9.4)."""
    return score_of(goal, links_below({goal.pk: goal}).get(goal.pk, []))


@action
def close(
    goal: Goal,
    *,
    by: Actor,
    score: Decimal | None = None,
    note: str = "",
    continue_in: Period | None = None,
    progress: str = Mode.RESET,
    new_target: Decimal | None = None,
    final_value: Decimal | None = None,
) -> Ended:
    """Closes a goal with a score (None: the suggested one) and a note; may continue it in another period.

    `score` is 0–1; `progress` says how the copy starts (reset or preserve); `final_value`, if it differs from the
    present one, is checked in first. Parents that roll up and have no open contributing child left close themselves
    (spec okrs §6.4). Raises Refused, Denied.
    """
    locked = lock([goal.pk])
    goal = standing(locked.goals.get(goal.pk))
    policies.demand(by, Act.END, goal)
    refuse_ended(goal)
    goal, locked = _with_final_value(goal, locked, final_value, by=by)
    _check_ending(score, note, continue_in, goal)
    suggested = suggested_score(goal)
    _end(goal, State.CLOSED, by=by, note=note)
    goal.suggested_score = suggested
    goal.score = suggested if score is None or (suggested is None and outcome_of(goal).is_baseline) else score
    goal.save(update_fields=ENDING)
    copy = _continue(goal, continue_in, progress, new_target, by=by)
    above = _end_parents(locked.goals, goal, by=by)
    history.remember([goal, *above], by=by)
    changes = recompute(locked, [goal.pk, *(parent.pk for parent in above)])
    events.record(
        happened.CLOSED,
        goal,
        by=by,
        title=goal.title,
        score=goal.score,
        suggested=suggested,
        continued_as=str(copy.pk) if copy else None,
        closed_above=[str(parent.pk) for parent in above],
        changed=told(changes),
    )
    return Ended(goal, copy, changes, above)


@action
def postpone(
    goal: Goal,
    *,
    by: Actor,
    reason: str,
    clone_to: Period | None = None,
    progress: str = Mode.RESET,
    new_target: Decimal | None = None,
    final_value: Decimal | None = None,
) -> Ended:
    """Postpones a goal: it stops counting at once. `clone_to` continues it in a later period.

    Takes along its open key results and contributing projects unless they have another open parent; closed ones stay
    closed and are not cloned (spec okrs §10.5). Raises Refused, Denied.
    """
    locked = lock([goal.pk])
    goal = standing(locked.goals.get(goal.pk))
    policies.demand(by, Act.END, goal)
    refuse_ended(goal)
    if not reason.strip():
        raise Refused(_("Say in a few words why it is postponed."), field="reason")
    goal, locked = _with_final_value(goal, locked, final_value, by=by)
    _check_ending(None, reason, clone_to, goal)
    copy = _continue(goal, clone_to, progress, new_target, by=by)
    along = children_to_take_along(goal)
    locked = lock([goal.pk, *(child.pk for child in along)])
    goal = locked.goals[goal.pk]
    for row in [goal, *(locked.goals[child.pk] for child in along)]:
        _end(row, State.POSTPONED, by=by, note=reason)
        row.ended_with = None if row.pk == goal.pk else goal
        row.save(update_fields=ENDING)
    ended = [goal, *(locked.goals[child.pk] for child in along)]
    above = [parent for row in ended for parent in _end_parents(locked.goals, row, by=by)]
    history.remember([*ended, *above], by=by)
    changes = recompute(locked, [row.pk for row in [*ended, *above]])
    events.record(
        happened.POSTPONED,
        goal,
        by=by,
        title=goal.title,
        continued_as=str(copy.pk) if copy else None,
        along=[str(child.pk) for child in along],
        changed=told(changes),
    )
    return Ended(goal, copy, changes, ended[1:])


@action
def reopen(goal: Goal, *, by: Actor) -> Ended:
    """Undoes closing or postponing: the goal counts again, its score is cleared (kept in the history).

    Children that were postponed with it and parents that had closed themselves come back too; a copy made at the end
    is left alone (spec okrs §9.5). Raises Refused, Denied.
    """
    locked = lock([goal.pk])
    goal = standing(locked.goals.get(goal.pk))
    policies.demand(by, Act.END, goal)
    if goal.is_open:
        raise Refused(_("“%(title)s” is open.") % {"title": goal.title})
    along = list(Goal.objects.standing().filter(ended_with=goal).exclude(state=State.OPEN))
    locked = lock([goal.pk, *(child.pk for child in along)])
    rows = [locked.goals[goal.pk], *(locked.goals[child.pk] for child in along)]
    rows += _parents_that_ended_by_themselves(locked.goals, goal.pk)
    for row in rows:
        _begin_again(row)
    history.remember(rows, by=by)
    changes = recompute(locked, [row.pk for row in rows])
    events.record(happened.REOPENED, rows[0], by=by, title=goal.title, changed=told(changes))
    return Ended(rows[0], None, changes, rows[1:])


def _with_final_value(goal: Goal, locked: Locked, value: Decimal | None, *, by: Actor) -> tuple[Goal, Locked]:
    """Checks in a last value that differs from the present one (spec okrs §9.1)."""
    if value is None or value == goal.current_value:
        return goal, locked
    try:
        check_in(goal, by=by, value=value)
    except Refused as error:
        raise Refused(error.sentence, field="final_value" if error.field == "value" else error.field) from error
    locked = lock([goal.pk])
    return locked.goals[goal.pk], locked


def _check_ending(score: Decimal | None, note: str, period: Period | None, goal: Goal) -> None:
    if score is not None and not (score.is_finite() and 0 <= score <= 1):
        raise Refused(_("A score lies between 0 and 1."), field="score")
    if len(note) > 10_000 or "\x00" in note:
        raise Refused(_("At most %(most)d characters, please.") % {"most": 10_000}, field="note")
    if period is not None and period.start <= goal.period.start:
        raise Refused(_("Continue it in a later period than its own."), field="period")


def _end(goal: Goal, state: State, *, by: Actor, note: str) -> None:
    goal.state, goal.closed_at, goal.closed_by = state, clock.now(), by.member
    goal.closing_note, goal.closed_automatically, goal.ended_with = note.strip(), False, None
    goal.version += 1
    goal.updated_at = clock.now()


def _begin_again(goal: Goal) -> None:
    goal.state, goal.reopened_at = State.OPEN, clock.now()
    goal.closed_at = goal.closed_by = goal.score = goal.suggested_score = goal.ended_with = None
    goal.closed_automatically = False
    goal.version += 1
    goal.updated_at = clock.now()
    goal.save(update_fields=ENDING)


def _continue(goal: Goal, period: Period | None, mode: str, new_target: Decimal | None, *, by: Actor) -> Goal | None:
    """The copy that carries the goal on; the one that exists already if it was carried there before (§10.5.8)."""
    if period is None:
        return None
    if mode not in set(Mode):
        raise Refused(_("Choose how the copy starts."), field="progress")
    existing: Goal | None = Goal.objects.standing().filter(carried_over_from=goal, period=period).first()
    if existing is not None:
        return existing
    how = Copying(period=period, by=by, mode=Mode(mode), continues=True, only_open=True, new_target=new_target)
    return copy_tree(goal, Depth.CHILDREN, how)[goal.pk]


def children_to_take_along(goal: Goal) -> list[Goal]:
    """Open key results and contributing projects below that have no other open parent (§10.5.2–3)."""
    links = goal.child_links.filter(child__deleted_at=None, child__state=State.OPEN).select_related("child")
    along = []
    for link in links:
        child = link.child
        if child.kind == GoalKind.OBJECTIVE or (child.kind == GoalKind.PROJECT and not link.contributes):
            continue
        elsewhere = child.parent_links.exclude(parent=goal).filter(parent__state=State.OPEN, parent__deleted_at=None)
        if not elsewhere.exists():
            along.append(child)
    return along


def _end_parents(locked: dict[UUID, Goal], goal: Goal, *, by: Actor) -> list[Goal]:
    """Ends the parents that roll up and have no open contributing child left; answers them, lowest first."""
    ended: list[Goal] = []
    for parent_id in goal.parent_links.values_list("parent_id", flat=True):
        parent = locked.get(parent_id)
        if parent is None or not parent.is_open or parent.progress_mode != ProgressMode.ROLLUP:
            continue
        links = links_below({parent.pk: parent}).get(parent.pk, [])
        states = {
            locked.get(link.child.pk, link.child).state
            for link in links
            if link.contributes and link.contribution != 0
        }
        if not states or State.OPEN in states:
            continue
        _end(parent, State.CLOSED if State.CLOSED in states else State.POSTPONED, by=by, note="")
        parent.closed_automatically = True
        if parent.state == State.CLOSED:
            parent.score = parent.suggested_score = suggested_score(parent)
        parent.save(update_fields=ENDING)
        ended += [parent, *_end_parents(locked, parent, by=by)]
    return ended


def _parents_that_ended_by_themselves(locked: dict[UUID, Goal], goal_id: UUID) -> list[Goal]:
    found = []
    for parent_id in locked[goal_id].parent_links.values_list("parent_id", flat=True):
        parent = locked.get(parent_id)
        if parent is not None and not parent.is_open and parent.closed_automatically:
            found += [parent, *_parents_that_ended_by_themselves(locked, parent.pk)]
    return found
