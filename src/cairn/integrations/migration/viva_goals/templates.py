"""The OKR import templates of Ally and Viva Goals (spec okrs §19.1–19.2).

Row IDs and OKR References only tie the rows of one sheet together; people are named by address.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cairn.integrations.migration.viva_goals import cells, values
from cairn.integrations.migration.viva_goals.assembly import Found
from cairn.integrations.migration.viva_goals.people import Directory, normalised
from cairn.integrations.migration.viva_goals.reading import RowReader, attempted, day_order, usable_rows
from cairn.integrations.migration.viva_goals.records import (
    INFO,
    GoalRecord,
    OutcomeRecord,
    ParentRef,
    PersonRef,
    TeamRecord,
)
from cairn.integrations.migration.viva_goals.remarks import Remarks, RowRemarks
from cairn.integrations.migration.viva_goals.rosters import person_ref
from cairn.integrations.migration.viva_goals.tables import Row, Table, lines

_MODES = {"manual": "manual", "rollup": "rollup", "datasource": "data_source"}


def read(
    tables: Sequence[Table],
    people: Directory,
    known_teams: Sequence[TeamRecord],
    remarks: Remarks,
    *,
    organization_name: str = "",
) -> Found:
    """Read OKR template tables into goals; their current values become check-ins when put together.

    `organization_name` tells an Entity cell that names the organisation from one that names a team;
    without it the teams file and the owners' addresses tell.
    """
    found = Found("template", people, teams=list(known_teams))
    for number, table in enumerate(tables):
        remarks.file = table.file
        rows = list(usable_rows(table, remarks))
        company = _company([row for row, _ in rows], known_teams, remarks, organization_name)
        reader = _SheetReader(f"{number + 1}:" if number else "", normalised(company), day_order(table), found)
        found.goals += [reader.goal(row, notes) for row, notes in rows]
    return found


def _company(rows: Sequence[Row], known_teams: Sequence[TeamRecord], remarks: Remarks, organization_name: str) -> str:
    """The Entity that means the organisation: its name, or in a file of one called differently a guess."""
    named = {normalised(name) for row in rows for name in lines(row.get("entity"))}
    if normalised(organization_name) in named:
        return organization_name
    return _organization_name(rows, known_teams, remarks) or organization_name


def _organization_name(rows: Sequence[Row], known_teams: Sequence[TeamRecord], remarks: Remarks) -> str:
    """Guess which Entity is the organisation: the one no team bears, or the one addresses are named after."""
    entities = Counter(name for row in rows for name in lines(row.get("entity")))
    entities.pop("Individual", None)
    known = {normalised(team.name) for team in known_teams}
    strangers = [name for name in entities if normalised(name) not in known]
    domains = {
        normalised(email.partition("@")[2].partition(".")[0])
        for row in rows
        for email in lines(row.get("owner_email"))
    }
    named_after = [name for name in strangers if normalised(name).replace(" ", "") in domains]
    guesses = named_after or (strangers if known else [])
    if len(guesses) != 1:
        return ""
    remarks.add(
        INFO, _("“%(name)s” in the column Entity is taken for the organisation itself.") % {"name": guesses[0]}
    )
    return guesses[0]


class _SheetReader:
    """Reads the rows of one OKR sheet, whose references are good within it only."""

    def __init__(self, prefix: str, company: str, day_first: bool | None, found: Found) -> None:
        self.prefix = prefix
        self.company = company
        self.day_first = day_first
        self.found = found

    def goal(self, row: Row, notes: RowRemarks) -> GoalRecord:
        """Make the goal of a row."""
        reader = RowReader(row, notes, self.day_first)
        start, due = reader.dates()
        outcome = reader.outcome()
        entity, team_names = self._entity(reader)
        owners = self._people(reader, "owner_email") or self._people(reader, "owner")
        check_in_owners = self._people(reader, "check_in_owner_email") or self._people(reader, "check_in_owner")
        value = _reported_value(reader, outcome)
        return GoalRecord(
            row=row.number,
            external_id=self.prefix + (reader.text("row_id") or reader.text("id") or f"row {row.number}"),
            title=reader.text("title"),
            kind="",
            kind_word=reader.text("object_type"),
            entity=entity,
            team_names=team_names,
            owner_refs=owners,
            creator_ref=next(iter(self._people(reader, "creator")), None),
            check_in_owner_ref=next(iter(check_in_owners or owners), None),
            delegate_ref=next(iter(self._people(reader, "delegate")), None),
            period_name=reader.text("period"),
            start=start,
            due=due,
            description=reader.text("description"),
            nature=reader.nature(),
            outcome=outcome,
            progress_mode=_MODES.get(values.singular(reader.text("progress_mode")), ""),
            status=reader.status(),
            progress=None if value is None else values.percent_at(outcome, value),
            current_value=value,
            score=reader.score(),
            alignments=self._parents(reader),
            tags=tuple(dict.fromkeys(tag for cell in row.all("tag") for tag in _tags(cell))),
            created_at=reader.instant("created_at"),
            has_lasting_id=False,
            metadata=_metadata(row),
        )

    def _entity(self, reader: RowReader) -> tuple[str, tuple[str, ...]]:
        names = tuple(dict.fromkeys(lines(reader.text("entity") or reader.text("team"))))
        if not names:
            return "", ()
        if len(names) == 1 and names[0].casefold() == "individual":
            return "individual", ()
        if len(names) == 1 and normalised(names[0]) == self.company:
            return "organization", ()
        return "team", tuple(name for name in names if normalised(name) != self.company)

    def _people(self, reader: RowReader, name: str) -> tuple[PersonRef, ...]:
        entries = [piece for line in lines(reader.text(name)) for piece in _people_of(line)]
        return tuple(dict.fromkeys(self.found.directory.ref(person_ref(entry)) for entry in entries))

    def _parents(self, reader: RowReader) -> tuple[ParentRef, ...]:
        contributions = lines(reader.text("contribution"))
        return tuple(
            ParentRef(self.prefix + row_id, weight=_contribution(contributions, at, reader))
            for at, row_id in enumerate(_row_ids(reader.text("parent")))
        )


def _people_of(line: str) -> list[str]:
    return [piece.strip() for piece in line.split(",") if piece.strip()] if "@" in line else [line]


def _row_ids(cell: str) -> list[str]:
    return [piece.strip() for line in lines(cell) for piece in line.split(",") if piece.strip()]


def _contribution(contributions: Sequence[str], at: int, reader: RowReader) -> Decimal | None:
    if at >= len(contributions):
        return None
    return attempted(reader.remarks, "Contribution", lambda: cells.number(contributions[at]))


def _reported_value(reader: RowReader, outcome: OutcomeRecord) -> Decimal | None:
    """The current value, None when the row reports none.

    A sheet fills unreported values with 0, so 0 counts only where the outcome leads through it.
    """
    value = reader.number("current_value")
    if value != 0 or not values.is_scaled(outcome) or outcome.start is None or outcome.target is None:
        return value
    through_zero = min(outcome.start, outcome.target) <= 0 <= max(outcome.start, outcome.target)
    return value if through_zero and outcome.start != 0 else None


def _tags(cell: str) -> list[str]:
    return lines(cell) if ";" in cell or "\n" in cell else [tag.strip() for tag in cell.split(",") if tag.strip()]


def _metadata(row: Row) -> dict[str, Any]:
    return dict(row.extras())
