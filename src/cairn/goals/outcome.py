"""What a goal is measured by: percent complete, or a metric of one of seven kinds (spec okrs §5.1, §5.2).

Pure: no Django, no models. An `Outcome` may hold anything a file or a form can say; `problems` tells what
is wrong with it in sentences, and every calculation is nevertheless defined for every outcome.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from cairn.core.numbers import plain
from cairn.core.sentences import Sentence, gettext_noop


class OutcomeType(StrEnum):
    """Done "to 100 %", or measured by a number of its own."""

    PERCENT = "percent"
    METRIC = "metric"


class MetricKind(StrEnum):
    """How a metric is meant to move. The three `stay` kinds are controls: kept or not kept."""

    REACH = "reach"
    INCREASE = "increase"
    DECREASE = "decrease"
    STAY_ABOVE = "stay_above"
    STAY_BELOW = "stay_below"
    STAY_BETWEEN = "stay_between"
    BASELINE = "baseline"


SCALED = frozenset({MetricKind.REACH, MetricKind.INCREASE, MetricKind.DECREASE})
CONTROLS = frozenset({MetricKind.STAY_ABOVE, MetricKind.STAY_BELOW, MetricKind.STAY_BETWEEN})


@dataclass(frozen=True, slots=True)
class PhasedTarget:
    """A value, in the unit of the outcome, that is expected at the end of `date` (spec §5.7)."""

    date: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Outcome:
    """What counts as done.

    `start` and `target` belong to percent and scaled outcomes; `target` also to stay above and stay below,
    where `risk` may mark the far edge of the Behind band; `low`, `high` and the width `tolerance` of the
    Behind band on either side belong to stay between. All are in the outcome's `unit`.
    """

    type: OutcomeType
    kind: MetricKind | None = None
    unit: str = ""
    start: Decimal = Decimal(0)
    target: Decimal | None = Decimal(100)
    low: Decimal | None = None
    high: Decimal | None = None
    risk: Decimal | None = None
    tolerance: Decimal | None = None
    phases: tuple[PhasedTarget, ...] = ()

    @classmethod
    def percent(cls, phases: tuple[PhasedTarget, ...] = ()) -> "Outcome":
        """The outcome of everything that has no metric: from 0 to 100 %."""
        return cls(OutcomeType.PERCENT, phases=phases)

    @property
    def is_percent(self) -> bool:
        """Measured "to 100 %", without a metric."""
        return self.type == OutcomeType.PERCENT

    @property
    def is_control(self) -> bool:
        """Kept or not kept: progress is 0 or 100 and nothing between."""
        return not self.is_percent and self.kind in CONTROLS

    @property
    def is_baseline(self) -> bool:
        """Only to find out a value: there is no progress."""
        return not self.is_percent and self.kind == MetricKind.BASELINE

    @property
    def is_scaled(self) -> bool:
        """Moves from a start to a target, so that progress can be anywhere between and beyond."""
        return self.is_percent or self.kind in SCALED

    @property
    def is_percent_unit(self) -> bool:
        """Counted in percent, by its nature or by its unit."""
        return self.is_percent or self.unit.strip() == "%"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an outcome cannot be saved: the name of the field and a sentence to stand next to it."""

    field: str
    sentence: Sentence


def problems(outcome: Outcome, start: date | None = None, due: date | None = None) -> list[Problem]:
    """Everything that is wrong with an outcome, in the order of the form; empty when it may be saved.

    `start` and `due` are the first and last day of the goal; without them the dates of phased targets are
    only compared with each other. Raises nothing. Spec okrs §4.2, §5.2, §5.7.
    """
    found = [*_of_the_range(outcome), *_of_the_bands(outcome)]
    return found or list(_of_the_phases(outcome, start, due))


_CHOOSE_KIND = gettext_noop("Choose how the metric is measured.")
_ENTER_TARGET = gettext_noop("Enter a target.")
_PERCENT_RANGE = gettext_noop("Percent complete always runs from 0 to 100.")
_REACH_FROM_ZERO = gettext_noop("“Reach” starts at 0. To start elsewhere, choose “Increase from” or “Decrease from”.")
_SAME = gettext_noop("The target must differ from the start.")
_OFFER_DECREASE = gettext_noop("The target %(target)s lies below the start %(start)s. Did you mean “Decrease from”?")
_OFFER_INCREASE = gettext_noop("The target %(target)s lies above the start %(start)s. Did you mean “Increase from”?")


def _of_the_range(outcome: Outcome) -> Iterator[Problem]:
    start, target = outcome.start, outcome.target
    if outcome.is_percent:
        if start != 0 or target != 100:
            yield Problem("target", Sentence(_PERCENT_RANGE))
        return
    if outcome.kind is None:
        yield Problem("kind", Sentence(_CHOOSE_KIND))
        return
    if outcome.is_baseline or outcome.kind == MetricKind.STAY_BETWEEN:
        return
    if target is None:
        yield Problem("target", Sentence(_ENTER_TARGET))
        return
    if outcome.kind == MetricKind.REACH and start != 0:
        yield Problem("start", Sentence(_REACH_FROM_ZERO))
    if outcome.is_scaled and start == target:
        yield Problem("target", Sentence(_SAME))
    elif outcome.kind == MetricKind.INCREASE and target < start:
        yield Problem("kind", Sentence(_OFFER_DECREASE, start=plain(start), target=plain(target)))
    elif outcome.kind == MetricKind.DECREASE and target > start:
        yield Problem("kind", Sentence(_OFFER_INCREASE, start=plain(start), target=plain(target)))


