"""Contributions: which share of a parent's progress each child supplies (spec okrs §5.5).

A contribution is fixed (a percentage somebody chose, 0–100) or automatic (None); the automatic ones share
equally what the fixed ones leave. Shares are exact `Fraction`s in percent, because a third has no decimal.
Pure: no Django, no models.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from cairn.core.numbers import DECIMALS, plain
from cairn.core.sentences import Sentence, gettext_noop

WHOLE = Fraction(100)

QUICK_PICKS = (Decimal(0), Decimal("0.5"), Decimal(1), Decimal(2), Decimal(4))
"""The weights of the older scheme, offered as a quick way to set percentages."""


class ContributionError(ValueError):
    """These contributions cannot stand; its only argument is the sentence to show."""


_OUT_OF_RANGE = gettext_noop("A contribution of %(share)s %% is not possible. Choose one from 0 to 100 %%.")
_OVER = gettext_noop("The fixed contributions add up to %(sum)s %%. They cannot exceed 100 %%.")
_SHORT = gettext_noop(
    "All contributions are fixed and add up to %(sum)s %%. Make them 100 %%, or leave one automatic."
)


def shares(fixed: Sequence[Decimal | None]) -> list[Fraction]:
    """The share of each child, in percent and in the order given; they total exactly 100.

    In: the chosen percentage, 0–100, or None where the share is automatic. Only when nothing counts at
    all (no children, or every one fixed at 0) the total is 0. Raises ContributionError for a percentage
    outside 0–100, for fixed ones above 100 together, and when all are fixed but do not make 100.
    """
    chosen = [Fraction(share) for share in fixed if share is not None]
    for share in fixed:
        if share is not None and not 0 <= share <= 100:
            raise ContributionError(Sentence(_OUT_OF_RANGE, share=plain(share)))
    total = sum(chosen)
    if total > WHOLE:
        raise ContributionError(Sentence(_OVER, sum=_plain(total)))
    if len(chosen) == len(fixed) and total not in (0, WHOLE):
        raise ContributionError(Sentence(_SHORT, sum=_plain(total)))
    return among(fixed)


def among(fixed: Sequence[Decimal | None]) -> list[Fraction]:
    """The shares among those children that count today, when some siblings are left out of the roll-up.

    What a postponed sibling held goes to the automatic children in equal parts; where none is automatic,
    the fixed ones keep their proportions (50 and 30 of what was 50/30/20 become 62.5 and 37.5). So the
    total is exactly 100, or 0 when nothing counts. Raises nothing. Spec okrs §5.4: Σ wᵢ·pᵢ / Σ wᵢ.
    """
    chosen = sum(Fraction(share) for share in fixed if share is not None)
    automatic = sum(share is None for share in fixed)
    if chosen > WHOLE or not automatic:
        scale, rest = (WHOLE / chosen if chosen else Fraction(0)), Fraction(0)
    else:
        scale, rest = Fraction(1), (WHOLE - chosen) / automatic
    return [rest if share is None else Fraction(share) * scale for share in fixed]


def from_weights(weights: Sequence[Decimal]) -> list[Decimal]:
    """Turn weights (0, 0.5, 1, 2, 4 … times) into fixed percentages that total exactly 100.

    Percentages have four decimals; what rounding leaves over goes to those that lost most by it. All
    weights 0 give all 0. Raises ContributionError for a negative weight. Spec okrs §5.5.
    """
    if any(weight < 0 for weight in weights):
        raise ContributionError(Sentence(_NEGATIVE_WEIGHT))
    total = sum(Fraction(weight) for weight in weights)
    if not total:
        return [Decimal(0)] * len(weights)
    grain = 10**DECIMALS
    exact = [Fraction(weight) / total * WHOLE * grain for weight in weights]
    units = [int(share) for share in exact]
    left_over = int(WHOLE * grain) - sum(units)
    by_loss = sorted(range(len(exact)), key=lambda i: units[i] - exact[i])
    for i in by_loss[:left_over]:
        units[i] += 1
    return [Decimal(f"{unit}e-{DECIMALS}") for unit in units]


_NEGATIVE_WEIGHT = gettext_noop("A weight cannot be negative.")


def imported(weights: Sequence[Decimal | None]) -> list[Decimal | None]:
    """Read the weights of siblings in a file: 0 % on every one means that nobody weighted them.

    Then all become automatic, that is equal; otherwise each stays as it is. Spec integrations §7.4.
    """
    if all(not weight for weight in weights):
        return [None] * len(weights)
    return list(weights)


def _plain(total: Fraction | int) -> str:
    return plain(Decimal(total.numerator) / Decimal(total.denominator))
