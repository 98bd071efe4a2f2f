"""Numbers of goals as words: what a row and a page say beside the bar (spec okrs §5.8)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from cairn.goals.models import Goal
from cairn.goals.outcome import MetricKind
from cairn.ui.formats import MINUS, NO_BREAK, number

MOST_SHOWN = 999
_PERCENT = f"{NO_BREAK}%"


def percent_label(progress: Decimal | None) -> str:
    """Progress for a list: whole percent up to 100, the true figure above, 0 % below it, a dash for none.

    What has not quite arrived is never rounded to 100: 99.7 stays 99.7 %.
    """
    if progress is None:
        return "–"
    if progress <= 0:
        return f"0{_PERCENT}"
    if progress > MOST_SHOWN:
        return f"> {MOST_SHOWN}{_PERCENT}"
    if Decimal("99.5") <= progress < 100:
        return f"{number(min(progress, Decimal('99.9')), 1)}{_PERCENT}"
    if progress > 100:
        return f"{number(progress.quantize(Decimal('0.1'), ROUND_HALF_UP))}{_PERCENT}"
    return f"{number(progress, 0)}{_PERCENT}"


def percent_title(progress: Decimal | None) -> str:
    """The raw truth for the tooltip where the label had to give way: below 0 % and far above 100 %."""
    if progress is None or 0 <= progress <= MOST_SHOWN:
        return ""
    sign = MINUS if progress < 0 else ""
    return f"{sign}{number(abs(progress))}{_PERCENT}"


def amount(value: Decimal | None, unit: str = "") -> str:
    """A value in its unit: 3.4 k€, 47.2 %; a dash for None."""
    text = number(value)
    return f"{text}{NO_BREAK}{unit}" if unit and value is not None else text


def range_of(goal: Goal) -> str:
    """What is to be reached, in words: "38 → 55 %", "below 4 %", "10–11 %"; empty for percent and baseline."""
    unit = goal.unit
    if goal.outcome_type == "percent" or goal.metric_kind == MetricKind.BASELINE:
        return ""
    if goal.metric_kind == MetricKind.STAY_ABOVE:
        return _("above %(bound)s") % {"bound": amount(goal.target_value, unit)}
    if goal.metric_kind == MetricKind.STAY_BELOW:
        return _("below %(bound)s") % {"bound": amount(goal.target_value, unit)}
    if goal.metric_kind == MetricKind.STAY_BETWEEN:
        return f"{number(goal.low)}–{amount(goal.high, unit)}"
    return f"{number(goal.start_value or Decimal(0))} → {amount(goal.target_value, unit)}"


def value_of(goal: Goal) -> str:
    """Where it stands and where it is to go, in its own unit: "47.2 of 38 → 55 %"; empty for percent goals."""
    if goal.outcome_type == "percent":
        return ""
    aim = range_of(goal)
    if not aim:
        return "" if goal.current_value is None else amount(goal.current_value, goal.unit)
    if goal.current_value is None:
        return aim
    if goal.metric_kind in {MetricKind.STAY_ABOVE, MetricKind.STAY_BELOW, MetricKind.STAY_BETWEEN}:
        return f"{amount(goal.current_value, goal.unit)}, {aim}"
    return _("%(value)s of %(range)s") % {"value": number(goal.current_value), "range": aim}
