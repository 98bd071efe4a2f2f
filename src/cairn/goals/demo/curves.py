"""How a number moves through a quarter: plateaus, dips, a last stretch. Pure; the same seed, the same curve."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from cairn.goals.demo.story.words import Measure

FINE = {"%", "days", "h", "min", "s", "years", "months", "stars", "points", "kg", "t", "M€"}
"""Units in which a tenth says something; people, shops and parcels come whole."""


def decimals_of(measure: Measure) -> int:
    """With how many decimals people read this number: more of them the smaller its usual step is."""
    told = [number for number in (measure.step, measure.line, measure.risk, measure.low, measure.first) if number]
    decimals = max(max(0, -int(number.as_tuple().exponent)) for number in told)
    if measure.line is not None and measure.risk is not None:
        step = abs(measure.line - measure.risk)
    else:
        step = measure.step or (measure.high or Decimal(0)) - (measure.low or Decimal(0))
    return 1 if decimals == 0 and measure.unit in FINE and 0 < step <= 12 else decimals


def rounded(value: float, decimals: int) -> Decimal:
    """A figure as a person would say it."""
    return Decimal(f"{value:.{decimals}f}")


def shown(value: Decimal) -> str:
    """A figure as it stands in a title: grouped by thousands, without needless zeros."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def target_after(measure: Measure, start: Decimal, times: int) -> Decimal:
    """The target of the next quarter when the number stands at `start`; `times` it has come up before.

    Steps shrink where little is left to gain, so that a share never passes 100 % and a fall never passes 0.
    """
    if measure.kind == "reach":
        grown = float(measure.step) * 1.03**times
        digits = max(0, len(str(int(grown))) - 2)
        return Decimal(round(grown / 10**digits) * 10**digits)
    step = float(measure.step)
    if measure.unit == "%" and measure.kind == "increase":
        step = min(step, (99.5 - float(start)) * 0.5)
    if measure.kind == "decrease":
        step = min(step, float(start) * 0.3)
    decimals = decimals_of(measure)
    decimals = 0 if decimals == 1 and step >= 2 else decimals  # people aim for whole numbers
    wanted = rounded(float(start) + (-step if measure.kind == "decrease" else step), decimals)
    grain = Decimal(1).scaleb(-decimals_of(measure))
    if measure.kind == "decrease":
        return wanted if wanted < start else start - grain
    return wanted if wanted > start else start + grain


def final_share(random: Random, *, committed: bool, is_over: bool) -> float:
    """Which share of the way a key result makes in the end (1 = all of it).

    What is still running looks better than what has ended: the last weeks are the hard ones.
    """
    if committed:
        return 1.0 if random.random() < 0.72 else random.uniform(0.55, 0.94)
    luck = random.random()
    if luck < (0.07 if is_over else 0.045):
        return random.uniform(0.05, 0.28)
    if luck > (0.84 if is_over else 0.72):
        return random.choice((1.0, 1.0, 1.04, 1.12))
    return min(1.1, max(0.3, random.gauss(0.68 if is_over else 0.95, 0.16)))


@dataclass(frozen=True)
class Path:
    """The share of the way that is made after each week; `at` interpolates (0 = start, 1 = target)."""

    levels: tuple[float, ...]

    def at(self, passed: float) -> float:
        """`passed` is the part of the time that is over, 0 to 1."""
        place = min(max(passed, 0.0), 1.0) * (len(self.levels) - 1)
        i = min(int(place), len(self.levels) - 2)
        return self.levels[i] + (self.levels[i + 1] - self.levels[i]) * (place - i)


def path(random: Random, final: float, weeks: int, *, may_dip: bool, may_stand: bool = True) -> Path:
    """A curve from 0 to `final` in so many weeks."""
    steps = []
    for week in range(weeks):
        step = random.uniform(0.5, 1.5) * (0.8 if week < 2 else 1.0)
        if may_stand and random.random() < 0.18:
            step = 0.0
        elif may_dip and random.random() < 0.1:
            step = -random.uniform(0.2, 0.7)
        steps.append(step)
    total = sum(steps)
    if total <= 0.5:
        steps, total = [1.0] * weeks, float(weeks)
    levels, reached = [0.0], 0.0
    for step in steps:
        reached += step / total * final
        levels.append(reached)
    return Path(tuple(levels))
