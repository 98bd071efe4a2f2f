"""The natures of an OKR, and how the score of each is read (spec okrs §4.2, §9.4).

aspirational   a stretch: 0.6 to 0.7 is usual, 0.7 to 0.9 what one hopes for; 1.0 asks whether it was ambitious enough
committed      a promise: kept at 1.0, else missed, however near it came
learning       a question: it ends with what was found out, whatever the number says
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cairn.goals.scoring import FULL_SCORE, Colour
from cairn.ui.formats import number

LABELS: dict[str, str | Promise] = {"committed": gettext_lazy("Committed"), "learning": gettext_lazy("Learning")}
"""By nature; the usual one, aspirational, is not labelled."""

_HINTS: dict[str, str | Promise] = {
    "aspirational": gettext_lazy("A stretch: 0.6 to 0.7 is usual, 0.7 to 0.9 a good result."),
    "committed": gettext_lazy("A promise: kept at 1.0, otherwise not."),
    "learning": gettext_lazy("Not graded: it ends with what you found out."),
}


def hint_of(nature: str) -> str:
    """How a score of this nature will be read, for whoever is about to give one."""
    return str(_HINTS[nature])


@dataclass(frozen=True)
class Reading:
    """What a score says: in a word or two, and in a sentence."""

    word: str
    sentence: str


def read(nature: str, score: Decimal | None, colour: Colour | None) -> Reading | None:
    """How the end of a closed goal reads; None where nothing was scored.

    In: the score from 0 to 1 and its `colour` (scoring.band). A learning goal reads the same with any score.
    """
    if nature == "learning":
        return Reading(_("Learned"), _("It ended with what was found out; how far the number came is not graded."))
    if score is None:
        return None
    if nature == "committed":
        if score >= FULL_SCORE:
            return Reading(_("Kept"), _("A promise, kept in full."))
        word = _("Missed %(score)s") % {"score": number(score)}
        return Reading(word, _("A promise, and not kept in full: only 1.0 keeps it."))
    return Reading(_("Closed %(score)s") % {"score": number(score)}, _stretch(colour))


def verdict(nature: str, colour: str | None) -> str:
    """What a suggested score would say, as the end of a sentence; empty without a colour (spec okrs §9.4)."""
    if colour is None:
        return ""
    if nature == "committed":
        return _("the promise is kept") if colour == "green" else _("the promise is not kept in full")
    return {
        "red": _("little of it was reached"),
        "yellow": _("real progress, and short of what was hoped for"),
        "green": _("delivered"),
        "orange": _("reached in full; was it ambitious enough?"),
    }[colour]


def _stretch(colour: Colour | None) -> str:
    return {
        "red": _("A stretch of which little was reached."),
        "yellow": _("A stretch: real progress, and short of what was hoped for."),
        "green": _("A stretch, delivered: this is where good ones end."),
        "orange": _("A stretch, reached in full: was it ambitious enough?"),
    }.get(colour or "", "")


@dataclass(frozen=True)
class Outcomes:
    """How several closed goals ended, each nature by its own measure. `average` is of the stretches, 0 to 1."""

    promised: int
    kept: int
    stretches: int
    average: Decimal | None
    learned: int

    @property
    def sentences(self) -> list[str]:
        """What there is to say of each nature that occurs."""
        found = []
        if self.promised:
            words = ngettext("%(kept)s of %(all)s promise kept", "%(kept)s of %(all)s promises kept", self.promised)
            found.append(words % {"kept": self.kept, "all": self.promised})
        if self.average is not None:
            found.append(_("stretches %(score)s on average") % {"score": number(self.average, 2)})
        if self.learned:
            words = ngettext("%(count)s question looked into", "%(count)s questions looked into", self.learned)
            found.append(words % {"count": self.learned})
        return found


def outcomes(results: Iterable[tuple[str, Decimal | None]]) -> Outcomes:
    """Sums up closed goals, given the nature and the score of each; unscored ones count where they are learning."""
    found = list(results)
    promises = [score for nature, score in found if nature == "committed" and score is not None]
    stretches = [score for nature, score in found if nature == "aspirational" and score is not None]
    return Outcomes(
        promised=len(promises),
        kept=sum(score >= FULL_SCORE for score in promises),
        stretches=len(stretches),
        average=sum(stretches, Decimal(0)) / len(stretches) if stretches else None,
        learned=sum(nature == "learning" for nature, _score in found),
    )
