"""The columns of a file, in their order (spec okrs §17.2). Each is a name and how a line of it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cairn.core.numbers import plain
from cairn.goals.models import Goal
from cairn.goals.queries.rows import Row
from cairn.organizations.models import Member
from cairn.organizations.terminology import worded_lazy


@dataclass(frozen=True)
class Line:
    """One goal with what is known of it. `people` by id, for names and addresses; `url` leads to its page.

    `level` counts from 1, for what is aligned to nothing that the reader sees; `rank` is its place among those of the
    file that hang under the same.
    """

    goal: Goal
    row: Row
    tags: list[str]
    people: dict[object, Member]
    url: str
    level: int
    rank: int


SOURCE = "Data source"
"""What an import keeps the name of a source under that could not be carried over (integrations §7.4.7)."""

Column = tuple[str | Promise, Callable[[Line], str]]


def _date(day: date | datetime | None) -> str:
    return "" if day is None else (day.date() if isinstance(day, datetime) else day).isoformat()


def _number(value: Decimal | None) -> str:
    return "" if value is None else plain(value)


def _who(line: Line, member_id: object) -> str:
    member = line.people.get(member_id)
    return member.name if member else ""


COLUMNS: dict[str, Column] = {
    "id": (_("ID"), lambda line: str(line.goal.pk)),
    "kind": (_("Kind"), lambda line: str(line.goal.get_kind_display())),
    "title": (_("Title"), lambda line: line.goal.title),
    "description": (_("Description"), lambda line: line.goal.description),
    "type": (_("Type"), lambda line: str(line.goal.get_entity_display())),
    "teams": (worded_lazy(_("{Teams}")), lambda line: "; ".join(name for _id, name in line.row.teams)),
    "owners": (_("Owners"), lambda line: "; ".join(owner.name for owner in line.row.owners)),
    "owner_emails": (
        _("Owners’ e-mail addresses"),
        lambda line: "; ".join(m.email for o in line.row.owners if (m := line.people.get(o.pk)) and m.email),
    ),
    "check_in_owner": (_("Checks in"), lambda line: _who(line, line.goal.check_in_owner_id)),
    "delegate": (_("Delegate"), lambda line: _who(line, line.goal.delegate_id)),
    "creator": (_("Created by"), lambda line: _who(line, line.goal.creator_id)),
    "created": (_("Created"), lambda line: _date(line.goal.created_at)),
    "period": (_("Period"), lambda line: line.row.period),
    "start": (_("Start date"), lambda line: _date(line.goal.start)),
    "due": (_("Due date"), lambda line: _date(line.goal.due)),
    "status": (_("Status"), lambda line: line.row.status_word),
    "progress": (_("Progress %"), lambda line: _number(line.row.progress)),
    "expected": (_("Expected %"), lambda line: _number(line.row.expected)),
    "metric": (_("Metric name"), lambda line: line.goal.metric_name),
    "metric_kind": (_("Metric kind"), lambda line: line.goal.metric_kind.replace("_", " ")),
    "unit": (_("Unit"), lambda line: line.goal.unit),
    "start_value": (_("Start value"), lambda line: _number(line.goal.start_value)),
    "current_value": (_("Current value"), lambda line: _number(line.goal.current_value)),
    "target_value": (_("Target value"), lambda line: _number(line.goal.target_value)),
    "risk": (_("Risk threshold"), lambda line: _number(line.goal.risk_threshold)),
    "mode": (_("Its number comes from"), lambda line: str(line.goal.get_progress_mode_display())),
    "source": (_("Data source"), lambda line: str(line.goal.import_metadata.get(SOURCE, ""))),
    "parents": (_("Aligned to"), lambda line: "; ".join(link.title for link in line.row.elsewhere)),
    "parent_ids": (_("IDs of what it is aligned to"), lambda line: "; ".join(str(p.id) for p in line.row.elsewhere)),
    "contribution": (
        _("Contribution %"),
        lambda line: "; ".join(_number(link.contribution) for link in line.row.elsewhere),
    ),
    "nature": (_("Nature"), lambda line: str(line.goal.get_nature_display())),
    "tags": (_("Tags"), lambda line: "; ".join(line.tags)),
    "last_date": (_("Last check-in"), lambda line: _date(line.goal.checked_in_at)),
    "last_by": (_("Last check-in by"), lambda line: line.row.last.who if line.row.last else ""),
    "last_note": (_("Last note"), lambda line: line.row.last.note if line.row.last else ""),
    "score": (_("Score"), lambda line: _number(line.goal.score)),
    "closing_note": (_("Closing note"), lambda line: line.goal.closing_note),
    "closed": (_("Closed on"), lambda line: _date(line.goal.closed_at)),
    "private": (_("Private"), lambda line: "x" if line.goal.is_private else ""),
    "level": (_("Level"), lambda line: str(line.level)),
    "rank": (_("Rank"), lambda line: str(line.rank)),
    "url": (_("Address"), lambda line: line.url),
}
USUAL = (
    "kind", "title", "type", "teams", "owners", "period", "start", "due", "status", "progress", "expected",
    "start_value", "current_value", "target_value", "unit", "parents", "tags", "last_date", "last_note", "score",
    "url",
)  # fmt: skip
