"""Keeps the lines of a plan as rows, so that the report can be paged, filtered and downloaded."""

from __future__ import annotations

from collections.abc import Iterable

from cairn.core import bulk
from cairn.core.models import Run
from cairn.integrations.migration.models import ImportLine
from cairn.integrations.migration.viva_goals.lines import Line


def keep(run: Run, lines: Iterable[Line]) -> None:
    """Replaces the run's lines by these."""
    ImportLine.objects.filter(run=run).delete()
    rows = [
        ImportLine(
            run=run,
            position=position,
            what=line.what.value,
            action=line.action.value,
            row=line.row,
            external_id=line.external_id[:120],
            title=line.title[:500],
            check_ins=line.check_ins,
            reasons=line.reasons,
            has_remarks=bool(line.reasons),
            subject_id=line.subject,
        )
        for position, line in enumerate(lines, 1)
    ]
    bulk.insert(rows)
