"""The course of a goal as its chart shows it: what was reached, and what was expected (spec okrs §5.7, §20)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.core.prepared import prepared
from cairn.goals import progress as engine
from cairn.goals import wording
from cairn.goals.measuring import outcome_of
from cairn.goals.models import CheckIn, Goal, ProgressPoint
from cairn.goals.outcome import Outcome
from cairn.goals.status import at_risk_where
from cairn.ui import dates

MOST = 400  # points of a line; older ones are left away

Point = tuple[date, Decimal]


WIDTH, HEIGHT = 600, 200


@dataclass(frozen=True)
class Entry:
    """One day of the table."""

    day: date
    actual: Decimal
    expected: Decimal | None


@dataclass(frozen=True)
class Drawing:
    """Two lines as the points of an SVG of this size; of a control the heights of its bounds and the areas of risk.

    `risks` are (top, height). `dots` are the points of the actual line, one by one.
    """

    width: int
    height: int
    actual: str
    expected: str
    dots: tuple[str, ...]
    bounds: tuple[str, ...]
    risks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Course:
    """Lines in the unit of the goal (percent where it has none of its own), oldest first.

    `actual` is what check-ins said, or for a roll-up what it came to; `expected` the straight or phased line;
    `bounds` the levels a control must keep, `risks` the stretches of values in which it is at risk (§6.5).
    """

    unit: str
    start: date
    due: date
    today: date
    actual: tuple[Point, ...]
    expected: tuple[Point, ...]
    bounds: tuple[Decimal, ...]
    risks: tuple[tuple[Decimal | None, Decimal | None], ...]
    sentence: str

    @property
    def is_drawn(self) -> bool:
        """A single point makes no line; then the sentence says it all."""
        return len(self.actual) > 1

    @property
    def table(self) -> list[Entry]:
        """Every point of the line beside what its day expected."""
        return [Entry(day, value, self._expected_on(day)) for day, value in self.actual]

    @property
    def drawing(self) -> Drawing:
        """The lines for browsers without a script."""
        low, high = self._scale
        first = min(self.start, self.actual[0][0])
        days = max((max(self.due, self.actual[-1][0]) - first).days, 1)

        def height(value: Decimal) -> float:
            return HEIGHT - 4 - float((value - low) / ((high - low) or 1)) * (HEIGHT - 8)

        def placed(points: Sequence[Point]) -> list[str]:
            return [f"{(day - first).days / days * WIDTH:.1f},{height(value):.1f}" for day, value in points]

        def area(since: Decimal | None, until: Decimal | None) -> tuple[str, str]:
            top = 0.0 if until is None else height(until)
            foot = float(HEIGHT) if since is None else height(since)
            return f"{top:.1f}", f"{max(foot - top, 0):.1f}"

        return Drawing(
            WIDTH, HEIGHT, " ".join(placed(self.actual)), " ".join(placed(self.expected)), tuple(placed(self.actual)),
            tuple(f"{height(bound):.1f}" for bound in self.bounds), tuple(area(*risk) for risk in self.risks),
        )  # fmt: skip

    @property
    def _scale(self) -> tuple[Decimal, Decimal]:
        """The lowest and the highest value drawn; beyond the bounds of a control there is room for its risk."""
        values = [value for _day, value in (*self.actual, *self.expected)] + list(self.bounds)
        values += [edge for risk in self.risks for edge in risk if edge is not None]
        low, high = min(values), max(values)
        room = ((high - low) or abs(high) or Decimal(1)) / 4 if self.risks else Decimal(0)
        return low - room, high + room

    def _expected_on(self, day: date) -> Decimal | None:
        """Between two corners of the expected line."""
        for (since, low), (until, high) in pairwise(self.expected):
            if since <= day <= until:
                return low + (high - low) * (day - since).days / max((until - since).days, 1)
        return None

    @property
    def data(self) -> dict[str, Any]:
        """What <cairn-chart> reads as JSON."""
        return {
            "kind": "course",
            "unit": self.unit,
            "start": min(self.start, *(day for day, _v in self.actual)).isoformat(),
            "end": max(self.due, *(day for day, _v in self.actual)).isoformat(),
            "day": dates.style().short,
            "today": self.today.isoformat() if self.start <= self.today <= self.due else None,
            "actual": [[day.isoformat(), float(value)] for day, value in self.actual],
            "expected": [[day.isoformat(), float(value)] for day, value in self.expected],
            "bounds": [float(bound) for bound in self.bounds],
            "risks": [[edge if edge is None else float(edge) for edge in risk] for risk in self.risks],
            "scale": [float(edge) for edge in self._scale] if self.risks else None,
            "names": {
                "actual": _("Actual"),
                "expected": _("Expected"),
                "bound": _("Bound"),
                "risk": _("At risk"),
                "forecast": _("Likely"),
            },
        }


def course_of(goal: Goal, day: date) -> Course:
    """The chart of a goal. One query: its check-ins, or for a roll-up the numbers it came to."""
    outcome = outcome_of(goal)
    actual = _rolled_up(goal, outcome, day) if goal.is_rolled_up or goal.counts_parts else _checked_in(goal, outcome)
    return Course(
        unit="%" if outcome.is_percent else goal.unit,
        start=goal.start,
        due=goal.due,
        today=day,
        actual=tuple(actual),
        expected=tuple(_expected(outcome, goal)),
        bounds=tuple(bound for bound in (outcome.target, outcome.low, outcome.high) if bound is not None)
        if outcome.is_control
        else (),
        risks=tuple(at_risk_where(outcome)),
        sentence=_sentence(goal, outcome, actual, day),
    )


def _checked_in(goal: Goal, outcome: Outcome) -> list[Point]:
    return _by_day(goal, outcome, _values(goal.pk))


@prepared
def _values(goal_id: UUID) -> Any:
    return CheckIn.objects.standing().filter(goal_id=goal_id).latest_first().values_list("at", "value")[:MOST]


@prepared
def _points(goal_id: UUID, column: str) -> Any:
    return ProgressPoint.objects.filter(goal_id=goal_id).order_by("-at", "-id").values_list("at", column)[:MOST]


def _rolled_up(goal: Goal, outcome: Outcome, today: date) -> list[Point]:
    """The numbers it came to, up to the present one: today's, or that of the day it ended."""
    column = "progress" if outcome.is_percent else "value"
    points = _by_day(goal, outcome, _points(goal.pk, column))
    last = goal.closed_at.date() if goal.closed_at else min(today, goal.due)
    present: Decimal | None = getattr(goal, "progress" if outcome.is_percent else "current_value")
    if present is None:
        return points
    return [*(point for point in points if point[0] < last), (last, present)]


