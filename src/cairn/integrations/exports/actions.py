"""Have a list written into a file in the background; the person is told when it is there (okrs §15.4, §17.2)."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core import clock, events, jobs, tenancy
from cairn.core.access import Via
from cairn.core.errors import CairnError, Refused
from cairn.core.models import Run
from cairn.core.transactions import action
from cairn.goals.queries.places import named
from cairn.integrations import sheets
from cairn.integrations.exports import events as happened
from cairn.integrations.exports import policies
from cairn.integrations.exports.columns import COLUMNS
from cairn.integrations.exports.order import HABIT, KIND, Order
from cairn.integrations.exports.table import goals_of, table
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Organization

log = logging.getLogger(__name__)
FORMS = ("csv", "xlsx")
MOST_WAITING = 3


@action
def begin_export(order: Order, *, by: Actor) -> Run:
    """Has a list written into a file, and remembers the choices for the next time.

    Raises Denied; Refused without a column, or while several are being written for this person already.
    """
    policies.demand_export(by)
    if by.member is None or by.real_member is not None:
        raise Refused(_("Files are written for the person who asks for them, in person."))
    if order.form not in FORMS:
        raise Refused(_("Please choose one of the possibilities."), field="form")
    if not set(order.columns) & COLUMNS.keys():
        raise Refused(_("Choose at least one column."), field="columns")
    waiting = policies.own_exports(by).filter(state__in=(Run.State.WAITING, Run.State.RUNNING)).count()
    if waiting >= MOST_WAITING:
        raise Refused(_("Several files are being written for you already. Wait until one is there."))
    member = Member.objects.select_for_update().get(pk=by.member.pk)
    member.preferences = {**member.preferences, HABIT: order.as_habit()}
    member.save(update_fields=["preferences"])
    run = Run(kind=KIND, started_by_id=member.pk, input={"order": order.as_data()})
    run.input["language"] = translation.get_language()
    run.save(force_insert=True)
    jobs.enqueue_after_commit(write_file, run_id=str(run.pk))
    return run


@jobs.job
def write_file(run_id: str) -> None:
    """Writes the file of a run. Safe to repeat: a file that is there is not written again."""
    run = Run.objects.get(pk=UUID(run_id))
    if run.state in (Run.State.DONE, Run.State.FAILED) or jobs.shows_life(run.pk):
        return
    with jobs.showing_life(run.pk), translation.override(run.input.get("language")):
        try:
            _finish(run, _written(run))
        except CairnError as error:
            fail(run, error.sentence)
        except Exception:
            log.exception("The export %s failed.", run.pk)
            fail(run, _("Something went wrong on our side. Please tell your administrator."))


def _written(run: Run) -> dict[str, Any]:
    """Writes the file; answers what the run reports of it."""
    organization = Organization.objects.get(pk=tenancy.current_id())
    member = Member.objects.active().filter(pk=run.started_by_id).first()
    if member is None:
        raise Refused(_("Whoever asked for it is not here any more."))
    actor, order = Actor(member, via=Via.WEB), Order.of(run.input["order"])
    policies.demand_export(actor)
    about = named(order.place, organization)
    if about is None:
        raise Refused(_("The page it is about is not there any more."))
    day = clock.today(organization.time_zone)
    ids = goals_of(order, actor, day)
    run.state, run.total = Run.State.RUNNING, len(ids)
    run.save(update_fields=["state", "total"])

    def told(done: int) -> None:
        Run.objects.filter(pk=run.pk).update(done=done)

    lines = list(table(order, ids, organization, actor, day, told))
    content = sheets.as_workbook(lines, "Cairn") if order.form == "xlsx" else sheets.as_csv(lines)
    path = default_storage.save(f"exports/{organization.pk}/{run.pk}.{order.form}", ContentFile(content))
    return {
        "path": path,
        "about": about.name,
        "name": f"{organization.slug}-{day.isoformat()}.{order.form}",
        "size": len(content),
        "lines": len(lines) - 1,
    }


@action
def _finish(run: Run, report: dict[str, Any]) -> None:
    count = report["lines"]
    run.report, run.state, run.finished_at, run.done = report, Run.State.DONE, clock.now(), count
    words = ngettext("%(page)s, %(count)d line.", "%(page)s, %(count)d lines.", count)
    run.sentence = words % {"page": report["about"], "count": count}
    run.save(update_fields=["report", "state", "finished_at", "done", "sentence"])
    starter = Member.objects.get(pk=run.started_by_id)
    events.record(happened.EXPORTED, run, by=Actor(starter), lines=count)


def fail(run: Run, sentence: str) -> None:
    """The run ends without a file."""
    run.state, run.sentence, run.finished_at = Run.State.FAILED, sentence, clock.now()
    run.save(update_fields=["state", "sentence", "finished_at"])
