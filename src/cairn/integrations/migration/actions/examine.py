"""Read the files of an import and keep what it would do: the dry run."""

from __future__ import annotations

from uuid import UUID

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from cairn.core import jobs, tenancy
from cairn.core.access import Via
from cairn.core.errors import CairnError, Refused
from cairn.core.models import Run
from cairn.core.transactions import action
from cairn.integrations.migration import policies
from cairn.integrations.migration.actions import lines
from cairn.integrations.migration.batch import Step, advance, choices_of, files_of
from cairn.integrations.migration.viva_goals.choices import key_of
from cairn.integrations.migration.viva_goals.detect import SourceFile
from cairn.integrations.migration.viva_goals.examine import Examined, examine
from cairn.integrations.migration.viva_goals.plan import Plan
from cairn.organizations.actor import Actor, system
from cairn.organizations.models import Member, Organization


def examined(run: Run, *, by: Actor) -> Examined:
    """Reads the stored files of the run and plans, with the choices and the rights of today. Raises Refused."""
    files = []
    for stored in files_of(run):
        if not stored.path or not default_storage.exists(stored.path):
            raise Refused(_("The uploaded files were cleared away. Please upload them again."))
        with default_storage.open(stored.path) as file:
            files.append(SourceFile(stored.name, file.read()))
    organization = Organization.objects.get(pk=tenancy.current_id())
    return examine(files, organization, choices_of(run), policies.reach_of(by))


@action
def keep_plan(run: Run, found: Examined) -> None:
    """Keeps the dry run: its lines, its counts, and what there is to choose."""
    lines.keep(run, found.plan.lines)
    run.report = report_of(found.plan) | {"mapping": mapping_of(found)}
    run.total, run.done, run.sentence = len(found.plan.lines), 0, ""
    advance(run, Step.READY, state=Run.State.WAITING)


def report_of(plan: Plan) -> dict[str, object]:
    """Counts and the general state of a plan, JSON-ready."""
    return {
        "layout": plan.layout,
        "counts": plan.counts,
        "objection": plan.objection(),
        "brings_nothing": plan.brings_nothing,
    }


def mapping_of(found: Examined) -> dict[str, object]:
    """What the mapping page asks: the type words with their kinds, and people who are not simply recognised."""
    words: dict[str, dict[str, object]] = {}
    for goal in found.bundle.goals:
        if goal.kind_word:
            entry = words.setdefault(goal.kind_word, {"kind": goal.kind, "count": 0})
            entry["count"] = int(str(entry["count"])) + 1
    people = [
        {
            "key": key_of(plan.record),
            "name": plan.record.name,
            "email": plan.record.email or "",
            "choice": str(plan.member) if plan.member else plan.choice,
            "is_known": plan.member is not None and not plan.line.reasons,
        }
        for plan in found.plan.around.people
    ]
    return {"words": words, "people": people}


@jobs.job
def read_in_background(run_id: str) -> None:
    """The dry run of files that are too large to be read while somebody waits. Safe to repeat."""
    run = Run.objects.get(pk=UUID(run_id))
    if run.input.get("step") != Step.READING or jobs.shows_life(run.pk):
        return
    with jobs.showing_life(run.pk):
        try:
            keep_plan(run, examined(run, by=starter_of(run)))
        except CairnError as error:
            fail(run, error.sentence)


def starter_of(run: Run) -> Actor:
    """Who started it, acting through the import; Cairn itself for imports on the command line."""
    if run.started_by_id is None:
        return system(Via.IMPORT)
    return Actor(member=Member.objects.get(pk=run.started_by_id), via=Via.IMPORT)


def fail(run: Run, sentence: str) -> None:
    """Ends the run with the sentence for the person."""
    run.sentence = sentence
    advance(run, Step.FAILED, state=Run.State.FAILED)


def examine_again(run: Run, *, by: Actor) -> None:
    """The dry run once more, because choices or the organisation changed. Raises Refused."""
    keep_plan(run, examined(run, by=Actor(member=by.member, via=Via.IMPORT)))
