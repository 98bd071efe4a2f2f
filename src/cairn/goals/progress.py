"""Progress: from a value to a percentage, from children to their parent, and what a day expects.

Progress is in percent and unclamped: 112.5 and −25 are kept as they are and only clamped where a rule says
so. Everything is calculated in exact fractions and rounded once, at the end, by `numbers.kept`.
Pure: no Django, no models; the day is an argument. Spec okrs §5.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from cairn.core.numbers import kept
from cairn.goals import contributions
from cairn.goals.expected_line import ExpectedLine
from cairn.goals.outcome import MetricKind, Outcome

NOTHING, FULL = Decimal(0), Decimal(100)
OVER_ACHIEVED = Decimal(200)
"""The upper clamp in roll-ups where an organisation counts over-achievement (spec §5.8)."""


def of_value(outcome: Outcome, value: Decimal | None) -> Decimal | None:
    """The progress that `value` (in the outcome's unit; None: nothing recorded yet) stands for.

    Out: percent, unclamped, four decimals. A scaled outcome without a value counts from its start: 0 %.
    None for a baseline, for a control without a value, and for an outcome that lacks its numbers. Where
    start and target are equal (refused at save, but files hold it) it is 100 once the value has reached
    the target, else 0. Raises nothing for finite numbers. Spec okrs §5.1, §5.2.
    """
    if outcome.is_control:
        met = is_met(outcome, value)
        return None if met is None else FULL if met else NOTHING
    if not outcome.is_scaled or outcome.target is None:
        return None
    if value is None:
        return NOTHING
    start, target = Fraction(outcome.start), Fraction(outcome.target)
    if start == target:
        return FULL if value >= outcome.target else NOTHING
    return kept((Fraction(value) - start) / (target - start) * 100)


def is_met(outcome: Outcome, value: Decimal | None) -> bool | None:
    """Whether a control is kept at `value`; None without a value or a bound, and for other outcomes.

    Touching the line of stay above and stay below is not met; the bounds of stay between belong to it.
    """
    if value is None:
        return None
    if outcome.kind == MetricKind.STAY_BETWEEN:
        if outcome.low is None or outcome.high is None:
            return None
        return outcome.low <= value <= outcome.high
    if outcome.target is None or not outcome.is_control:
        return None
    return value > outcome.target if outcome.kind == MetricKind.STAY_ABOVE else value < outcome.target


def counted(progress: Decimal | None, over_achievement: bool = False) -> Decimal:
    """How much a child's progress counts in its parent: clamped to 0–100 (0–200), None as 0 (spec §5.8)."""
    most = OVER_ACHIEVED if over_achievement else FULL
    return NOTHING if progress is None else min(max(progress, NOTHING), most)


def bar(progress: Decimal | None) -> Decimal:
    """How far to fill a progress bar: 0–100 (spec §5.8)."""
    return counted(progress)


# ── Roll-up ─────────────────────────────────────────────────────────────────────────────────────────


class Reason(StrEnum):
    """Why a child is left out of its parent's roll-up."""

    POSTPONED = "postponed"
    NOT_CONTRIBUTING = "not_contributing"
    BASELINE = "baseline"
    OTHER_MEASURE = "other_measure"


Method = Literal["average", "sum", "scaled", "baseline_sum", "nothing_counts"]


@dataclass(frozen=True, slots=True)
class Child:
    """One child as its parent sees it.

    `progress` is percent, unclamped; `value` is in the unit of `outcome`, and ignored where nothing was
    recorded (`has_value` is False). `contribution` is the fixed share, 0–100, or None for an automatic
    one. `kind` is objective, key_result or project; `state` is open, closed or postponed.
    """

    id: object
    progress: Decimal | None
    value: Decimal | None
    outcome: Outcome
    contribution: Decimal | None = None
    contributes: bool = True
    kind: str = "key_result"
    state: str = "open"
    has_value: bool = True

    @property
    def measured(self) -> Decimal | None:
        """The value it stands at; a scaled outcome without a value stands at its start (spec §5.2)."""
        if self.has_value and self.value is not None:
            return self.value
        return self.outcome.start if self.outcome.is_scaled else None


@dataclass(frozen=True, slots=True)
class Line:
    """What one child adds to its parent, or why it adds nothing.

    In an average `counted` is its clamped progress, `share` its percentage and `part` the points it adds.
    In a sum there are no shares, and `part` is the value it adds.
    """

    child_id: object
    progress: Decimal | None
    counted: Decimal | None = None
    share: Decimal | None = None
    part: Decimal | None = None
    is_fixed: bool = False
    left_out: Reason | None = None


@dataclass(frozen=True, slots=True)
class RollUp:
    """The result of a roll-up and its derivation: one line for each child, in the order given."""

    value: Decimal | None
    progress: Decimal | None
    lines: tuple[Line, ...]
    method: Method


def roll_up(
    outcome: Outcome,
    children: Sequence[Child],
    kept_value: Decimal | None,
    over_achievement: bool = False,
) -> RollUp:
    """Progress and value of a parent from its children, with the derivation (spec okrs §5.4–§5.6).

    - percent: the average of the children's clamped progress, weighted by their shares;
    - metric in %: the same average, and the value that stands at it between start and target;
    - metric with a number: the sum of the raw values of the children that are such metrics themselves, of
      the same unit where both name one; shares play no part;
    - baseline: the sum of the values when every child that counts is a baseline.

    Postponed children are left out and closed ones stay in. A share of 0 excludes. When no child counts,
    the parent keeps `kept_value` (0 % without one). `over_achievement` lets a child count up to 200 %.
    Raises nothing; rolling up twice gives the same.
    """
    if outcome.is_baseline:
        return _sum_of_baselines(children, kept_value)
    if outcome.is_scaled and not outcome.is_percent_unit:
        return _sum(outcome, children, kept_value)
    if outcome.is_scaled and outcome.target is not None:
        return _average(outcome, children, kept_value, over_achievement)
    return _nothing(outcome, kept_value, _left_out(children, lambda child: Reason.OTHER_MEASURE))


def summed_range(outcome: Outcome, children: Sequence[Child]) -> tuple[Decimal, Decimal] | None:
    """Start and target that a number parent would have if it were the sum of its children.

    None when nothing is summed. A page warns where it differs from the parent's own range (spec §5.6).
    """
    summed = [child.outcome for child in children if _no_summand(outcome, child) is None]
    if not summed:
        return None
    return kept(sum(o.start for o in summed)), kept(sum(o.target or NOTHING for o in summed))


def shares(children: Sequence[Child]) -> list[Decimal]:
    """The share of each child, in percent and in the order given, in a parent that averages them.

    0 for a child that is left out. Spec okrs §5.4, §5.5.
    """
    counting = [child for child in children if _does_not_average(child) is None]
    found = iter(contributions.among([child.contribution for child in counting]))
    return [NOTHING if _does_not_average(child) else kept(next(found)) for child in children]


def _average(
    outcome: Outcome, children: Sequence[Child], kept_value: Decimal | None, over_achievement: bool
) -> RollUp:
    counting = [child for child in children if _does_not_average(child) is None]
    if not counting or outcome.target is None:
        return _nothing(outcome, kept_value, _left_out(children, _does_not_average))
    shares = iter(contributions.among([child.contribution for child in counting]))
    progress, lines = Fraction(0), []
    for child in children:
        reason = _does_not_average(child)
        if reason:
            lines.append(_line(child, left_out=reason))
            continue
        share, points = next(shares), counted(child.progress, over_achievement)
        part = share * Fraction(points) / 100
        progress += part
        lines.append(_line(child, counted=points, share=kept(share), part=kept(part)))
    start, target = Fraction(outcome.start), Fraction(outcome.target)
    value = kept(start + progress / 100 * (target - start))
    return RollUp(value, kept(progress), tuple(lines), "average" if outcome.is_percent else "scaled")


def _sum(outcome: Outcome, children: Sequence[Child], kept_value: Decimal | None) -> RollUp:
    lines = tuple(_summand(child, _no_summand(outcome, child)) for child in children)
    if all(line.left_out for line in lines):
        return _nothing(outcome, kept_value, lines)
    value = kept(sum(line.part or NOTHING for line in lines))
    return RollUp(value, of_value(outcome, value), lines, "sum")


def _sum_of_baselines(children: Sequence[Child], kept_value: Decimal | None) -> RollUp:
    counting = [child for child in children if _does_not_count(child) is None]
    if not counting or not all(child.outcome.is_baseline for child in counting):
        return RollUp(kept_value, None, _left_out(children, lambda child: Reason.OTHER_MEASURE), "nothing_counts")
    lines = tuple(_summand(child, _does_not_count(child)) for child in children)
    parts = [line.part for line in lines if line.part is not None]
    return RollUp(kept(sum(parts)) if parts else None, None, lines, "baseline_sum")


def _nothing(outcome: Outcome, kept_value: Decimal | None, lines: tuple[Line, ...]) -> RollUp:
    return RollUp(kept_value, of_value(outcome, kept_value), lines, "nothing_counts")


def _does_not_count(child: Child) -> Reason | None:
    if child.state == "postponed":
        return Reason.POSTPONED
    return None if child.contributes and child.contribution != 0 else Reason.NOT_CONTRIBUTING


def _does_not_average(child: Child) -> Reason | None:
    return _does_not_count(child) or (Reason.BASELINE if child.outcome.is_baseline else None)


def _no_summand(parent: Outcome, child: Child) -> Reason | None:
    """Baselines and controls are no amounts on the way to a total, percentages cannot be added to one."""
    reason = _does_not_average(child)
    if reason:
        return reason
    unit, other = parent.unit.strip().casefold(), child.outcome.unit.strip().casefold()
    fits = child.outcome.is_scaled and not child.outcome.is_percent_unit and (not unit or not other or unit == other)
    return None if fits else Reason.OTHER_MEASURE


def _left_out(children: Sequence[Child], why: Callable[[Child], Reason | None]) -> tuple[Line, ...]:
    return tuple(_line(child, left_out=_does_not_count(child) or why(child)) for child in children)


def _summand(child: Child, reason: Reason | None) -> Line:
    return _line(child, left_out=reason) if reason else replace(_line(child), part=child.measured)


def _line(
    child: Child,
    counted: Decimal | None = None,
    share: Decimal | None = None,
    part: Decimal | None = None,
    left_out: Reason | None = None,
) -> Line:
    is_fixed = child.contribution is not None
    return Line(child.id, child.progress, counted, share, part, is_fixed, left_out)


# ── Expected progress ───────────────────────────────────────────────────────────────────────────────


def expected(outcome: Outcome, start: date, due: date, day: date) -> Decimal:
    """The progress that `day` expects of a goal running from `start` to `due`, both days included.

    Out: percent, 0–100, four decimals: 0 on the first day and before it, 100 on the last and after it
    (on a goal of a single day: 100), on a straight line between or through the phased targets. It never
    falls as days pass: a phased plan that steps back (refused at save) is read as staying level; phases
    outside the dates are passed over. Raises nothing. Spec okrs §5.7.
    """
    return expected_line(outcome, start, due).at(day)


def first_day_above(outcome: Outcome, start: date, due: date, level: Decimal) -> date | None:
    """The first day whose expected progress exceeds `level` (percent); None when no day does.

    A level below 0 is exceeded ever since: `date.min`. Spec okrs §5.7, §6.2.
    """
    return expected_line(outcome, start, due).first_day_above(level)


def expected_line(outcome: Outcome, start: date, due: date) -> ExpectedLine:
    """The whole line, for a graph or for several questions: phased values scaled with the outcome's own formula."""
    if not outcome.phases or not outcome.is_scaled or outcome.target in (None, outcome.start):
        return ExpectedLine.through(start, due)
    phases = sorted(outcome.phases, key=lambda phase: phase.date)
    return ExpectedLine.through(
        start, due, [(phase.date, counted(of_value(outcome, phase.value))) for phase in phases]
    )
