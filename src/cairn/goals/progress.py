"""Progress: from a value to a percentage, and what a day expects.

Progress is in percent and unclamped: 112.5 and −25 are kept as they are and only clamped where a rule says
so. Everything is calculated in exact fractions and rounded once, at the end, by `numbers.kept`.
Pure: no Django, no models; the day is an argument. Spec okrs §5.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from cairn.core.numbers import kept
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
