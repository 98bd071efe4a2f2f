"""Progress from parts: tasks that are done out of all, or weights of milestones (spec okrs §11.2).

Pure: no Django, no models.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cairn.core.numbers import kept

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Parts:
    """How much is done and how much there is: a count of tasks, or a sum of weights. Neither is negative."""

    done: Decimal = NOTHING
    whole: Decimal = NOTHING


def percent(parts: Parts) -> Decimal:
    """The share that is done, 0–100 with four decimals. Without any parts 0 %: nothing has been planned yet."""
    if parts.whole <= 0:
        return NOTHING
    return kept(Fraction(parts.done) / Fraction(parts.whole) * 100)
