"""What happened to the parts of a project on one day, as the note of its automatic check-in (spec okrs §7)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cairn.goals.models import Goal
from cairn.goals.parts import Parts
from cairn.ui.formats import number
from cairn.work.models import Milestone, Task, TaskStatus

MOST_NAMES = 12


def tasks_of(goal: Goal, since: datetime) -> str:
    """Tasks that were done, added and removed since an instant; empty when nothing was."""
    rows, standing = Task.objects.filter(goal=goal), Task.objects.standing().filter(goal=goal)
    return _lines(
        (_("Done"), standing.filter(status=TaskStatus.DONE, done_at__gte=since)),
        (_("Added"), standing.filter(created_at__gte=since)),
        (_("Removed"), rows.filter(deleted_at__gte=since)),
    )


def milestones_of(goal: Goal, since: datetime) -> str:
    """The same of milestones."""
    rows, standing = Milestone.objects.filter(goal=goal), Milestone.objects.standing().filter(goal=goal)
    return _lines(
        (_("Reached"), standing.filter(reached_at__gte=since)),
        (_("Added"), standing.filter(created_at__gte=since)),
        (_("Removed"), rows.filter(deleted_at__gte=since)),
    )


def count_of(counted: Parts) -> str:
    """Where it stands, when there is nothing to list: what was done is open again, or something was cancelled."""
    return _("%(done)s of %(whole)s done now.") % {"done": number(counted.done), "whole": number(counted.whole)}


def _lines(*told: tuple[str, QuerySet[Task] | QuerySet[Milestone]]) -> str:
    lines = []
    for word, rows in told:
        names = list(rows.order_by("pk").values_list("name", flat=True)[: MOST_NAMES + 1])
        if names:
            more = ["…"] if len(names) > MOST_NAMES else []
            lines.append(f"{word}: {'; '.join([*names[:MOST_NAMES], *more])}")
    return "\n\n".join(lines)
