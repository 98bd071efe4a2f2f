"""The planning year: mission, vision and values; who does which step by when; what was answered (spec okrs §21.1)."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from cairn.core import clock
from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.organizations.actions import values
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.organizations.policies import can_manage_organization, demand_manage_organization
from cairn.planning import events
from cairn.planning.actions.season import the_season
from cairn.planning.models import Direction, Period, PeriodKind, PlanningStep
from cairn.planning.policies import demand_do_step
from cairn.planning.year import BY_KEY, LEADS

TEXTS = ("mission", "vision", "values")


@action
def set_direction(*, mission: str, vision: str, values_: str, by: Actor) -> Direction:
    """Says why the organisation is there and where it is going, in Markdown. Raises Denied, Refused."""
    demand_manage_organization(by)
    row = Direction.objects.select_for_update().first() or Direction()
    given = dict(zip(TEXTS, (mission, vision, values_), strict=True))
    kept = {name: values.paragraph(text, field=name, limit=5000) for name, text in given.items()}
    changed = [name for name, text in kept.items() if getattr(row, name) != text]
    if not changed:
        return row
    for name, text in kept.items():
        setattr(row, name, text)
    row.updated_at, row.updated_by = clock.now(), by.member
    row.save()
    record(events.DIRECTION_CHANGED, row, by=by, fields=changed)
    return row


class StepFields(TypedDict, total=False):
    """What `change_step` takes; what is left out stays. `due` None: as computed."""

    owner: Member | None
    due: date | None
    answer: str
    is_done: bool


@action
def change_step(period: Period, key: str, *, by: Actor, **fields: Unpack[StepFields]) -> PlanningStep:
    """Answers a step of a planning year or ticks it off; admins also say who does it and by when.

    Raises Denied; Refused for an unknown step or a period that is no year.
    """
    step = BY_KEY.get(key)
    if step is None or period.kind != PeriodKind.YEAR:
        raise Refused(_("There is no such step."))
    row = PlanningStep.objects.select_for_update().filter(period=period, key=key).first()
    demand_do_step(by, step, row)
    row = row or PlanningStep(period=period, key=key)
    before = (row.owner_id, row.due, row.answer, row.done_at is not None)
    if can_manage_organization(by):
        row.owner = fields.get("owner", row.owner)
        row.due = fields.get("due", row.due)
    if "answer" in fields:
        row.answer = values.paragraph(fields["answer"], field="answer", limit=10_000)
    if "is_done" in fields and fields["is_done"] != (row.done_at is not None):
        row.done_at, row.done_by = (clock.now(), by.member) if fields["is_done"] else (None, None)
    if before == (row.owner_id, row.due, row.answer, row.done_at is not None):
        return row
    row.save()
    record(events.STEP_CHANGED, row, by=by, key=key, done=row.done_at is not None)
    return row


@action
def set_lead(weeks: int, *, by: Actor) -> None:
    """How many weeks before the year its planning begins. Raises Denied, Refused."""
    demand_manage_organization(by)
    if weeks not in LEADS:
        raise Refused(_("Please choose one of the possibilities."), field="weeks")
    season = the_season(lock=True)
    if season.planning_weeks != weeks:
        before, season.planning_weeks = season.planning_weeks, weeks
        season.save(update_fields=["planning_weeks"])
        record(events.LEAD_CHANGED, season, by=by, weeks=[before, weeks])
