"""The roll-up: from children to the value and the progress of their parent, with the derivation.

Progress is in percent. Everything is calculated in exact fractions and rounded once, at the end, by `numbers.kept`.
Pure: no Django, no models. Spec okrs §5.4–§5.6.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Literal

from cairn.core.numbers import kept
from cairn.goals import contributions
from cairn.goals.outcome import Outcome
from cairn.goals.progress import NOTHING, counted, of_value


class Reason(StrEnum):
    """Why a child is left out of its parent's roll-up."""

    POSTPONED = "postponed"
    NOT_CONTRIBUTING = "not_contributing"
    BASELINE = "baseline"
    OTHER_MEASURE = "other_measure"


Method = Literal["average", "sum", "scaled", "baseline_sum", "nothing_counts"]


@dataclass(frozen=True, slots=True)
class Child:
    """One child as its parent sees it.

    `progress` is percent, unclamped; `value` is in the unit of `outcome`, and ignored where nothing was
    recorded (`has_value` is False). `contribution` is the fixed share, 0–100, or None for an automatic
    one. `kind` is objective, key_result or project; `state` is open, closed or postponed.
    """

    id: object
    progress: Decimal | None
    value: Decimal | None
    outcome: Outcome
    contribution: Decimal | None = None
    contributes: bool = True
    kind: str = "key_result"
    state: str = "open"
    has_value: bool = True

    @property
    def measured(self) -> Decimal | None:
        """The value it stands at; a scaled outcome without a value stands at its start (spec §5.2)."""
        if self.has_value and self.value is not None:
            return self.value
        return self.outcome.start if self.outcome.is_scaled else None


@dataclass(frozen=True, slots=True)
class Line:
    """What one child adds to its parent, or why it adds nothing.

    In an average `counted` is its clamped progress, `share` its percentage and `part` the points it adds.
    In a sum there are no shares, and `part` is the value it adds.
    """

    child_id: object
    progress: Decimal | None
    counted: Decimal | None = None
    share: Decimal | None = None
    part: Decimal | None = None
    is_fixed: bool = False
    left_out: Reason | None = None


@dataclass(frozen=True)
class RollUp:
    """The result of a roll-up, and how it came about.

    A check-in rolls up five levels and wants the numbers alone, so the derivation is worked out when it is asked for.
    """

    value: Decimal | None
    progress: Decimal | None
    method: Method
    derive: Callable[[], tuple[Line, ...]] = field(repr=False, compare=False)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """One line for each child, in the order given."""
        return self.derive()


def roll_up(
    outcome: Outcome,
    children: Sequence[Child],
    kept_value: Decimal | None,
    over_achievement: bool = False,
) -> RollUp:
    """Progress and value of a parent from its children, with the derivation (spec okrs §5.4–§5.6).

    - percent: the average of the children's clamped progress, weighted by their shares;
    - metric in %: the same average, and the value that stands at it between start and target;
    - metric with a number: the sum of the raw values of the children that are such metrics themselves, of
      the same unit where both name one; shares play no part;
    - baseline: the sum of the values when every child that counts is a baseline.

    Postponed children are left out and closed ones stay in. A share of 0 excludes. When no child counts,
    the parent keeps `kept_value` (0 % without one). `over_achievement` lets a child count up to 200 %.
    Raises nothing; rolling up twice gives the same.
    """
    if outcome.is_baseline:
        return _sum_of_baselines(children, kept_value)
    if outcome.is_scaled and not outcome.is_percent_unit:
        return _sum(outcome, children, kept_value)
    if outcome.is_scaled and outcome.target is not None:
        return _average(outcome, children, kept_value, over_achievement)
    return _nothing(outcome, kept_value, lambda: _of_other_measure(children))


def summed_range(outcome: Outcome, children: Sequence[Child]) -> tuple[Decimal, Decimal] | None:
    """Start and target that a number parent would have if it were the sum of its children.

    None when nothing is summed. A page warns where it differs from the parent's own range (spec §5.6).
    """
    summed = [child.outcome for child in children if _no_summand(outcome, child) is None]
    if not summed:
        return None
    return kept(sum(o.start for o in summed)), kept(sum(o.target or NOTHING for o in summed))


def shares(children: Sequence[Child]) -> list[Decimal]:
    """The share of each child, in percent and in the order given, in a parent that averages them.

    0 for a child that is left out. Spec okrs §5.4, §5.5.
    """
    counting = [child for child in children if _does_not_average(child) is None]
    found = iter(contributions.among([child.contribution for child in counting]))
    return [NOTHING if _does_not_average(child) else kept(next(found)) for child in children]