_RISK_IS_FOR = gettext_noop("Only “Stay above” and “Stay below” have a risk threshold.")
_RISK_BELOW = gettext_noop("The risk threshold must lie below the target %(target)s.")
_RISK_ABOVE = gettext_noop("The risk threshold must lie above the target %(target)s.")
_BOUNDS_ARE_FOR = gettext_noop("Only “Stay between” has a lower and an upper bound.")
_TOLERANCE_IS_FOR = gettext_noop("Only “Stay between” has a tolerance.")
_TOLERANCE_SIGN = gettext_noop("The tolerance must be greater than 0.")
_ENTER_LOW = gettext_noop("Enter the lower bound.")
_ENTER_HIGH = gettext_noop("Enter the upper bound.")
_LOW_HIGH = gettext_noop("The lower bound must be smaller than the upper bound.")


def _of_the_bands(outcome: Outcome) -> Iterator[Problem]:
    kind = None if outcome.is_percent else outcome.kind
    yield from _of_the_risk(outcome, kind)
    if kind == MetricKind.STAY_BETWEEN:
        yield from _of_the_bounds(outcome)
        return
    if outcome.low is not None or outcome.high is not None:
        yield Problem("low", Sentence(_BOUNDS_ARE_FOR))
    if outcome.tolerance is not None:
        yield Problem("tolerance", Sentence(_TOLERANCE_IS_FOR))


def _of_the_risk(outcome: Outcome, kind: MetricKind | None) -> Iterator[Problem]:
    risk, target = outcome.risk, outcome.target
    if risk is None:
        return
    if kind not in {MetricKind.STAY_ABOVE, MetricKind.STAY_BELOW}:
        yield Problem("risk", Sentence(_RISK_IS_FOR))
    elif target is None:
        return
    elif kind == MetricKind.STAY_ABOVE and risk >= target:
        yield Problem("risk", Sentence(_RISK_BELOW, target=plain(target)))
    elif kind == MetricKind.STAY_BELOW and risk <= target:
        yield Problem("risk", Sentence(_RISK_ABOVE, target=plain(target)))


def _of_the_bounds(outcome: Outcome) -> Iterator[Problem]:
    if outcome.low is None:
        yield Problem("low", Sentence(_ENTER_LOW))
    if outcome.high is None:
        yield Problem("high", Sentence(_ENTER_HIGH))
    if outcome.low is not None and outcome.high is not None and outcome.low >= outcome.high:
        yield Problem("high", Sentence(_LOW_HIGH))
    if outcome.tolerance is not None and outcome.tolerance <= 0:
        yield Problem("tolerance", Sentence(_TOLERANCE_SIGN))


_PHASES_ARE_FOR = gettext_noop("Phased targets need a start and a target to lie between.")
_PHASE_ORDER = gettext_noop("The phased target of %(day)s must be later than the one before it.")
_PHASE_OUTSIDE = gettext_noop("The phased target of %(day)s lies outside %(start)s to %(due)s.")
_PHASE_BACK = gettext_noop("The phased target of %(day)s steps back from %(before)s to %(value)s.")
_PHASE_BEYOND = gettext_noop("The phased target of %(day)s does not lie between the start and the target.")
_PHASE_FIRST = gettext_noop("On the first day, %(day)s, the phased target must be the start, %(value)s.")
_PHASE_LAST = gettext_noop("On the last day, %(day)s, the phased target must be the target, %(value)s.")


def _of_the_phases(outcome: Outcome, start: date | None, due: date | None) -> Iterator[Problem]:
    """Phases must lead from start to target without stepping back: the status schedule relies on it."""
    if not outcome.phases:
        return
    if not outcome.is_scaled or outcome.target is None:
        yield Problem("phases", Sentence(_PHASES_ARE_FOR))
        return
    yield from _of_the_phase_values(outcome, outcome.target)
    for before, phase in pairwise(outcome.phases):
        if phase.date <= before.date:
            yield Problem("phases", Sentence(_PHASE_ORDER, day=phase.date))
    for phase in outcome.phases:
        if start is not None and due is not None and not start <= phase.date <= due:
            yield Problem("phases", Sentence(_PHASE_OUTSIDE, day=phase.date, start=start, due=due))
        elif phase.date == due and phase.value != outcome.target:
            yield Problem("phases", Sentence(_PHASE_LAST, day=due, value=plain(outcome.target)))
        elif phase.date == start and phase.value != outcome.start:
            yield Problem("phases", Sentence(_PHASE_FIRST, day=start, value=plain(outcome.start)))


def _of_the_phase_values(outcome: Outcome, target: Decimal) -> Iterator[Problem]:
    lowest, highest = sorted((outcome.start, target))
    before = outcome.start
    for phase in outcome.phases:
        if not lowest <= phase.value <= highest:
            yield Problem("phases", Sentence(_PHASE_BEYOND, day=phase.date))
        elif (phase.value < before) if target > outcome.start else (phase.value > before):
            yield Problem(
                "phases",
                Sentence(_PHASE_BACK, day=phase.date, before=plain(before), value=plain(phase.value)),
            )
        else:
            before = phase.value
