"""What the panels of closing, postponing and deleting tell before one decides (spec okrs §9.1, §9.3, §10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.goals import scoring
from cairn.goals.actions.ending import taken_along
from cairn.goals.explaining import derive
from cairn.goals.measuring import outcome_of, rules_of
from cairn.goals.models import Goal, GoalKind
from cairn.goals.natures import hint_of, verdict
from cairn.goals.outcome import Outcome
from cairn.goals.queries.surroundings import Around, around
from cairn.goals.recompute import settings_row
from cairn.goals.rollover import Carried, Mode, carried
from cairn.goals.wording import amount, percent_label, value_of
from cairn.organizations.actor import Actor
from cairn.planning.models import Period
from cairn.planning.queries import next_period
from cairn.ui.formats import number, percent


@dataclass(frozen=True)
class Named:
    """A goal that something will happen to."""

    id: UUID
    title: str


@dataclass(frozen=True)
class EndingPanel:
    """`preset` is closed or postponed; `ways` are how a copy may start, told with the numbers of this goal."""

    preset: str
    suggestion: str
    colour: str | None
    verdict: str
    is_scored: bool
    periods: Any
    next_period: Period | None
    ways: tuple[tuple[str, str], ...]
    needs_new_target: bool
    closes_above: tuple[Named, ...]
    stays_open: tuple[Named, ...]
    goes_along: tuple[Named, ...]
    copied_before: str
    suggested: Decimal | None
    stands: str
    hint: str
    guidance: str
    keeps_pointing: tuple[Named, ...]


def ending_panel(goal: Goal, actor: Actor, day: date) -> EndingPanel:
    """Everything about how this goal may end, as this person may know it. `goal.period` is loaded."""
    settings = settings_row()
    nearby, rules, outcome = around(goal, actor), rules_of(settings), outcome_of(goal)
    score = derive(goal, nearby, rules, day).score
    later = Period.objects.unfinished(day).filter(start__gt=goal.period.start).order_by("start", "-end")
    following = next_period(goal.period, day)
    reset = _carried(goal, outcome, Mode.RESET, following)
    along = {child.pk for child in taken_along([goal]).get(goal.pk, [])}
    return EndingPanel(
        preset=scoring.preset(goal.progress, has_value=goal.current_value is not None).value,
        suggestion=_suggestion(score.suggested, score.from_children, goal),
        colour=score.colour,
        verdict=verdict(goal.nature, score.colour),
        is_scored=score.suggested is not None,
        periods=later,
        next_period=following,
        ways=(
            (Mode.RESET.value, _reset_words(outcome, reset)),
            (Mode.PRESERVE.value, _preserve_words(outcome, goal.current_value, goal.progress)),
        ),
        needs_new_target=reset.needs_new_target,
        closes_above=tuple(_named(_parents_to_end(goal, nearby))),
        stays_open=tuple(_named(child for child in nearby.children if child.is_open)),
        goes_along=tuple(_named(child for child in nearby.children if child.pk in along)),
        copied_before=_copied_before(goal),
        suggested=score.suggested,
        stands=" · ".join(part for part in (percent_label(goal.progress), value_of(goal)) if part),
        hint=hint_of(goal.nature),
        guidance=goal.scoring_guidance if settings.scoring_guidance else "",
        keeps_pointing=tuple(_named(c for c in nearby.children if c.is_open and c.kind == GoalKind.OBJECTIVE)),
    )


def _suggestion(suggested: Decimal | None, from_children: bool, goal: Goal) -> str:
    if suggested is None:
        return ""
    why = (
        _("the average of the scores below, by shares")
        if from_children
        else _("from %(progress)s") % {"progress": percent(goal.progress)}
    )
    return _("From 0 to 1. Suggested: %(score)s, %(why)s. Leave it empty to take that.") % {
        "score": number(suggested, 2), "why": why
    }  # fmt: skip


def _carried(goal: Goal, outcome: Outcome, mode: Mode, period: Period | None) -> Carried:
    start, due = (period.start, period.end) if period else (goal.start, goal.due)
    return carried(outcome, goal.current_value, mode, start, due)


def _reset_words(outcome: Outcome, reset: Carried) -> str:
    if outcome.is_percent:
        return _("Start afresh at %(value)s") % {"value": percent(0)}
    if not outcome.is_scaled:
        return _("Start afresh, without a value")
    start = amount(reset.outcome.start, outcome.unit)
    if reset.needs_new_target:
        return _("Start afresh at %(start)s, towards a new target") % {"start": start}
    target = amount(reset.outcome.target, outcome.unit)
    words = {"start": start, "target": target, "progress": percent(0)}
    return _("Start afresh at %(start)s, towards %(target)s: %(progress)s done") % words


def _preserve_words(outcome: Outcome, value: Decimal | None, progress: Decimal | None) -> str:
    if value is None:
        return _("Go on as it is")
    words = {"value": amount(value, "%" if outcome.is_percent else outcome.unit)}
    if outcome.is_percent or not outcome.is_scaled:
        return _("Go on at %(value)s") % words
    words |= {"target": amount(outcome.target, outcome.unit), "progress": percent(progress)}
    return _("Go on at %(value)s of %(target)s: %(progress)s done") % words


def _parents_to_end(goal: Goal, nearby: Around) -> list[Goal]:
    """Visible parents in which this is the last open thing that counts (§6.4)."""
    found = []
    for parent in nearby.parents:
        counting = [link for link in nearby.beside[parent.pk] if link.contributes and link.contribution != 0]
        others = [link for link in counting if link.child.pk != goal.pk]
        is_last = len(others) < len(counting) and not any(link.child.is_open for link in others)
        if parent.is_open and parent.is_rolled_up and is_last:
            found.append(parent)
    return found


def _named(goals: Iterable[Goal]) -> list[Named]:
    return [Named(goal.pk, goal.title) for goal in goals]


def _copied_before(goal: Goal) -> str:
    """The period into which it was carried over already, if it was: it is not copied there twice (§10.5.8)."""
    copy = Goal.objects.standing().filter(carried_over_from=goal).select_related("period").first()
    return copy.period.name if copy is not None else ""