def _average(
    outcome: Outcome, children: Sequence[Child], kept_value: Decimal | None, over_achievement: bool
) -> RollUp:
    counting = [child for child in children if _does_not_average(child) is None]
    if not counting or outcome.target is None:
        return _nothing(outcome, kept_value, lambda: _left_out(children, _does_not_average))
    shares = contributions.among([child.contribution for child in counting])
    points = [counted(child.progress, over_achievement) for child in counting]
    progress = _weighted(shares, points) / 100
    start, target = Fraction(outcome.start), Fraction(outcome.target)
    return RollUp(
        kept(start + progress / 100 * (target - start)),
        kept(progress),
        "average" if outcome.is_percent else "scaled",
        lambda: _averaged(children, shares, points),
    )


def _weighted(shares: Sequence[Fraction], points: Sequence[Decimal]) -> Fraction:
    """Σ share·points, exactly. Those of one share are added up before: most have the same, and fractions are slow."""
    of_share: dict[Fraction, Decimal] = {}
    for share, counts in zip(shares, points, strict=True):
        of_share[share] = of_share.get(share, NOTHING) + counts
    return sum((share * Fraction(total) for share, total in of_share.items()), Fraction(0))


def _averaged(children: Sequence[Child], shares: Sequence[Fraction], points: Sequence[Decimal]) -> tuple[Line, ...]:
    lines, counting = [], iter(zip(shares, points, strict=True))
    for child in children:
        reason = _does_not_average(child)
        if reason:
            lines.append(_line(child, left_out=reason))
        else:
            share, counts = next(counting)
            part = kept(share * Fraction(counts) / 100)
            lines.append(_line(child, counted=counts, share=kept(share), part=part))
    return tuple(lines)


def _sum(outcome: Outcome, children: Sequence[Child], kept_value: Decimal | None) -> RollUp:
    lines = tuple(_summand(child, _no_summand(outcome, child)) for child in children)
    if all(line.left_out for line in lines):
        return _nothing(outcome, kept_value, lambda: lines)
    value = kept(sum(line.part or NOTHING for line in lines))
    return RollUp(value, of_value(outcome, value), "sum", lambda: lines)


def _sum_of_baselines(children: Sequence[Child], kept_value: Decimal | None) -> RollUp:
    counting = [child for child in children if _does_not_count(child) is None]
    if not counting or not all(child.outcome.is_baseline for child in counting):
        return RollUp(kept_value, None, "nothing_counts", lambda: _of_other_measure(children))
    lines = tuple(_summand(child, _does_not_count(child)) for child in children)
    parts = [line.part for line in lines if line.part is not None]
    return RollUp(kept(sum(parts)) if parts else None, None, "baseline_sum", lambda: lines)


def _nothing(outcome: Outcome, kept_value: Decimal | None, derive: Callable[[], tuple[Line, ...]]) -> RollUp:
    return RollUp(kept_value, of_value(outcome, kept_value), "nothing_counts", derive)


def _does_not_count(child: Child) -> Reason | None:
    if child.state == "postponed":
        return Reason.POSTPONED
    return None if child.contributes and child.contribution != 0 else Reason.NOT_CONTRIBUTING


def _does_not_average(child: Child) -> Reason | None:
    return _does_not_count(child) or (Reason.BASELINE if child.outcome.is_baseline else None)


def _no_summand(parent: Outcome, child: Child) -> Reason | None:
    """Baselines and controls are no amounts on the way to a total, percentages cannot be added to one."""
    reason = _does_not_average(child)
    if reason:
        return reason
    unit, other = parent.unit.strip().casefold(), child.outcome.unit.strip().casefold()
    fits = child.outcome.is_scaled and not child.outcome.is_percent_unit and (not unit or not other or unit == other)
    return None if fits else Reason.OTHER_MEASURE


def _left_out(children: Sequence[Child], why: Callable[[Child], Reason | None]) -> tuple[Line, ...]:
    return tuple(_line(child, left_out=_does_not_count(child) or why(child)) for child in children)


def _of_other_measure(children: Sequence[Child]) -> tuple[Line, ...]:
    return _left_out(children, lambda _child: Reason.OTHER_MEASURE)


def _summand(child: Child, reason: Reason | None) -> Line:
    return _line(child, left_out=reason) if reason else replace(_line(child), part=child.measured)


def _line(
    child: Child,
    counted: Decimal | None = None,
    share: Decimal | None = None,
    part: Decimal | None = None,
    left_out: Reason | None = None,
) -> Line:
    is_fixed = child.contribution is not None
    return Line(child.id, child.progress, counted, share, part, is_fixed, left_out)
