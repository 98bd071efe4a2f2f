"""Ending or cloning a whole page in the background: a run that may be left, killed and gone on with.

A run keeps its work in its row: the batches to do, and how many of them are done. Each batch commits together with
its number, so that whoever goes on after a crash does nothing twice and leaves nothing out.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core import clock, events, jobs
from cairn.core.errors import Refused
from cairn.core.models import Run
from cairn.core.schedule import every
from cairn.core.transactions import action
from cairn.goals import events as happened
from cairn.goals import policies
from cairn.goals.actions.batches import Tally, batches_of, end_together, in_trees
from cairn.goals.actions.copy_plan import Copying
from cairn.goals.actions.copying import copy_all
from cairn.goals.actions.endable import Ending
from cairn.goals.actions.fields import regular
from cairn.goals.models import Goal, GoalKind
from cairn.goals.policies import Act
from cairn.goals.recompute import lock, recompute, settings_row
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.planning.models import Period

log = logging.getLogger(__name__)
KIND = "goals.batch"
GIVEN_UP = timedelta(minutes=3)  # without a sign of life somebody else goes on
REFUSALS_TOLD = 500
COUNTED = ("closed", "postponed", "along", "above", "above_postponed", "copied")


def begin_endings(endings: Sequence[Ending], *, by: Actor, about: str) -> Run:
    """Has these goals ended in the background; `about` says of what they are ("Online shop, Q3 2026")."""
    batches = [[_written(ending) for ending in batch] for batch in in_trees(endings)]
    return _begin("ending", batches, by=by, about=about)


def begin_clones(
    goals: Sequence[Goal], period: Period, *, by: Actor, about: str, owner_id: UUID | None = None
) -> Run:
    """Has these goals cloned into a period in the background; running it twice makes two copies (§10.1)."""
    policies.demand_create_copies(by)
    if owner_id is not None:
        regular(owner_id, field="owner")
    batches = [[str(goal_id) for goal_id in batch] for batch in batches_of([goal.pk for goal in goals])]
    more = {"period": str(period.pk), "owner": str(owner_id) if owner_id else None}
    return _begin("cloning", batches, by=by, about=about, **more)


@action
def _begin(what: str, batches: list[Any], *, by: Actor, about: str, **more: Any) -> Run:
    if not batches:
        raise Refused(_("There is nothing open here that could be worked on."))
    run = Run(kind=KIND, started_by_id=by.member_id, total=sum(len(batch) for batch in batches))
    real = str(by.real_member_id) if by.real_member_id else None
    run.input = {"what": what, "batches": batches, "next": 0, "about": about, "real": real, "alive": _now(), **more}
    run.save(force_insert=True)
    jobs.enqueue_after_commit(work_on, run_id=str(run.pk))
    return run


@jobs.job
def work_on(run_id: str) -> None:
    """Does batch after batch, each in its own transaction. Safe to repeat, also while another one is at it."""
    while True:
        try:
            if not _next_batch(UUID(run_id)):
                return
        except Exception:
            log.exception("The run %s stopped.", run_id)
            _fail(UUID(run_id))
            return


@action
def _next_batch(run_id: UUID) -> bool:
    """Does one batch and notes it in the same transaction. False: there is nothing left."""
    run = Run.objects.select_for_update().filter(pk=run_id, kind=KIND).first()
    if run is None or run.state in {Run.State.DONE, Run.State.FAILED}:
        return False
    batches, number = run.input["batches"], run.input["next"]
    if number < len(batches):
        _do(run, batches[number])
        run.done += len(batches[number])
        run.input |= {"next": number + 1, "alive": _now()}
        run.state = Run.State.RUNNING
    if run.input["next"] >= len(batches):
        run.state, run.finished_at, run.done = Run.State.DONE, clock.now(), run.total
        run.sentence = sentence_of(run)
    run.save()
    return bool(run.state != Run.State.DONE)


def _do(run: Run, batch: list[Any]) -> None:
    by = _starter(run)
    tally = Tally()
    if run.input["what"] == "ending":
        periods = {str(period.pk): period for period in Period.objects.all()}
        tally.add(end_together([_read(row, periods) for row in batch], by=by))
    else:
        tally.copied = _clone([UUID(goal_id) for goal_id in batch], run, by)
    before = run.report
    run.report = {name: before.get(name, 0) + getattr(tally, name) for name in COUNTED}
    refused = [(str(row.goal_id), row.title, row.error.sentence) for row in tally.refused]
    run.report["refused"] = [*before.get("refused", []), *refused][:REFUSALS_TOLD]
    run.report["refused_count"] = before.get("refused_count", 0) + len(refused)


def _clone(goal_ids: list[UUID], run: Run, by: Actor) -> int:
    owner_id = UUID(run.input["owner"]) if run.input["owner"] else None
    period = Period.objects.get(pk=run.input["period"])
    goals = list(Goal.objects.visible_to(by).open().filter(pk__in=goal_ids).order_by("rank", "pk"))
    rights = policies.acts_on(by, goals)
    with_projects = policies.uses_projects(by, settings_row())
    sources = [g for g in goals if Act.CLONE in rights[g.pk] and (with_projects or g.kind != GoalKind.PROJECT)]
    copies = copy_all(sources, {goal.pk: Copying(period, owner_id=owner_id) for goal in sources}, by=by)
    recompute(lock(copies.touched), copies.touched)
    events.record_many(
        [
            events.build(happened.CLONED, copy, by=by, title=copy.title, source=str(source_id), count=1)
            for source_id, copy in copies.of.items()
        ]
    )
    return len(copies.made)


def _starter(run: Run) -> Actor:
    """Who began it, with the rights of now."""
    if run.started_by_id is None:
        return Actor(member=None)
    real = Member.objects.filter(pk=run.input["real"]).first() if run.input.get("real") else None
    return Actor(member=Member.objects.get(pk=run.started_by_id), real_member=real)


@action
def _fail(run_id: UUID) -> None:
    run = Run.objects.select_for_update().get(pk=run_id)
    if run.state in {Run.State.DONE, Run.State.FAILED}:
        return
    run.state, run.finished_at = Run.State.FAILED, clock.now()
    run.sentence = _("Something went wrong on our side. What was done until then stays done; you can go on.")
    run.save()


@action
def go_on(run: Run, *, by: Actor) -> Run:
    """Takes up a run that stopped. Raises Refused when it has ended well."""
    row: Run = Run.objects.select_for_update().get(pk=run.pk)
    if row.started_by_id != by.member_id or row.state == Run.State.DONE:
        raise Refused(_("There is nothing left to do here."))
    row.state, row.finished_at, row.sentence = Run.State.RUNNING, None, ""
    row.input |= {"alive": _now()}
    row.save()
    jobs.enqueue_after_commit(work_on, run_id=str(row.pk))
    return row


@every(minutes=5, in_each_organization=True)
def take_up_what_stopped() -> int:
    """Goes on with runs whose worker died; answers how many."""
    waiting = Run.objects.filter(kind=KIND, state__in=[Run.State.WAITING, Run.State.RUNNING])
    stopped = [run for run in waiting if clock.now().timestamp() - run.input["alive"] > GIVEN_UP.total_seconds()]
    for run in stopped:
        jobs.enqueue_after_commit(work_on, run_id=str(run.pk))
    return len(stopped)


def sentence_of(run: Run) -> str:
    """What a run came to, in a sentence or two."""
    told = run.report
    if run.input["what"] == "cloning":
        return ngettext("%(count)d copy was made.", "%(count)d copies were made.", told["copied"]) % {
            "count": told["copied"]
        }
    sentence = Tally(**{name: told.get(name, 0) for name in COUNTED}).sentence
    count = told["refused_count"]
    if not count:
        return sentence
    rest = ngettext("%(count)d stays as it was.", "%(count)d stay as they were.", count) % {"count": count}
    return f"{sentence} {rest}"


def _now() -> float:
    return clock.now().timestamp()


def _written(ending: Ending) -> dict[str, Any]:
    return {
        "goal": str(ending.goal_id),
        "state": str(ending.state),
        "note": ending.note,
        "score": None if ending.score is None else str(ending.score),
        "period": str(ending.period.pk) if ending.period else None,
        "progress": str(ending.progress),
        "target": None if ending.new_target is None else str(ending.new_target),
        "depth": str(ending.depth),
    }


def _read(row: dict[str, Any], periods: dict[str, Period]) -> Ending:
    return Ending(
        UUID(row["goal"]),
        row["state"],
        row["note"],
        None if row["score"] is None else Decimal(row["score"]),
        periods.get(row["period"] or ""),
        row["progress"],
        None if row["target"] is None else Decimal(row["target"]),
        row["depth"],
    )
