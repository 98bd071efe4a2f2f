"""Explain this number: how progress, status and score of a goal came about (architecture §3).

One derivation for pages, API and tests. It holds numbers and names, no sentences (those are in telling.py), and
nothing that the person may not see: hidden children are summed up without titles, so that the parts still add up
to the whole; hidden parents do not appear at all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from cairn.core.numbers import kept
from cairn.core.prepared import prepared
from cairn.goals import derivation, scoring
from cairn.goals import progress as engine
from cairn.goals.computation import child_of, roll_up_of, score_of
from cairn.goals.explanation import Cause, CountsIn, Expectation, Explanation, Method, Part, Score
from cairn.goals.measuring import Rules, outcome_of, parts_of, rules_of, schedule_of, status_of
from cairn.goals.models import CheckIn, Goal, ProgressMode, ProgressPoint, State, StatusRule
from cairn.goals.models.goal import Eyes, eyes
from cairn.goals.outcome import Outcome
from cairn.goals.queries.surroundings import Around, around
from cairn.goals.recompute import settings_row
from cairn.goals.roll_up import Line, RollUp, summed_range
from cairn.goals.status import Status
from cairn.organizations.actor import Actor

ZERO = Decimal(0)


def explain(goal: Goal, actor: Actor, day: date, *, surroundings: Around | None = None) -> Explanation:
    """The derivation of a goal's numbers on `day`, as this person may know it. Three queries.

    The caller has made sure that the actor may see the goal. `surroundings` saves a query to who has them already.
    """
    rules = rules_of(settings_row())
    nearby = surroundings if surroundings is not None else around(goal, actor)
    return derive(goal, nearby, rules, day, cause=cause_of(goal, actor))


def derive(goal: Goal, nearby: Around, rules: Rules, day: date, *, cause: Cause | None = None) -> Explanation:
    """The same from rows that are read already. Asks the database nothing."""
    outcome = outcome_of(goal)
    rolled = roll_up_of(goal, nearby.below, rules)
    method = _method(goal, outcome, rolled)
    return Explanation(
        goal_id=goal.pk,
        title=goal.title,
        day=day,
        outcome=outcome,
        value=goal.current_value,
        progress=goal.progress,
        method=method,
        parts=_parts(rolled, nearby) if goal.is_rolled_up and method is not Method.FROZEN else (),
        cause=cause,
        counted=parts_of(goal, method) if method in {Method.TASKS, Method.MILESTONES} else None,
        automatic=_automatic(goal, outcome),
        overrides=_overrides(goal),
        expectation=expectation(outcome, goal.start, goal.due, day),
        status=_status(goal, outcome, rules, day),
        worst_below=_worst_below(goal, nearby, day),
        score=_score(goal, nearby, rules),
        counts_in=tuple(_counts_in(goal, parent, nearby, rules) for parent in nearby.parents),
        ended_at=goal.closed_at,
        summed_range=_other_range(outcome, nearby) if method is Method.SUM else None,
    )


def _other_range(outcome: Outcome, nearby: Around) -> tuple[Decimal, Decimal] | None:
    """Start and target that its children make together, where those differ from its own (spec okrs §5.6)."""
    found = summed_range(outcome, [child_of(link) for link in nearby.below])
    return found if found != (outcome.start, outcome.target) else None


def _method(goal: Goal, outcome: Outcome, rolled: RollUp) -> Method:
    if goal.is_rolled_up and goal.is_automatic:
        if not goal.is_open and rolled.progress != goal.progress:
            return Method.FROZEN
        return Method(rolled.method)
    if goal.counts_parts and goal.is_automatic:
        return Method(goal.progress_mode)
    if outcome.is_baseline:
        return Method.BASELINE
    return Method.CONTROL if outcome.is_control else Method.VALUE


def _parts(rolled: RollUp, nearby: Around) -> tuple[Part, ...]:
    """One part for each child in sight, and one for all others that count."""
    titles: dict[object, str] = {child.pk: child.title for child in nearby.children}
    shown = [_part(line, titles[line.child_id]) for line in rolled.lines if line.child_id in titles]
    unseen = [line for line in rolled.lines if line.child_id not in titles and not line.left_out]
    return (*shown, *([_summed_up(unseen)] if unseen else []))


def _part(line: Line, title: str) -> Part:
    assert isinstance(line.child_id, UUID)
    return Part(
        line.child_id, title, line.progress, line.counted, line.share, line.part, line.is_fixed, line.left_out
    )


def _summed_up(lines: Sequence[Line]) -> Part:
    return Part(
        goal_id=None,
        title=None,
        share=_total(line.share for line in lines),
        part=_total(line.part for line in lines),
        count=len(lines),
    )


def _total(numbers: Iterable[Decimal | None]) -> Decimal | None:
    known = [number for number in numbers if number is not None]
    return sum(known, ZERO) if known else None


def _automatic(goal: Goal, outcome: Outcome) -> tuple[Decimal | None, Decimal | None] | None:
    if not _overrides(goal):
        return None
    return goal.automatic_value, engine.of_value(outcome, goal.automatic_value)


def _overrides(goal: Goal) -> str:
    """What would make the number if nobody had set it by hand; empty where nobody has."""
    if goal.is_automatic:
        return ""
    if goal.is_rolled_up:
        return "rollup_once"
    if goal.automatic_mode == ProgressMode.ROLLUP:
        return ProgressMode.ROLLUP
    return "stopped" if goal.automatic_mode and goal.counted_mode else goal.counted_mode


def expectation(outcome: Outcome, start: date, due: date, day: date) -> Expectation | None:
    """The expected progress of a day with the stretch of the line it lies on; None where nothing is expected."""
    if not outcome.is_scaled or outcome.target is None:
        return None
    percent = engine.expected(outcome, start, due, day)
    inner = sorted({phase.date for phase in outcome.phases if start < phase.date < due})
    days = [start, *inner, max(due, start)]
    after = min(max(bisect_right(days, day), 1), len(days) - 1)
    since, until = ((d, engine.expected(outcome, start, due, d)) for d in (days[after - 1], days[after]))
    length = (due - start).days + 1
    return Expectation(
        percent=percent,
        value=None if outcome.is_percent else kept(outcome.start + (outcome.target - outcome.start) * percent / 100),
        number=min(max((day - start).days + 1, 0), length),
        days=length,
        is_phased=bool(inner),
        since=since,
        until=until,
    )


def _status(goal: Goal, outcome: Outcome, rules: Rules, day: date) -> derivation.Derivation:
    ended = None if goal.is_open else status_of(goal, day)
    return derivation.derivation(
        outcome,
        ended if ended is not None else schedule_of(goal),
        day,
        progress=goal.progress,
        start=goal.start,
        due=goal.due,
        thresholds=rules.thresholds,
        value=goal.current_value,
        by_check_in=bool(goal.chosen_status),
        by_children=_follows_children(goal),
    )


def _follows_children(goal: Goal) -> bool:
    return goal.status_rule == StatusRule.CHILDREN and goal.is_rolled_up and not goal.chosen_status


def _worst_below(goal: Goal, nearby: Around, day: date) -> tuple[str, ...]:
    """Which children in sight have the status that the goal takes over from them."""
    if not goal.is_open or not _follows_children(goal):
        return ()
    mine = status_of(goal, day)
    rows = [child for child in nearby.children if child.kind != "project" and child.is_open]
    return tuple(child.title for child in rows if status_of(child, day) == mine and mine != Status.NOT_STARTED)


def _score(goal: Goal, nearby: Around, rules: Rules) -> Score:
    suggested = goal.suggested_score if goal.state == State.CLOSED else score_of(goal, nearby.below)
    counting = goal.score if goal.state == State.CLOSED else suggested
    return Score(
        final=goal.score,
        suggested=suggested,
        colour=scoring.band(counting, goal.nature, rules.bands),
        from_children=any(link.child.score is not None and link.child.kind != "project" for link in nearby.below),
    )


def _counts_in(goal: Goal, parent: Goal, nearby: Around, rules: Rules) -> CountsIn:
    if not parent.is_rolled_up:
        return CountsIn(parent.pk, parent.title, rolls_up=False)
    rolled = roll_up_of(parent, nearby.beside[parent.pk], rules)
    line = next(line for line in rolled.lines if line.child_id == goal.pk)
    return CountsIn(
        goal_id=parent.pk,
        title=parent.title,
        rolls_up=True,
        share=line.share,
        part=line.part,
        is_fixed=line.is_fixed,
        left_out=line.left_out,
        is_sum=rolled.method in {"sum", "baseline_sum"},
    )


def cause_of(goal: Goal, actor: Actor) -> Cause | None:
    """The check-in that made the present value: its own latest one, or the one below that moved it last."""
    row: CheckIn | None
    if goal.counts_parts and goal.is_automatic:
        return None
    if not goal.is_automatic:
        row = next(iter(_last_check_in(goal.pk)), None)
        return _cause(row, goal) if row is not None else None
    point = next(iter(_last_point(goal.pk, eyes(actor))), None)
    row = point.check_in if point is not None else None
    if point is None or row is None or row.deleted_at is not None:
        return None
    if not point.seen:
        return Cause(at=row.at)
    return _cause(row, row.goal)


@prepared
def _last_check_in(goal_id: UUID) -> Any:
    return CheckIn.objects.standing().filter(goal_id=goal_id).latest_first().select_related("author")[:1]


@prepared
def _last_point(goal_id: UUID, who: Eyes) -> Any:
    seen = Exists(Goal.objects.visible_to(who).filter(pk=OuterRef("check_in__goal_id")))
    points = ProgressPoint.objects.filter(goal_id=goal_id).annotate(seen=seen)
    return points.order_by("-at", "-id").select_related("check_in__author", "check_in__goal")[:1]


def _cause(row: CheckIn, goal: Goal) -> Cause:
    return Cause(
        at=row.at,
        author=row.author.name if row.author else row.author_name,
        value=row.value,
        note=row.note,
        check_in_id=row.pk,
        goal_id=goal.pk,
        goal_title=goal.title,
    )
