"""The drafting table: what a row means, the questions that help, how complete a draft is (okrs §21.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.coach.lint import KeyResult, Measure, Objective, People
from cairn.coach.lint.rules_of_wording import begins_with_verb
from cairn.coach.models import Draft, Origin
from cairn.core.errors import Refused
from cairn.core.numbers import parse
from cairn.goals.actions.fields import said
from cairn.goals.outcome import MetricKind, Outcome, OutcomeType
from cairn.organizations.terminology import worded

MOST = 8
MOVE = "move"
MEASURES: list[tuple[str, str | Promise]] = [
    (MOVE, gettext_lazy("from … to …")),
    ("stay_above", gettext_lazy("stays above")),
    ("stay_below", gettext_lazy("stays below")),
    ("baseline", gettext_lazy("find out where it stands")),
    ("percent", gettext_lazy("percent done")),
]

FIVE_PS: dict[str, tuple[str | Promise, str | Promise]] = {
    "profit": (gettext_lazy("Profit"), gettext_lazy("What would earn more, or cost less, next time?")),
    "product": (gettext_lazy("Product or service"), gettext_lazy("What should what we offer be able to do?")),
    "people": (gettext_lazy("People"), gettext_lazy("What do the people need who do the work, or buy it?")),
    "promotion": (gettext_lazy("Promotion"), gettext_lazy("Who should know of us, and does not yet?")),
    "progress": (gettext_lazy("Progress"), gettext_lazy("Which one thing would move us furthest?")),
}

SUPERPOWERS: dict[str, tuple[str | Promise, str | Promise]] = {
    "focus": (gettext_lazy("Focus"), gettext_lazy("What can go without being missed?")),
    "alignment": (gettext_lazy("Alignment"), gettext_lazy("Whom does it touch who has not been asked?")),
    "tracking": (gettext_lazy("Tracking"), gettext_lazy("Could we tell in a month whether we are getting there?")),
    "transparency": (gettext_lazy("Transparency"), gettext_lazy("What side effect or bottleneck is hidden in it?")),
    "stretch": (gettext_lazy("Stretch"), gettext_lazy("Will it truly move us, or would it happen anyway?")),
}


def checked(row: Mapping[str, str]) -> dict[str, str]:
    """A row of a draft, its texts cut to what fits, its numbers in plain writing; odd choices become the first."""
    kind, origin = row.get("kind", MOVE), row.get("origin", Origin.UNKNOWN.value)
    return {
        "title": " ".join(row.get("title", "").split())[:500],
        "kind": kind if kind in dict(MEASURES) else MOVE,
        "start": row.get("start", "")[:40],
        "target": row.get("target", "")[:40],
        "unit": row.get("unit", "").strip()[:20],
        "origin": origin if origin in Origin.values else Origin.UNKNOWN.value,
    }


def number_in(text: str) -> Decimal | None:
    """The number of a row; None for an empty one. Raises Refused for what is none."""
    if not text.strip():
        return None
    try:
        return parse(text, ".")
    except ValueError as error:
        raise Refused(said(error.args[0])) from error


def outcome_of(row: Mapping[str, str]) -> Outcome:
    """What a row measures. Raises Refused where something is missing."""
    kind, unit = row["kind"], row["unit"]
    if kind == "percent":
        return Outcome.percent()
    if kind == "baseline":
        return Outcome(OutcomeType.METRIC, MetricKind.BASELINE, unit=unit, target=None)
    start, target = number_in(row["start"]), number_in(row["target"])
    if target is None:
        raise Refused(_("Say up to where it is to go."))
    if kind in {"stay_above", "stay_below"}:
        return Outcome(OutcomeType.METRIC, MetricKind(kind), unit=unit, target=target)
    if start is None:
        raise Refused(_("Say where it stands today."))
    direction = MetricKind.INCREASE if target > start else MetricKind.DECREASE
    return Outcome(OutcomeType.METRIC, direction, unit=unit, start=start, target=target)


def facts_of(draft: Draft, language: str) -> Objective:
    """A draft as the linter sees it; its key results are called by their place, from 1."""
    span = (draft.period.start, draft.period.end)
    key_results = tuple(
        KeyResult(place, row["title"], period=span, due=span[1], language=language, measure=_measure(row))
        for place, row in enumerate(draft.key_results, 1)
    )
    return Objective(
        0, draft.title, draft.why, due=span[1], period=span, key_results=key_results, language=language,
        people=People(owners=1 if draft.owner_id else 0),
    )  # fmt: skip


def _measure(row: Mapping[str, Any]) -> Measure:
    try:
        start, target = number_in(row["start"]), number_in(row["target"])
    except Refused:
        start = target = None
    kind = row["kind"]
    if kind == MOVE:
        kind = "decrease" if start is not None and target is not None and target < start else "increase"
    return Measure(kind, row["unit"], start, target)


@dataclass(frozen=True)
class Completeness:
    """PLOT: is it said what, on which level, whose, and until when? `done` of 4."""

    process: bool
    level: bool
    owner: bool
    time: bool

    @property
    def done(self) -> int:
        return sum((self.process, self.level, self.owner, self.time))


def completeness_of(draft: Draft) -> Completeness:
    """How much of what an objective needs a draft has."""
    return Completeness(
        bool(draft.title.strip()), bool(draft.entity), draft.owner_id is not None, draft.period_id is not None
    )


def steps_of_formula(draft: Draft) -> list[tuple[str, bool]]:
    """The parts of the formula of an objective, and of each key result, with whether each is there."""
    objective = facts_of(draft, "en")
    words = objective.words
    verb = bool(words and objective.tokens and begins_with_verb(objective.tokens, words))
    measured = [row for row in draft.key_results if _measure(row).has_number and row["title"]]
    return [
        (_("a verb"), verb),
        (_("what will be different"), len(objective.tokens) > 2),
        (_("so that …"), bool(draft.why.strip())),
        (worded(_("three {key_results}, from … to …")), len(measured) >= 3),
    ]
