"""Evenly spaced phased targets to begin with: a stage at the end of each week, month or quarter (spec okrs §5.7).

Pure: no Django, no models.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from cairn.core.numbers import kept
from cairn.goals.outcome import PhasedTarget


class Step(StrEnum):
    """How far the stages lie apart."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


MONTHS = {Step.MONTH: 1, Step.QUARTER: 3}


def even_stages(start: date, due: date, first: Decimal, target: Decimal, step: Step) -> tuple[PhasedTarget, ...]:
    """Stages on the straight line from `first` on `start` to `target` on `due`, the last one on `due` itself.

    Weeks are counted from `start`; months and quarters end as in the calendar. Values have two decimals, or none
    where both ends are whole numbers at least ten apart. Nothing for a goal of a single day. Raises nothing.
    """
    if due <= start:
        return ()
    days = [day for day in _ends(start, due, step) if start < day < due]
    return (*(PhasedTarget(day, _value(start, due, first, target, day)) for day in days), PhasedTarget(due, target))


def _ends(start: date, due: date, step: Step) -> Iterator[date]:
    if step is Step.WEEK:
        for number in range(1, (due - start).days // 7 + 1):
            yield start + timedelta(7 * number - 1)
        return
    months = MONTHS[step]
    month = start.year * 12 + start.month - 1
    month += months - 1 - month % months  # the last month of its month or quarter
    while (end := _last_day(month)) < due:
        yield end
        month += months


def _last_day(month: int) -> date:
    """The last day of a month counted from the year 0; the last day there is, where the calendar ends."""
    year, number = divmod(month + 1, 12)
    return date(year, number + 1, 1) - timedelta(1) if year <= date.max.year else date.max


def _value(start: date, due: date, first: Decimal, target: Decimal, day: date) -> Decimal:
    share = Fraction((day - start).days, (due - start).days)
    exact = kept(Fraction(first) + share * (Fraction(target) - Fraction(first)))
    is_whole = first == first.to_integral_value() and target == target.to_integral_value()
    grain = Decimal(1) if is_whole and abs(target - first) >= 10 else Decimal("0.01")
    return exact.quantize(grain, ROUND_HALF_UP)
