"""Which weights of a file are somebody's choice, and which only write out an equal split.

The old system showed every child's share, chosen or not. Cairn keeps a share only when it was fixed, so
that adding or removing a child moves the others as people expect (spec integrations §7.4.6, okrs §5.5).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

HUNDRED = Decimal(100)
_ROUNDING = Decimal("0.011")
_GRAIN = Decimal("0.0001")


def settled(weights: Sequence[Decimal | None]) -> list[Decimal | None]:
    """Turn the written weights of one parent's children into fixed shares (percent) and automatic ones.

    In: percentages as written, None where none is given. Out, in the same order: None for an automatic
    share; 0 for a child that does not count; otherwise a fixed share. When all are fixed they total exactly
    100, in the written proportions: files round to two decimals and may show only some of the children.

    - all 0 % or all alike, such as 14.29 % on each of seven: nothing was chosen, all are automatic;
    - a few fixed, the rest alike and sharing what is left: the rest is automatic.
    """
    counted = [weight for weight in weights if weight]
    if not counted or (_alike(counted) and len(counted) == len(weights)):
        return [None] * len(weights)
    rest = _rest(counted) if None not in weights else None
    if rest is not None:
        return [None if weight and _alike([weight, rest]) else weight for weight in weights]
    if None in weights:
        fits = sum(counted) <= HUNDRED
        return [weight if fits or not weight else None for weight in weights]
    return _scaled(weights)


def _alike(weights: Sequence[Decimal]) -> bool:
    return max(weights) - min(weights) <= _ROUNDING


def _rest(weights: Sequence[Decimal]) -> Decimal | None:
    """The share that several children have alike and that is exactly what the others leave over."""
    if abs(sum(weights) - HUNDRED) > _ROUNDING * len(weights):
        return weights[0] if _alike(weights) else None
    share, count = Counter(weights).most_common(1)[0]
    return share if count > 1 or _alike(weights) else None


def _scaled(weights: Sequence[Decimal | None]) -> list[Decimal | None]:
    total = sum((weight for weight in weights if weight), Decimal(0))
    shares = [(weight * HUNDRED / total).quantize(_GRAIN) if weight else Decimal(0) for weight in weights]
    largest = shares.index(max(shares))
    shares[largest] += HUNDRED - sum(shares)
    return list(shares)
