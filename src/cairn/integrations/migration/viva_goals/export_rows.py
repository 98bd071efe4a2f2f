"""The way back: a bundle as an Explorer file, so that data leaves as easily as it came (spec §6.3, §7.2).

The layout carries no metric kinds, roll-up modes or private lists; everything it has a column for comes
back as it was when the file is read again.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from cairn.core.numbers import plain
from cairn.integrations.migration.viva_goals import aligned_to, check_in_cell
from cairn.integrations.migration.viva_goals.formulas import guarded
from cairn.integrations.migration.viva_goals.records import Bundle, CheckInRecord, GoalRecord, ParentRef, PersonRef

_BEFORE_TAGS = ("Id", "Title")
_BEHIND_TAGS = (
    "Team", "Creator", "Owner", "Period", "Start Date", "End Date", "Description",
    "Aligned To (weight, Objective ID)", "Metric Name", "Unit", "Target", "Object Type", "Goal Type", "Start",
    "Created At", "Last Check-in", "Progress %", "Actual Progress", "Status", "Last Check-in Note", "Score",
    "Checkins",
)  # fmt: skip
_KIND_WORDS = {"objective": "Objective", "key_result": "Key result", "project": "Project"}


def explorer_csv(bundle: Bundle) -> bytes:
    """The bundle as an Explorer CSV file: UTF-8 with byte order mark and CRLF, safe to open in a spreadsheet."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(explorer_rows(bundle))
    return out.getvalue().encode("utf-8-sig")


def explorer_rows(bundle: Bundle) -> list[list[str]]:
    """The header line and one row per goal, check-ins in the last cells; formulas are guarded as text.

    Automatic shares are written out as the equal split they stand for, as the old system did.
    """
    tag_columns = max((len(goal.tags) for goal in bundle.goals), default=0)
    tag_headers = [f"Tag {number}" for number in range(1, tag_columns + 1)]
    shares = _written_shares(bundle.goals)
    check_ins: dict[str, list[CheckInRecord]] = defaultdict(list)
    for check_in in sorted(bundle.check_ins, key=lambda check_in: (check_in.date, check_in.at)):
        check_ins[check_in.goal_ref].append(check_in)
    rows = [[*_BEFORE_TAGS, *tag_headers, *_BEHIND_TAGS]]
    for goal in bundle.goals:
        tags = [*goal.tags, *[""] * (tag_columns - len(goal.tags))]
        own = check_ins[goal.external_id]
        parents = [replace(ref, weight=shares[goal.external_id, ref.external_id]) for ref in goal.alignments]
        cells = [goal.external_id, goal.title, *tags, *_fields(goal, parents, own)]
        cells += [check_in_cell.joined(_check_in_fields(check_in, goal)) for check_in in own] or [""]
        rows.append([guarded(cell) for cell in cells])
    return rows


def _written_shares(goals: Iterable[GoalRecord]) -> Mapping[tuple[str, str | None], Decimal]:
    """Every child's share of every parent, automatic ones parting evenly what the fixed ones leave."""
    families: dict[str | None, list[tuple[str, Decimal | None]]] = defaultdict(list)
    for goal in goals:
        for ref in goal.alignments:
            families[ref.external_id].append((goal.external_id, ref.weight))
    written = {}
    for parent, children in families.items():
        fixed = sum((weight for _, weight in children if weight is not None), Decimal(0))
        automatic = sum(weight is None for _, weight in children)
        share = (max(100 - fixed, Decimal(0)) / automatic).quantize(Decimal("0.01")) if automatic else Decimal(0)
        for child, weight in children:
            written[child, parent] = share if weight is None else weight
    return written


def _fields(goal: GoalRecord, parents: Sequence[ParentRef], check_ins: Sequence[CheckInRecord]) -> list[str]:
    """The cells from Team to Score."""
    outcome, last = goal.outcome, check_ins[-1] if check_ins else None
    unit_is_percent = outcome.unit == "%"
    return [
        "; ".join(goal.team_names),
        _name(goal.creator_ref),
        ", ".join(_name(owner) for owner in goal.owner_refs),
        goal.period_name,
        goal.start.isoformat() if goal.start else "",
        goal.due.isoformat() if goal.due else "",
        goal.description,
        aligned_to.joined(parents),
        outcome.name or ("Progress" if outcome.type == "percent" else ""),
        outcome.unit,
        _number(outcome.target),
        goal.kind_word or _KIND_WORDS[goal.kind],
        f"{goal.nature.capitalize()} Goal",
        _number(outcome.start),
        _instant(goal.created_at),
        last.date.isoformat() if last else "",
        _number(goal.progress),
        _number(goal.progress if unit_is_percent else goal.current_value),
        _status(goal.status),
        last.note if last else "",
        _number(goal.score),
    ]


def _check_in_fields(check_in: CheckInRecord, goal: GoalRecord) -> dict[str, str]:
    percent = "%" if goal.outcome.unit == "%" and check_in.value is not None else ""
    return {
        "Date": check_in.date.isoformat(),
        "User": _name(check_in.author_ref),
        "Note": check_in.note,
        "Metric Name": check_in.metric_name or goal.outcome.name,
        "Status": _status(check_in.status),
        "Current Value": _number(check_in.value) + percent,
        "Activity Date": _instant(check_in.at),
    }


def _name(ref: PersonRef | None) -> str:
    return ref.label if ref else ""


def _number(value: Decimal | None) -> str:
    return "" if value is None else plain(value)


def _instant(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC" if at else ""


def _status(status: str | None) -> str:
    return (status or "").replace("_", " ").title()
