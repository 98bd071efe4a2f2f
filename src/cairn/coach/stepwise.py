"""Targets for the quarters of a year: even steps where nobody has said other ones (okrs §3). Pure."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from cairn.core.numbers import kept


def steps(start: Decimal, target: Decimal, count: int) -> list[Decimal]:
    """`count` targets (at least 1) from `start` to `target` in even steps; the last is the target itself."""
    way = Fraction(target) - Fraction(start)
    return [kept(Fraction(start) + way * place / count) for place in range(1, count)] + [target]


def filled(start: Decimal, targets: Sequence[Decimal | None]) -> list[Decimal] | None:
    """The same with what is missing (None) put evenly between its neighbours; None while the last is missing."""
    if not targets or targets[-1] is None:
        return None
    found: list[Decimal] = []
    before = start
    place = 0
    while place < len(targets):
        end = next(n for n in range(place, len(targets)) if targets[n] is not None)
        aim = targets[end]
        assert aim is not None
        found += steps(before, aim, end - place + 1)
        before, place = aim, end + 1
    return found


def is_one_way(start: Decimal, targets: Sequence[Decimal]) -> bool:
    """Whether every target lies strictly further than the one before, all in one direction."""
    values = [start, *targets]
    pairs = list(pairwise(values))
    return all(after > before for before, after in pairs) or all(after < before for before, after in pairs)
