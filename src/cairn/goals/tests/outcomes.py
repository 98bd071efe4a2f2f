"""Short ways to write outcomes and children in tests, and strategies that draw them."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from cairn.goals import progress
from cairn.goals.outcome import MetricKind, Outcome, OutcomeType, PhasedTarget
from cairn.goals.roll_up import Child

D = Decimal
PERCENT = Outcome.percent()


def metric(kind: MetricKind, start: object = 0, target: object = None, **more: object) -> Outcome:
    return Outcome(OutcomeType.METRIC, kind, start=D(str(start)), target=_number(target), **_numbers(more))


def increase(start: object, target: object, **more: object) -> Outcome:
    return metric(MetricKind.INCREASE, start, target, **more)


def decrease(start: object, target: object, **more: object) -> Outcome:
    return metric(MetricKind.DECREASE, start, target, **more)


def reach(target: object, **more: object) -> Outcome:
    return metric(MetricKind.REACH, 0, target, **more)


def stay_above(target: object, **more: object) -> Outcome:
    return metric(MetricKind.STAY_ABOVE, target=target, **more)


def stay_below(target: object, **more: object) -> Outcome:
    return metric(MetricKind.STAY_BELOW, target=target, **more)


def stay_between(low: object, high: object, **more: object) -> Outcome:
    return metric(MetricKind.STAY_BETWEEN, low=low, high=high, **more)


def baseline(**more: object) -> Outcome:
    return metric(MetricKind.BASELINE, **more)


def phases(*points: tuple[date, object]) -> tuple[PhasedTarget, ...]:
    return tuple(PhasedTarget(day, D(str(value))) for day, value in points)


def child(percent: object = None, id: object = None, **more: object) -> Child:
    """A key result "to 100 %" at `percent`, unless `outcome` and `value` say otherwise."""
    outcome = more.pop("outcome", PERCENT)
    value = _number(more.pop("value", percent))
    contribution = _number(more.pop("contribution", None))
    return Child(id, progress.of_value(outcome, value), value, outcome, contribution=contribution, **more)


def children(*percents: object, fixed: Sequence[object] = ()) -> list[Child]:
    shares = [*fixed, *[None] * (len(percents) - len(fixed))]
    return [
        child(percent, id=i, contribution=share)
        for i, (percent, share) in enumerate(zip(percents, shares, strict=True))
    ]


def _number(value: object) -> Decimal | None:
    return None if value is None else D(str(value))


def _numbers(more: dict[str, object]) -> dict[str, object]:
    return {
        name: _number(value) if name in {"low", "high", "risk", "tolerance"} else value
        for name, value in more.items()
    }


figures = st.decimals(min_value=-(10**6), max_value=10**6, places=4)
percents = st.decimals(min_value=-50, max_value=250, places=4)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))
lengths = st.integers(min_value=0, max_value=400)


@st.composite
def scaled_outcomes(draw: st.DrawFn) -> Outcome:
    """A metric that runs between two different values, upwards or downwards."""
    start, target = draw(st.lists(figures, min_size=2, max_size=2, unique=True))
    return increase(start, target) if target > start else decrease(start, target)


@st.composite
def phased_outcomes(draw: st.DrawFn, start: date, due: date) -> Outcome:
    """A scaled outcome, sometimes with up to four phases that lead from its start to its target."""
    outcome = draw(scaled_outcomes())
    inner = (due - start).days - 1
    if inner < 1:
        return outcome
    offsets = draw(st.lists(st.integers(1, inner), max_size=4, unique=True).map(sorted))
    lowest, highest = sorted((outcome.start, outcome.target))
    values = draw(
        st.lists(
            st.decimals(lowest, highest, places=4),
            min_size=len(offsets),
            max_size=len(offsets),
        )
    )
    ordered = sorted(values, reverse=outcome.kind == MetricKind.DECREASE)
    points = zip([start + timedelta(offset) for offset in offsets], ordered, strict=True)
    return Outcome(
        OutcomeType.METRIC, outcome.kind, start=outcome.start, target=outcome.target, phases=phases(*points)
    )


@st.composite
def running_goals(draw: st.DrawFn) -> tuple[Outcome, date, date]:
    """An outcome with the first and last day of its goal."""
    start = draw(days)
    due = start + timedelta(draw(lengths))
    return draw(phased_outcomes(start, due)), start, due
