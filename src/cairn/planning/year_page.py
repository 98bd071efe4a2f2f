"""What the page of a planning year shows: the steps with their days, owners and answers (spec okrs §21.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cairn.organizations.actor import Actor
from cairn.organizations.policies import can_manage_organization
from cairn.organizations.terminology import worded
from cairn.planning.models import Direction, Period, PeriodKind, PlanningStep
from cairn.planning.policies import can_do_step
from cairn.planning.queries import season_now
from cairn.planning.year import STEPS, Phase, Step, due

PHASES: dict[Phase, Any] = {
    Phase.LOOK_BACK: lambda: _("Look back"),
    Phase.COMPANY: lambda: _("The company writes"),
    Phase.TEAMS: lambda: worded(_("The {teams} write")),
    Phase.EVERYBODY: lambda: _("Everybody begins"),
}


@dataclass(frozen=True)
class Line:
    """One step as it stands today."""

    step: Step
    row: PlanningStep | None
    due: date
    is_late: bool
    is_next: bool
    can_do: bool

    @property
    def is_done(self) -> bool:
        return _is_done(self.step, self.row)

    @property
    def title(self) -> str:
        return worded(_(self.step.title))

    @property
    def help(self) -> str:
        return worded(_(self.step.help))


@dataclass(frozen=True)
class Group:
    name: str
    lines: list[Line]
    done: int
    first: date
    last: date


@dataclass(frozen=True)
class YearPage:
    period: Period
    years: list[Period]
    groups: list[Group]
    done: int
    total: int
    next: Line | None
    direction: Direction | None
    lead: int
    may_manage: bool


def year_page(period: Period, actor: Actor, day: date) -> YearPage:
    """The year `period`, which is one, as the actor sees it on `day`."""
    rows = {row.key: row for row in PlanningStep.objects.filter(period=period).select_related("owner", "done_by")}
    lead = season_now().planning_weeks
    drawn = [_line(step, rows.get(step.key), period, lead, actor, day) for step in STEPS]
    following = min((line for line in drawn if not line.is_done), key=lambda line: line.due, default=None)
    lines = [_marked(line, following) for line in drawn]
    return YearPage(
        period=period,
        years=list(Period.objects.filter(kind=PeriodKind.YEAR).order_by("start")),
        groups=[_group(phase, lines) for phase in Phase],
        done=sum(line.is_done for line in lines),
        total=len(lines),
        next=following,
        direction=Direction.objects.first(),
        lead=lead,
        may_manage=can_manage_organization(actor),
    )


def _line(step: Step, row: PlanningStep | None, period: Period, lead: int, actor: Actor, day: date) -> Line:
    when = row.due if row and row.due else due(step, period.start, lead)
    is_late = when < day and not _is_done(step, row)
    return Line(step, row, when, is_late, False, can_do_step(actor, step, row))


def _is_done(step: Step, row: PlanningStep | None) -> bool:
    """A question is done by its answer, any other step by its tick."""
    return row is not None and (row.done_at is not None or (step.is_question and bool(row.answer)))


def _marked(line: Line, following: Line | None) -> Line:
    return replace(line, is_next=True) if line is following else line


def _group(phase: Phase, lines: list[Line]) -> Group:
    own = [line for line in lines if line.step.phase is phase]
    days = [line.due for line in own]
    return Group(str(PHASES[phase]()), own, sum(line.is_done for line in own), min(days), max(days))


def year_to_plan(day: date) -> Period | None:
    """The year one plans on `day`: the next one from its planning on, else the one that runs, else the latest."""
    years = list(Period.objects.filter(kind=PeriodKind.YEAR).order_by("start"))
    lead = season_now().planning_weeks
    begun = [year for year in years if due(STEPS[0], year.start, lead) <= day]
    return begun[-1] if begun else (years[0] if years else None)


def step_line(period: Period, step: Step, actor: Actor, day: date) -> Line:
    """One step of a year."""
    row = PlanningStep.objects.filter(period=period, key=step.key).select_related("owner", "done_by").first()
    return _line(step, row, period, season_now().planning_weeks, actor, day)