def _by_day(goal: Goal, outcome: Outcome, rows: Iterable[tuple[datetime, Decimal | None]]) -> list[Point]:
    """The last value of each day, oldest first, beginning at the start the goal was set from."""
    days: dict[date, Decimal] = {}
    for at, value in rows:
        if value is not None:
            days.setdefault(timezone.localtime(at).date(), value)
    points = sorted(days.items())
    if points and outcome.is_scaled and points[0][0] > goal.start:
        points.insert(0, (goal.start, outcome.start))
    return points


def _expected(outcome: Outcome, goal: Goal) -> list[Point]:
    """The corners of the expected line."""
    if not outcome.is_scaled or outcome.target is None:
        return []
    corners = sorted({goal.start, goal.due, *(p.date for p in outcome.phases if goal.start < p.date < goal.due)})
    way = outcome.target - outcome.start
    return [(day, outcome.start + way * engine.expected(outcome, goal.start, goal.due, day) / 100) for day in corners]


def _sentence(goal: Goal, outcome: Outcome, actual: list[Point], day: date) -> str:
    """The chart in one sentence, for those who do not see it."""
    if not actual:
        return _("Nobody has checked in yet.")
    unit = "%" if outcome.is_percent else goal.unit
    (first_day, first), (last_day, last) = actual[0], actual[-1]
    words = _("From %(first)s on %(first_day)s to %(last)s on %(last_day)s.") % {
        "first": wording.amount(first, unit),
        "first_day": dates.day(first_day),
        "last": wording.amount(last, unit),
        "last_day": dates.day(last_day),
    }
    if len(actual) == 1:
        words = _("%(value)s on %(day)s.") % {
            "value": wording.amount(last, unit), "day": dates.day(last_day)
        }  # fmt: skip
    if not (goal.is_open and outcome.is_scaled and outcome.target is not None):
        return words
    percent = engine.expected(outcome, goal.start, goal.due, day)
    aim = outcome.start + (outcome.target - outcome.start) * percent / 100
    return words + " " + _("Today expects %(aim)s.") % {"aim": wording.amount(aim, unit)}
