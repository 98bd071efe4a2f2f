"""What the pages of imports show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cairn.core import jobs
from cairn.core.models import Run
from cairn.integrations.migration import policies
from cairn.integrations.migration.batch import KIND, Step, files_of, step_of
from cairn.integrations.migration.models import ImportLine
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.organizations.terminology import worded

PER_PAGE = 100
SHOWN_RUNS = 30


@dataclass(frozen=True)
class RunLine:
    """One import in the list."""

    id: UUID
    files: str
    step: str
    by: str
    at: datetime
    sentence: str


@dataclass(frozen=True)
class CountLine:
    """How many rows of a kind end how; `total` is their sum."""

    what: str
    label: str
    new: int
    changed: int
    unchanged: int
    refused: int

    @property
    def total(self) -> int:
        return self.new + self.changed + self.unchanged + self.refused


@dataclass(frozen=True)
class ImportPage:
    """Everything on the page of one import."""

    id: UUID
    files: str
    step: str
    sentence: str
    percent: int
    layout: str
    objection: str
    brings_nothing: bool
    counts: Sequence[CountLine]
    lines: Page[ImportLine]
    filters: Sequence[tuple[str, str]]
    chosen: str
    mapping: dict[str, Any]

    @property
    def is_working(self) -> bool:
        """Whether it goes on by itself, so that the page looks again."""
        return self.step in (Step.READING, Step.LOADING)


def visible_runs(actor: Actor) -> QuerySet[Run]:
    """The imports this person may know of, latest first."""
    runs = Run.objects.filter(kind=KIND).order_by("-created_at")
    return runs if actor.is_admin else runs.filter(started_by_id=actor.member_id)


def recent_runs(actor: Actor) -> list[RunLine]:
    """The latest imports; two queries."""
    runs = list(visible_runs(actor).defer("report")[:SHOWN_RUNS])
    names = dict(Member.objects.filter(pk__in=[run.started_by_id for run in runs]).values_list("pk", "name"))
    return [
        RunLine(
            id=run.pk,
            files=_names(run),
            step=step_of(run).value,
            by=names.get(run.started_by_id, _("the command line")) if run.started_by_id else _("the command line"),
            at=run.created_at,
            sentence=run.sentence,
        )
        for run in runs
    ]


def import_page(run: Run, *, chosen: str = "", page: str = "") -> ImportPage:
    """The page of one import; `chosen` filters its lines by action, or "remarks" for those with a reason."""
    step = step_of(run)
    rows = ImportLine.objects.filter(run=run)
    if chosen == "remarks":
        rows = rows.filter(has_remarks=True)
    elif chosen in ImportLine.Action.values:
        rows = rows.filter(action=chosen)
    return ImportPage(
        id=run.pk,
        files=_names(run),
        step=step.value,
        sentence=run.sentence,
        percent=jobs.progress_of(run.pk) if step is Step.LOADING else 0,
        layout=run.report.get("layout", ""),
        objection=run.report.get("objection", ""),
        brings_nothing=run.report.get("brings_nothing", False),
        counts=_counts(run.report.get("counts", {})),
        lines=Paginator(rows, PER_PAGE).get_page(page or 1),
        filters=[("", _("All")), ("remarks", _("With remarks")), *_filters(run.report.get("counts", {}))],
        chosen=chosen,
        mapping=run.report.get("mapping", {}),
    )


def _names(run: Run) -> str:
    return ", ".join(file.name for file in files_of(run))


def _counts(counts: dict[str, dict[str, int]]) -> list[CountLine]:
    labels = {
        "goal": worded(_("{Okrs}")), "check_in": _("Check-ins"), "person": _("People"), "team": worded(_("{Teams}")),
        "period": _("Periods"), "tag": _("Tags"),
    }  # fmt: skip
    return [
        CountLine(
            what, label, *(counts[what].get(action, 0) for action in ("new", "changed", "unchanged", "refused"))
        )
        for what, label in labels.items()
        if what in counts
    ]


def _filters(counts: dict[str, dict[str, int]]) -> list[tuple[str, str]]:
    present = {action for found in counts.values() for action in found}
    return [(action.value, str(action.label)) for action in ImportLine.Action if action.value in present]


def lines_of(run: Run) -> QuerySet[ImportLine]:
    """All lines of the report, in order."""
    return ImportLine.objects.filter(run=run)


def may_take_back(actor: Actor, run: Run) -> bool:
    """Whether to show the button."""
    return step_of(run) is Step.LOADED and policies.can_see(actor, run)
