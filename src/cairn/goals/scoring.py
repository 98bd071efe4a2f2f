"""Scores: the grade from 0 to 1 that a goal gets when it is closed (spec okrs §9.3, §9.4).

Scores have two decimals. 1.00 is kept for what was reached in full: 99.6 % scores 0.99, so that rounding
never makes a committed goal pass. Pure: no Django, no models.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from cairn.core.numbers import rounded
from cairn.core.sentences import Sentence, gettext_noop
from cairn.goals import contributions
from cairn.goals.outcome import Outcome
from cairn.goals.progress import counted
from cairn.goals.status import Status

FULL_SCORE = Decimal(1)

Colour = Literal["red", "yellow", "green", "orange"]


def suggested(outcome: Outcome, progress: Decimal | None) -> Decimal | None:
    """The score to suggest at closing: progress / 100, clamped to 0–1 (spec §9.4).

    In: percent, unclamped; None counts as 0. Out: two decimals; a control gives 1 or 0; a baseline has no
    score (None).
    """
    if outcome.is_baseline:
        return None
    return _score(Fraction(counted(progress)) / 100)


@dataclass(frozen=True, slots=True)
class ChildScore:
    """A child as its objective's score sees it.

    `score` is the final one, 0–1, None while unscored; `contribution` the fixed share in percent or None
    for an automatic one; `state` is open, closed or postponed.
    """

    score: Decimal | None
    contribution: Decimal | None = None
    state: str = "closed"
    contributes: bool = True


def of_objective(children: Sequence[ChildScore]) -> Decimal | None:
    """The score of an objective: the average of its children's final scores, weighted by contributions.

    Left out are postponed and unscored children and those that do not contribute; the rest share the
    whole, as in the roll-up. Out: 0–1 with two decimals; None when no child counts. Spec §9.4.
    """
    counting = [
        (child.score, child.contribution)
        for child in children
        if child.score is not None and child.state != "postponed" and child.contributes and child.contribution != 0
    ]
    if not counting:
        return None
    shares = contributions.among([contribution for _, contribution in counting])
    weighted = (share * Fraction(score) for share, (score, _) in zip(shares, counting, strict=True))
    return _score(sum(weighted, Fraction(0)) / 100)


def _score(exact: Fraction) -> Decimal:
    score = rounded(exact, 2)
    return Decimal("0.99") if score == FULL_SCORE and exact < 1 else score


@dataclass(frozen=True, slots=True)
class Bands:
    """The score from which each colour counts; below `yellow` it is red (spec §9.4).

    Raises ValueError with a sentence unless 0 < yellow < green < orange <= 1.
    """

    yellow: Decimal = Decimal("0.5")
    green: Decimal = Decimal("0.7")
    orange: Decimal = Decimal("1.0")

    def __post_init__(self) -> None:
        if not 0 < self.yellow < self.green < self.orange <= FULL_SCORE:
            raise ValueError(Sentence(_BANDS))


_BANDS = gettext_noop("The colours must begin above 0, each after the one before it, and at 1 at the latest.")


def band(score: Decimal | None, nature: str, bands: Bands) -> Colour | None:
    """The colour of a score (0–1); None without a score and for learning goals, which are not graded.

    In: `nature` is aspirational, committed or learning. Aspirational goals have four colours. A committed
    goal is a promise: green only at 1, yellow from where an aspirational one is green, red below. Spec §9.4.
    """
    if score is None or nature == "learning":
        return None
    if nature == "committed":
        if score >= FULL_SCORE:
            return "green"
        return "yellow" if score >= bands.green else "red"
    if score >= bands.orange:
        return "orange"
    if score >= bands.green:
        return "green"
    return "yellow" if score >= bands.yellow else "red"


def preset(progress: Decimal | None, has_value: bool = False) -> Status:
    """What the closing panel preselects: Closed above 0 %, else Postponed (spec §9.3, §10.3).

    A baseline has no progress (None); it is Closed when a value was found (`has_value`).
    """
    moved = has_value if progress is None else progress > 0
    return Status.CLOSED if moved else Status.POSTPONED
