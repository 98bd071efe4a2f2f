"""How one goal ends and comes back: close, postpone, reopen (spec okrs §9, §10.2)."""

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
from cairn.goals.actions.copy_plan import Depth
from cairn.goals.actions.endable import Ending
from cairn.goals.actions.ending import Endings, carry_out, save_endings
from cairn.goals.actions.guards import ended_meanwhile, refuse_ended, standing
from cairn.goals.computation import score_of
from cairn.goals.models import Goal, State
from cairn.goals.policies import Act
from cairn.goals.recompute import Change, links_below, lock, recompute, told
from cairn.goals.rollover import Mode
from cairn.organizations.actor import Actor
from cairn.planning.models import Period


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
    depth: str = Depth.CHILDREN,
    expected_version: int | None = None,
) -> Ended:
    """Closes a goal with a score (None: the suggested one) and a note; may continue it in another period.

    `score` is 0–1; `progress` says how the copy starts (reset or preserve), `depth` how much below is copied;
    `final_value`, if it differs from the present one, is checked in first. Parents that roll up and have no open
    contributing child left close themselves (spec okrs §6.4). `expected_version` is the one the person saw.
    Raises Refused, Denied, Stale.
    """
    ending = Ending(goal.pk, State.CLOSED, note, score, continue_in, progress, new_target, depth)
    _prepare(goal, final_value, expected_version, ending, by=by)
    done = _strictly(ending, by=by)
    goal = done.ended[0]
    copy = done.copies.get(goal.pk)
    events.record(
        happened.CLOSED,
        goal,
        by=by,
        title=goal.title,
        score=goal.score,
        suggested=goal.suggested_score,
        continued_as=str(copy.pk) if copy else None,
        closed_above=[str(parent.pk) for parent in done.above],
        changed=told(done.changes),
    )
    return Ended(goal, copy, done.changes, done.above)


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
    depth: str = Depth.CHILDREN,
    expected_version: int | None = None,
) -> Ended:
    """Postpones a goal: it stops counting at once. `clone_to` continues it in a later period.

    Takes along its open key results and contributing projects unless they have another open parent; closed ones stay
    closed and are not cloned (spec okrs §10.5). `expected_version` is the one the person saw.
    Raises Refused, Denied, Stale.
    """
    ending = Ending(goal.pk, State.POSTPONED, reason, None, clone_to, progress, new_target, depth)
    _prepare(goal, final_value, expected_version, ending, by=by)
    done = _strictly(ending, by=by)
    goal = done.ended[0]
    copy, along = done.copies.get(goal.pk), done.along.get(goal.pk, [])
    events.record(
        happened.POSTPONED,
        goal,
        by=by,
        title=goal.title,
        continued_as=str(copy.pk) if copy else None,
        along=[str(child.pk) for child in along],
        changed=told(done.changes),
    )
    return Ended(goal, copy, done.changes, along)


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
    save_endings(rows)
    history.remember(rows, by=by)
    changes = recompute(locked, [row.pk for row in rows])
    events.record(happened.REOPENED, rows[0], by=by, title=goal.title, changed=told(changes))
    return Ended(rows[0], None, changes, rows[1:])


def _prepare(goal: Goal, value: Decimal | None, version: int | None, ending: Ending, *, by: Actor) -> None:
    """Checks what the person saw, then checks in a last value that differs from the present one (spec okrs §9.1)."""
    if value is None and version is None:
        return
    goal = standing(lock([goal.pk]).goals.get(goal.pk))
    policies.demand(by, Act.END, goal)
    if version is not None and version != goal.version:
        raise ended_meanwhile(
            goal, {"ending": ending.state, "score": ending.score, "note": ending.note, "value": value}
        )
    refuse_ended(goal)
    if value is None or value == goal.current_value:
        return
    try:
        check_in(goal, by=by, value=value)
    except Refused as error:
        raise Refused(error.sentence, field="final_value" if error.field == "value" else error.field) from error


def _strictly(ending: Ending, *, by: Actor) -> Endings:
    """Ends the one goal, or raises what speaks against it."""
    done = carry_out([ending], by=by)
    for refusal in done.refused:
        raise refusal.error
    return done


def _begin_again(goal: Goal) -> None:
    goal.state, goal.reopened_at = State.OPEN, clock.now()
    goal.closed_at = goal.closed_by = goal.score = goal.suggested_score = goal.ended_with = None
    goal.closed_automatically = False
    goal.version += 1
    goal.updated_at = clock.now()


def _parents_that_ended_by_themselves(locked: dict[UUID, Goal], goal_id: UUID) -> list[Goal]:
    found = []
    for parent_id in locked[goal_id].parent_links.values_list("parent_id", flat=True):
        parent = locked.get(parent_id)
        if parent is not None and not parent.is_open and parent.closed_automatically:
            found += [parent, *_parents_that_ended_by_themselves(locked, parent.pk)]
    return found
