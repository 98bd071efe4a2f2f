"""From a measure of the story to an outcome, and to the values that its owner reports week by week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from cairn.goals import progress
from cairn.goals.demo import curves
from cairn.goals.demo.story.words import Measure
from cairn.goals.outcome import MetricKind, Outcome, OutcomeType, PhasedTarget

Values = Callable[[float], Decimal]
SCALED = {"increase", "decrease", "reach", "percent"}


@dataclass(frozen=True)
class Set:
    """A measure set for one period: its outcome, and the value after each part of the time (0 to 1)."""

    measure: Measure
    outcome: Outcome
    title: str
    values: Values

    @property
    def decimals(self) -> int:
        return 0 if self.measure.kind == "percent" else curves.decimals_of(self.measure)

    def said(self, value: Decimal) -> str:
        """A value as its owner says it."""
        unit = "%" if self.measure.kind == "percent" else self.measure.unit
        return f"{curves.shown(value)} {unit}".strip()


def settle(
    measure: Measure, random: Random, *, start: Decimal, target: Decimal | None, share: float, span: tuple[date, date]
) -> Set:
    """Sets a measure for the days of `span`. `target` is for scaled ones; `share` how much of the way is made."""
    if measure.kind not in SCALED:
        outcome = _control(measure)
        return Set(measure, outcome, measure.title, _around(measure, random))
    if measure.kind == "percent":
        start, target = Decimal(0), Decimal(100)
    assert target is not None
    title = measure.title.format(start=curves.shown(start), target=curves.shown(target))
    decimals = 0 if measure.kind == "percent" else curves.decimals_of(measure)
    phases = _phases(start, target, span, decimals) if measure.is_phased else ()
    weeks = max(2, (span[1] - span[0]).days // 7)
    path = curves.path(random, share, weeks, may_dip=measure.kind in {"increase", "decrease"})
    if measure.kind == "percent":
        outcome = Outcome.percent(phases=phases)
        return Set(measure, outcome, title, lambda passed: _in_fives(path.at(passed)))
    outcome = Outcome(
        OutcomeType.METRIC, MetricKind(measure.kind), measure.unit, start=start, target=target, phases=phases
    )
    way = float(target - start)
    return Set(measure, outcome, title, lambda passed: curves.rounded(float(start) + way * path.at(passed), decimals))


def _in_fives(share: float) -> Decimal:
    """Percentages of work are guessed, so people say them in steps of five."""
    return Decimal(min(100, max(0, round(share * 20) * 5)))


def _phases(start: Decimal, target: Decimal, span: tuple[date, date], decimals: int) -> tuple[PhasedTarget, ...]:
    """Slow at first: a fifth after a third of the time, a little over half after two thirds."""
    length = (span[1] - span[0]).days
    way = float(target - start)
    stages = ((length // 3, 0.2), (2 * length // 3, 0.55))
    inner = [
        PhasedTarget(span[0] + timedelta(days), curves.rounded(float(start) + way * share, decimals))
        for days, share in stages
    ]
    return (*inner, PhasedTarget(span[1], target))


def _control(measure: Measure) -> Outcome:
    kind = MetricKind(measure.kind)
    if kind == MetricKind.BASELINE:
        return Outcome(OutcomeType.METRIC, kind, measure.unit, target=None)
    if kind == MetricKind.STAY_BETWEEN:
        return Outcome(OutcomeType.METRIC, kind, measure.unit, target=None, low=measure.low, high=measure.high)
    return Outcome(OutcomeType.METRIC, kind, measure.unit, target=measure.line, risk=measure.risk)


def _around(measure: Measure, random: Random) -> Values:
    """Values that mostly keep the line; seeded once, so that the same week says the same."""
    seed = random.random()
    decimals = curves.decimals_of(measure)

    def value(passed: float) -> Decimal:
        weekly = Random(f"{seed}:{int(passed * 13)}")
        if measure.kind == "baseline":
            return curves.rounded(float(measure.first) * weekly.uniform(0.94, 1.06), decimals)
        if measure.low is not None and measure.high is not None:
            middle, half = float(measure.low + measure.high) / 2, float(measure.high - measure.low) / 2
            return curves.rounded(middle + half * weekly.gauss(0, 0.55), decimals)
        assert measure.line is not None
        band = abs(float(measure.line - measure.risk)) if measure.risk is not None else 0.05 * float(measure.line)
        away = band * weekly.gauss(0.55 + 0.5 * seed, 0.5)
        found = float(measure.line) + (away if measure.kind == "stay_above" else -away)
        return curves.rounded(min(found, 100.0) if measure.unit == "%" else max(found, 0.0), decimals)

    return value


def expected(outcome: Outcome, span: tuple[date, date], day: date) -> Decimal:
    """What the day expects, in percent."""
    return progress.expected(outcome, span[0], span[1], day)
