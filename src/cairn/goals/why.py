"""The "why" box: an explanation laid out in lines, each words on the left and a figure on the right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.goals import formula as formulas
from cairn.goals import telling
from cairn.goals.derivation import Rule
from cairn.goals.explanation import Explanation, Method
from cairn.goals.wording import amount
from cairn.ui.formats import percent

Sort = Literal["part", "left-out", "sum", "plain", "up"]


@dataclass(frozen=True)
class Line:
    """`goal_id` leads to the goal the line is about; `note` is how its figure came about."""

    words: str
    figure: str
    note: str = ""
    sort: Sort = "plain"
    goal_id: UUID | None = None


@dataclass(frozen=True)
class Box:
    """Everything of an explanation, ready to be shown. `moved_at` belongs to `cause`, whose note is `note`."""

    headline: str
    method: str
    lines: tuple[Line, ...]
    cause: str
    moved_at: datetime | None
    note: str
    remarks: tuple[str, ...]


def box(why: Explanation) -> Box:
    """Lays an explanation out."""
    return Box(
        headline=telling.headline(why),
        method=telling.method(why),
        lines=(*_parts(why), *_own(why), *_expected(why), *_upwards(why)),
        cause=telling.cause(why),
        moved_at=why.cause.at if why.cause else None,
        note=why.cause.note if why.cause else "",
        remarks=tuple(
            words
            for words in (
                telling.other_range(why),
                telling.override(why),
                telling.rule(why),
                telling.changes(why),
                telling.score(why),
            )
            if words
        ),
    )


def _parts(why: Explanation) -> list[Line]:
    lines = [
        Line(
            telling.part_name(part),
            telling.part_amount(why, part),
            telling.part_sum(part),
            "left-out" if part.left_out else "part",
            part.goal_id,
        )
        for part in why.parts
    ]
    if not why.counting or why.method is Method.NOTHING_COUNTS:
        return lines
    whole = (
        amount(why.value, why.outcome.unit)
        if why.method in {Method.SUM, Method.BASELINE_SUM}
        else percent(why.progress)
    )
    return [*lines, Line(_("Together"), whole, sort="sum")]


def _own(why: Explanation) -> list[Line]:
    formula = formulas.formula(why)
    if not formula or (why.method is Method.SUM and why.progress is None):
        return []
    return [Line(_("Done: %(formula)s") % {"formula": formula}, percent(why.progress))]


def _expected(why: Explanation) -> list[Line]:
    if why.expectation is None or why.status.rule is Rule.END_STATE:
        return []
    lines = [Line(telling.expected(why), percent(why.expectation.percent))]
    if why.status.gap is not None:
        lines.append(Line(telling.gap(why), telling.points(why.status.gap)))
    return lines


def _upwards(why: Explanation) -> list[Line]:
    return [
        Line(_("Counts in “%(title)s”") % {"title": up.title}, telling.counts_in(up), sort="up", goal_id=up.goal_id)
        for up in why.counts_in
    ]
