"""The expected line of a goal: which progress each of its days expects (spec okrs §5.7).

Percentages are whole units of 0.0001 here, the grain in which progress is kept. So the line is exact in
plain integers, and searching it for a level costs next to nothing. Pure: no Django, no models.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from cairn.core.numbers import DECIMALS

WHOLE: int = 100 * 10**DECIMALS


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """Straight pieces between points: `days` since `start`, rising, and the `levels` they stand at, never falling."""

    start: date
    days: tuple[int, ...]
    levels: tuple[int, ...]

    @classmethod
    def through(cls, start: date, due: date, points: Iterable[tuple[date, Decimal]] = ()) -> "ExpectedLine":
        """The line from 0 % on `start` to 100 % on `due` through `points` (day, percent), given in order of days.

        Points on other days than those between are passed over, and a point below its forerunner is lifted to it,
        so that the line never falls. `due` before `start` is taken for a goal of a single day.
        """
        inner = {(day - start).days: _units(percent) for day, percent in points if start < day < due}
        days = (0, *inner, max((due - start).days, 0))
        return cls(start, days, tuple(accumulate((0, *inner.values(), WHOLE), max)))

    def at(self, day: date) -> Decimal:
        """What `day` expects, in percent: 0 before the start, 100 from the last day on."""
        return Decimal(self._level((day - self.start).days)).scaleb(-DECIMALS)

    def first_day_above(self, percent: Decimal) -> date | None:
        """The first day that expects more than `percent`: `date.min` below 0, None from 100 on."""
        level = _units(percent)
        if percent < 0 or level >= WHOLE:
            return date.min if percent < 0 else None
        return self.start + timedelta(bisect_right(range(self.days[-1]), level, key=self._level))

    def _level(self, passed: int) -> int:
        """The level after `passed` days; halves are rounded up, as everywhere."""
        if passed < 0:
            return 0
        if passed >= self.days[-1]:
            return WHOLE
        i = bisect_right(self.days, passed)
        since, low = self.days[i - 1], self.levels[i - 1]
        length, rise = self.days[i] - since, self.levels[i] - low
        return low + (2 * rise * (passed - since) + length) // (2 * length)


def _units(percent: Decimal) -> int:
    """Whole units, cut off: a level lies above a percentage exactly when it lies above its units."""
    return int(percent.scaleb(DECIMALS))
