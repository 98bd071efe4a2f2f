"""How past quarters ended: scores, closing notes, and what was put off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from cairn.goals import progress, scoring
from cairn.goals.demo.story import voices
from cairn.goals.demo.telling import Teller, Told
from cairn.goals.measuring import outcome_of
from cairn.goals.models import Goal, GoalKind, State

TENTH = Decimal("0.1")


def end(rows: Sequence[Told], teller: Teller) -> None:
    """Closes or postpones these goals of one past period, children before parents."""
    children = _children(rows)
    scores: dict[UUID, scoring.ChildScore] = {}
    for row in reversed(rows):
        goal = row.load.goal
        below = [link for link in children.get(goal.pk, ()) if link[0].load.goal.kind != GoalKind.PROJECT]
        if _is_put_off(row):
            _postpone(row, teller)
        else:
            _close(row, teller.today, _suggested(goal, below, scores))
        scores[goal.pk] = scoring.ChildScore(goal.score, state=goal.state)


def _children(rows: Sequence[Told]) -> dict[UUID, list[tuple[Told, Decimal | None, bool]]]:
    found: dict[UUID, list[tuple[Told, Decimal | None, bool]]] = {}
    for row in rows:
        for parent, share, counts in row.load.parents:
            found.setdefault(parent, []).append((row, share, counts))
    return found


def _suggested(
    goal: Goal, below: list[tuple[Told, Decimal | None, bool]], scores: dict[UUID, scoring.ChildScore]
) -> Decimal | None:
    if goal.kind == GoalKind.OBJECTIVE:
        return scoring.of_objective(
            [
                scoring.ChildScore(scores[row.load.goal.pk].score, share, row.load.goal.state, counts)
                for row, share, counts in below
            ]
        )
    return goal.suggested_score


def _is_put_off(row: Told) -> bool:
    if (
        row.measure is None
        or row.measure.kind == "reach"
        or row.load.goal.kind != GoalKind.KEY_RESULT
        or row.place.period.kind == "year"
    ):
        return False
    return row.share <= 0.12 and row.team != "" and "/" not in row.team and row.load.goal.privacy == "everyone"


def _postpone(row: Told, teller: Teller) -> None:
    goal = row.load.goal
    day = row.place.period.end - timedelta(9)
    row.load.check_ins[:] = [check_in for check_in in row.load.check_ins if check_in.at.date() < day]
    _stamp(row, State.POSTPONED, day, 15)
    goal.closing_note = row.random.choice(voices.POSTPONED)
    teller.put_off.setdefault(row.team, []).append(row)


def _close(row: Told, today: date, suggested: Decimal | None) -> None:
    goal = row.load.goal
    is_objective = goal.kind == GoalKind.OBJECTIVE
    after = row.random.randint(4, 6) if is_objective else row.random.randint(0, 3)
    _stamp(
        row,
        State.CLOSED,
        min(row.place.period.end + timedelta(after), today - timedelta(1)),
        17 if is_objective else 14,
    )
    if not is_objective and suggested is None:
        last = row.load.check_ins[-1].value if row.load.check_ins else None
        suggested = scoring.suggested(outcome_of(goal), progress.of_value(outcome_of(goal), last))
    goal.score = goal.suggested_score = suggested
    goal.closing_note = row.speaker.closing(suggested)
    if suggested is not None and not is_objective and row.measure and row.measure.nature != "committed":
        _judge(row, suggested)


def _judge(row: Told, suggested: Decimal) -> None:
    """Now and then people score differently from the number, and say why."""
    luck = row.random.random()
    if luck < 0.05 and Decimal("0.3") <= suggested <= Decimal("0.8"):
        row.load.goal.score, row.load.goal.closing_note = suggested + TENTH, row.random.choice(voices.RAISED)
    elif luck > 0.96 and suggested > Decimal("0.6"):
        row.load.goal.score, row.load.goal.closing_note = suggested - TENTH, row.random.choice(voices.LOWERED)


def _stamp(row: Told, state: State, day: date, hour: int) -> None:
    goal = row.load.goal
    goal.state = state
    goal.closed_at = row.place.at(day, hour, row.random.randint(0, 50))
    goal.closed_by_id = goal.check_in_owner_id
    goal.updated_at = goal.closed_at


def add_up(rows: Sequence[Told]) -> None:
    """Gives sums their suggested score from what was added up, before the period ends."""
    children = _children(rows)
    for row in rows:
        goal = row.load.goal
        if goal.kind == GoalKind.KEY_RESULT and goal.is_rolled_up:
            values = [part.load.check_ins[-1].value for part, _s, _c in children[goal.pk] if part.load.check_ins]
            total = sum((value for value in values if value is not None), Decimal(0))
            goal.suggested_score = scoring.suggested(outcome_of(goal), progress.of_value(outcome_of(goal), total))
