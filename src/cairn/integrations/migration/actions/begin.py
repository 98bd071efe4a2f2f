"""Carry an import out: in the background from the page, at once from the command line."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core import bulk, clock, events, jobs, tenancy
from cairn.core.errors import CairnError, Conflict, Refused
from cairn.core.models import Run
from cairn.core.transactions import action
from cairn.integrations.migration import events as happened
from cairn.integrations.migration import policies
from cairn.integrations.migration.actions import lines
from cairn.integrations.migration.actions.examine import examined, fail, report_of, starter_of
from cairn.integrations.migration.batch import KIND, Step, StoredFile, advance, step_of
from cairn.integrations.migration.viva_goals.detect import SourceFile
from cairn.integrations.migration.viva_goals.examine import Examined
from cairn.integrations.migration.viva_goals.lines import Action
from cairn.integrations.migration.viva_goals.load import Step as Told
from cairn.integrations.migration.viva_goals.load import carry_out
from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization
from cairn.organizations.terminology import worded

log = logging.getLogger(__name__)


def begin(run: Run, *, by: Actor) -> None:
    """Has a planned import carried out in the background. Raises Denied, Conflict when it was begun already."""
    policies.demand_import(by)
    _claim(run)
    jobs.enqueue_after_commit(load_in_background, run_id=str(run.pk))


@action
def _claim(run: Run) -> None:
    """Two clicks must not import twice."""
    row = Run.objects.select_for_update().get(pk=run.pk)
    if step_of(row) is not Step.READY:
        raise Conflict(_("This import was begun already."))
    if row.report.get("brings_nothing"):
        raise Refused(_("There is nothing in it that could be imported."))
    advance(row, Step.LOADING)
    run.input, run.state = row.input, row.state


@jobs.job
def load_in_background(run_id: str) -> None:
    """Reads the files again, so that it acts on what is here now, and imports. Safe to repeat: one transaction."""
    run = Run.objects.get(pk=UUID(run_id))
    if step_of(run) is not Step.LOADING or jobs.shows_life(run.pk):
        return
    with jobs.showing_life(run.pk):
        try:
            by = starter_of(run)
            jobs.tell_progress(run.pk, 2)
            import_found(run, examined(run, by=by), by=by, told=lambda percent: jobs.tell_progress(run.pk, percent))
        except CairnError as error:
            fail(run, error.sentence)
        except Exception:
            log.exception("The import %s failed.", run.pk)
            fail(run, _("Something went wrong on our side, so nothing was imported. Please tell your administrator."))


def import_now(files: Sequence[SourceFile], found: Examined, *, by: Actor, told: Told = lambda percent: None) -> Run:
    """Carries out a plan here and now, as the command line does; answers the finished run. Raises Refused."""
    stored = [asdict(StoredFile(file.name, "", len(file.content))) for file in files]
    run = Run(kind=KIND, started_by_id=by.member_id, state=Run.State.RUNNING)
    run.input = {"step": Step.LOADING.value, "files": stored}
    import_found(run, found, by=by, told=told)
    return run


@action
def import_found(run: Run, found: Examined, *, by: Actor, told: Told) -> None:
    """One transaction: everything that comes in, the report about it, and the event."""
    if found.plan.brings_nothing:
        raise Refused(found.plan.objection() or _("There is nothing in it that could be imported."))
    if run._state.adding:
        run.save(force_insert=True)
    elif step_of(Run.objects.select_for_update().get(pk=run.pk)) is not Step.LOADING:
        return  # a repeated job: the other one was faster
    organization = Organization.objects.get(pk=tenancy.current_id())
    with bulk.without_collecting():
        carry_out(
            found.plan, found.present, by=by, organization=organization, now=found.now, run_id=run.pk, step=told
        )
    lines.keep(run, found.plan.lines)
    run.report = {**run.report, **report_of(found.plan)}
    run.total = run.done = len(found.plan.lines)
    run.finished_at = clock.now()
    run.sentence = sentence_of(found.plan.counts)
    advance(run, Step.LOADED, state=Run.State.DONE)
    events.record(happened.IMPORTED, run, by=by, counts=found.plan.counts)


def sentence_of(counts: dict[str, dict[str, int]]) -> str:
    """How it ended, in a sentence."""
    goals = counts.get("goal", {})
    check_ins = counts.get("check_in", {}).get(Action.NEW, 0)
    new = goals.get(Action.NEW, 0)
    return " ".join(
        [
            worded(ngettext("%(count)d {okr} is new,", "%(count)d {okrs} are new,", new)) % {"count": new},
            _("%(changed)d changed, %(unchanged)d unchanged, %(refused)d refused;")
            % {
                "changed": goals.get(Action.CHANGED, 0),
                "unchanged": goals.get(Action.UNCHANGED, 0),
                "refused": goals.get(Action.REFUSED, 0),
            },
            ngettext("%(count)d check-in came in.", "%(count)d check-ins came in.", check_ins) % {"count": check_ins},
        ]
    )
