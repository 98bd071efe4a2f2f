"""What the words and figures of a file mean: kinds, statuses, outcomes, the value that counts.

Pure rules of spec integrations §7.4.2, §7.4.5 and §7.4.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from cairn.core.numbers import plain
from cairn.integrations.migration.viva_goals.records import OutcomeRecord

OBJECTIVE, KEY_RESULT, PROJECT = "objective", "key_result", "project"

STATUSES = ("not_started", "on_track", "behind", "at_risk", "closed", "postponed", "reopened", "in_progress")
NATURES = ("aspirational", "committed", "learning")

_KIND_WORDS = {
    OBJECTIVE: {"objective", "goal", "theme", "bigrock", "okr"},
    KEY_RESULT: {"keyresult", "kr", "kpi", "metric", "result", "measure"},
    PROJECT: {"project", "deliverable", "initiative", "action", "todo", "milestone"},
}
_AMBIGUOUS_WORDS = {"outcome"}
"""An objective in some organisations, a key result in others (spec okrs §1, renaming terms)."""

_METRIC_KINDS = {
    "reach": "reach",
    "increase": "increase",
    "increasefrom": "increase",
    "increaseto": "increase",
    "decrease": "decrease",
    "decreasefrom": "decrease",
    "decreaseto": "decrease",
    "stayabove": "stay_above",
    "keepabove": "stay_above",
    "staybelow": "stay_below",
    "keepbelow": "stay_below",
    "staybetween": "stay_between",
    "keepbetween": "stay_between",
    "maintain": "maintain",
    "atleast": "at_least",
    "atmost": "at_most",
    "baseline": "baseline",
    "findabaseline": "baseline",
    "findbaseline": "baseline",
}
_PERCENT_NAMES = {"", "progress", "percentcomplete", "percentage", "complete", "completion"}
_CLOSE_ENOUGH = Decimal("0.011")
"""Files show two decimals, so figures that differ by one in the last place are the same."""


def singular(word: str) -> str:
    """Strip a word to letters, lower case and singular: "Key Results" → "keyresult"."""
    letters = re.sub(r"[^\w]|_", "", word.casefold())
    return letters.removesuffix("s") if len(letters) > 3 and not letters.endswith("ss") else letters


def kinds_of(words: Iterable[tuple[str, bool]], chosen: Mapping[str, str] | None = None) -> dict[str, str]:
    """Map each type word of a file to objective, key_result or project (spec integrations §7.4.2).

    In: (word, whether its row has a metric outcome) of every row, and the mapping a person chose, which
    wins. A known word decides by itself; "Outcome" is a key result where another word means objective; an
    unknown word is a key result when most of its rows have a metric, otherwise an objective.
    """
    metrics: dict[str, list[bool]] = {}
    for word, has_metric in words:
        metrics.setdefault(word, []).append(has_metric)
    kinds = {word: kind for word in metrics if (kind := _known_kind(word)) is not None}
    has_objective_word = OBJECTIVE in kinds.values()
    for word, flags in metrics.items():
        if word not in kinds:
            ambiguous_result = singular(word) in _AMBIGUOUS_WORDS and has_objective_word
            is_result = ambiguous_result or 2 * sum(flags) > len(flags)
            kinds[word] = KEY_RESULT if is_result else OBJECTIVE
    return kinds | {word: kind for word, kind in (chosen or {}).items() if word in metrics}


def _known_kind(word: str) -> str | None:
    return next((kind for kind, words in _KIND_WORDS.items() if singular(word) in words), None)


def status(word: str) -> str | None:
    """Translate a status one to one; None for an empty word. Raises ValueError for an unknown one."""
    if not word.strip():
        return None
    name = re.sub(r"[\s_-]+", "_", word.strip().casefold())
    if name not in STATUSES:
        raise ValueError(_("“%(word)s” is not a status we know.") % {"word": word[:40]})
    return name


def nature(word: str) -> str:
    """Translate a goal type: "Committed Goal" → committed. Raises ValueError for an unknown one."""
    if not word.strip():
        return NATURES[0]
    name = word.strip().casefold().removesuffix("goal").strip()
    if name not in NATURES:
        raise ValueError(_("“%(word)s” is not a goal type we know.") % {"word": word[:40]})
    return name


def outcome(
    *,
    is_percent: bool | None,
    name: str,
    unit: str,
    start: Decimal | None,
    target: Decimal | None,
    target_type: str,
) -> tuple[OutcomeRecord, str]:
    """Build an outcome and, if something had to be decided, a sentence about it ("" otherwise).

    `is_percent` None: the layout does not say; then a plain 0 to 100 % is a percent outcome.
    """
    kind = _METRIC_KINDS.get(re.sub(r"[^a-z]", "", target_type.casefold()), "")
    begin = Decimal(0) if start is None else start
    if _is_plain_percent(is_percent, name, unit, begin, target, kind):
        return OutcomeRecord(name="" if singular(name) in _PERCENT_NAMES else name), ""
    unit = unit or ("%" if is_percent else "")
    odd = ""
    if target_type.strip() and not kind:
        odd = _("“%(word)s” is not a target type we know.") % {"word": target_type[:40]}
    if kind == "baseline":
        return _baseline(name, unit), odd
    if target is None:
        return _baseline(name, unit), _joined(
            odd, _("It has no target, so its values are recorded without a progress.")
        )
    return _measured(kind, name, unit, begin, target, odd)


def _is_plain_percent(
    is_percent: bool | None, name: str, unit: str, start: Decimal, target: Decimal | None, kind: str
) -> bool:
    if start != 0 or target not in (None, 100) or kind not in {"", "reach", "increase"}:
        return False
    if is_percent is not None:
        return is_percent
    return unit in {"%", ""} and singular(name) in _PERCENT_NAMES


def _baseline(name: str, unit: str) -> OutcomeRecord:
    return OutcomeRecord("metric", "baseline", name, unit, None, None)


def _measured(
    kind: str, name: str, unit: str, start: Decimal, target: Decimal, odd: str
) -> tuple[OutcomeRecord, str]:
    """Settle the kind of a metric that has a target, by the direction from start to target where needed."""
    if kind in {"stay_above", "stay_below"}:
        return OutcomeRecord("metric", kind, name, unit, start, target), odd
    if kind in {"maintain", "stay_between"}:
        return _held(name, unit, start, target, odd)
    if start == target:
        controls = {"at_least": "stay_above", "at_most": "stay_below", "decrease": "stay_below"}
        if kind in controls:
            return OutcomeRecord("metric", controls[kind], name, unit, start, target), odd
        sentence = _("Its target equals its start, so its progress is 100 % once the value is there and 0 % before.")
        return OutcomeRecord("metric", "reach", name, unit, start, target), _joined(odd, sentence)
    if kind == "at_least" and target < start:
        return OutcomeRecord("metric", "stay_above", name, unit, start, target), odd
    if kind == "at_most" and target > start:
        return OutcomeRecord("metric", "stay_below", name, unit, start, target), odd
    scaled = "decrease" if target < start else ("increase" if start or kind == "increase" else "reach")
    if {kind, scaled} == {"increase", "decrease"} or (kind == "reach" and scaled == "decrease"):
        words = {"kind": kind, "start": plain(start), "target": plain(target), "read": scaled}
        runs = _("It says “%(kind)s” but runs from %(start)s to %(target)s, so it is read as “%(read)s”.") % words
        odd = _joined(odd, runs)
    return OutcomeRecord("metric", scaled, name, unit, start, target), odd


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _held(name: str, unit: str, start: Decimal, target: Decimal, odd: str) -> tuple[OutcomeRecord, str]:
    """Read "maintain": between start and target, or at or above the one value there is."""
    if start in (target, 0):
        sentence = _("It is to be maintained at one value; it is read as “stay above”. Please check its target.")
        return OutcomeRecord("metric", "stay_above", name, unit, start, target), _joined(odd, sentence)
    low, high = min(start, target), max(start, target)
    return OutcomeRecord("metric", "stay_between", name, unit, None, None, low, high), odd


def is_scaled(measure: OutcomeRecord) -> bool:
    """Whether progress runs evenly from a start to a different target."""
    return (
        measure.start is not None
        and measure.target is not None
        and (measure.kind in {"", "reach", "increase", "decrease"} and measure.start != measure.target)
    )


def value_at(measure: OutcomeRecord, percent: Decimal) -> Decimal | None:
    """The value that stands for a progress of `percent`; None when the outcome has no such scale."""
    if measure.start is None or measure.target is None or not is_scaled(measure):
        return None
    return measure.start + percent * (measure.target - measure.start) / 100


def percent_at(measure: OutcomeRecord, value: Decimal) -> Decimal | None:
    """The progress that a value stands for; None when the outcome has no such scale."""
    if measure.start is None or measure.target is None or not is_scaled(measure):
        return None
    return (value - measure.start) * 100 / (measure.target - measure.start)


def current_value(
    measure: OutcomeRecord, *, last: Decimal | None, actual: Decimal | None, percent: Decimal | None
) -> Decimal | None:
    """Decide the current value (spec integrations §7.4.5).

    In: the last check-in's value, the column Actual Progress (a value unless the unit is %) and the
    reported percentage. Out: the value in the outcome's unit, None when nothing tells it.
    """
    if last is not None:
        return last
    if actual is not None and measure.unit != "%":
        return actual
    if percent is not None and is_scaled(measure):
        return value_at(measure, percent)
    return actual


def read_ambiguous(
    measure: OutcomeRecord, figure: Decimal | None, last: Decimal | None
) -> tuple[Decimal | None, Decimal | None, str]:
    """Read a figure that may be a percentage or a value (JSON `Progress`), helped by the last check-in.

    Out: progress in percent, current value, and a sentence when the figure stays unclear or contradicts
    the last check-in, which then wins.
    """
    if measure.type == "percent":
        return figure, last if last is not None else figure, ""
    if figure is None:
        return (None if last is None else percent_at(measure, last)), last, ""
    if not is_scaled(measure):
        return None, last if last is not None else figure, ""
    if last is not None:
        percent = percent_at(measure, last)
        fits = percent is not None and (_near(figure, last) or _near(figure, percent))
        told = _("Its progress says %(figure)s, its last check-in %(last)s; that one counts.")
        sentence = "" if fits else told % {"figure": plain(figure), "last": plain(last)}
        return percent, last, sentence
    as_percent, could_be = value_at(measure, figure), _could_be_value(measure, figure)
    if as_percent is not None and not _near(as_percent, figure) and could_be:
        if not 0 <= figure <= 100:
            return percent_at(measure, figure), figure, ""
        told = _("Its progress %(figure)s may be a percentage or a value; it is read as a percentage.")
        return figure, as_percent, told % {"figure": plain(figure)}
    return figure, as_percent, ""


def _could_be_value(measure: OutcomeRecord, figure: Decimal) -> bool:
    """Whether a figure lies where values of this outcome lie; 0 is taken for "no progress yet"."""
    if measure.start is None or measure.target is None or figure == 0:
        return False
    if not 0 <= figure <= 100:
        return True
    return min(measure.start, measure.target) <= figure <= max(measure.start, measure.target)


def _near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= _CLOSE_ENOUGH
