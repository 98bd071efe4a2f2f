"""The Explorer export, CSV or XLSX: one row per goal, people by name, check-ins in the last cells.

Columns are whatever its user chose; ids, parents and check-ins may or may not be there (spec integrations
§7.2).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cairn.integrations.migration.viva_goals import aligned_to, cells, check_in_cell, values
from cairn.integrations.migration.viva_goals.assembly import Found
from cairn.integrations.migration.viva_goals.formulas import Formula
from cairn.integrations.migration.viva_goals.people import Directory, normalised, split_names
from cairn.integrations.migration.viva_goals.reading import RowReader, attempted, day_order, usable_rows
from cairn.integrations.migration.viva_goals.records import (
    CheckInRecord,
    GoalRecord,
    OutcomeRecord,
    ParentRef,
    PersonRef,
    TeamRecord,
)
from cairn.integrations.migration.viva_goals.remarks import Remarks, RowRemarks
from cairn.integrations.migration.viva_goals.tables import Row, Table

_ENTITIES = {"organization": "organization", "organisation": "organization", "company": "organization"} | {
    "team": "team",
    "individual": "individual",
    "user": "individual",
}
_KEPT = ("last_note", "progress_mode")


@dataclass
class _Readable:
    """A row that can be imported, with what was found in it on the way to its goal."""

    row: Row
    notes: RowRemarks
    id: str
    check_ins: list[dict[str, str]] = field(default_factory=list)


def read(tables: Sequence[Table], people: Directory, teams: Sequence[TeamRecord], remarks: Remarks) -> Found:
    """Read Explorer tables into goals and check-ins.

    `people` and `teams` come from users and teams files sent along; whom they lack is added to `people`.
    """
    found = Found("explorer", people, teams=list(teams))
    seen: set[str] = set()
    for table in tables:
        remarks.file = table.file
        rows = [_Readable(row, notes, _id_of(row)) for row, notes in usable_rows(table, remarks)]
        rows = [readable for readable in rows if not readable.id or readable.id not in seen]
        seen.update(readable.id for readable in rows)  # views of one organisation overlap
        for readable in rows:
            readable.check_ins = _check_in_fields(readable)
        _TableReader(table, rows, found).read()
    return found


def _id_of(row: Row) -> str:
    cell = row.get("id")
    return cell.link_text if isinstance(cell, Formula) else cell


def _check_in_fields(readable: _Readable) -> list[dict[str, str]]:
    found = []
    for column, cell in readable.row.trailing():
        fields = check_in_cell.split(cell)
        if fields is None:
            words = {"place": readable.row.place(column), "cell": cell[:60]}
            readable.notes.warn(_("%(place)s: “%(cell)s” is not a check-in; it is left out.") % words)
        else:
            found.append(fields)
    return found


class _TableReader:
    """Reads the rows of one table, knowing what only the whole table tells."""

    def __init__(self, table: Table, rows: list[_Readable], found: Found) -> None:
        self.rows = rows
        self.found = found
        self.day_first = day_order(table)
        self.has_ids = "id" in table.fields
        self.titles = {readable.id: readable.row.get("title") for readable in rows if readable.id}
        self.recovered = {} if self.has_ids else _recovered_ids(rows)
        self.names = _known_names(rows, found)

    def read(self) -> None:
        """Add the table's goals and check-ins to what was found."""
        for readable in self.rows:
            lasting = readable.id or self.recovered.get(readable.row.get("title"), "")
            external_id = lasting or f"row {readable.row.number}"
            reader = RowReader(readable.row, readable.notes, self.day_first)
            check_ins = self._check_ins(readable, external_id)
            self.found.check_ins += check_ins
            last = max(check_ins, key=lambda check_in: (check_in.date, check_in.at), default=None)
            self.found.goals.append(self._goal(reader, external_id, bool(lasting), last.value if last else None))

    def _goal(self, reader: RowReader, external_id: str, is_lasting: bool, last: Decimal | None) -> GoalRecord:
        start, due = reader.dates()
        outcome = reader.outcome()
        progress = reader.number("progress")
        entity, teams = _entity(reader)
        owners = self._owners(reader)
        creator = reader.text("creator")
        return GoalRecord(
            row=reader.row.number,
            external_id=external_id,
            title=reader.text("title"),
            kind="",
            kind_word=reader.text("object_type"),
            entity=entity,
            team_names=teams,
            owner_refs=owners,
            creator_ref=self._person(creator) if creator else None,
            check_in_owner_ref=owners[0] if owners else None,
            period_name=reader.text("period"),
            start=start,
            due=due,
            description=reader.text("description"),
            nature=reader.nature(),
            outcome=outcome,
            progress_mode="",
            status=reader.status(),
            progress=progress,
            current_value=_current_value(reader, outcome, last, progress),
            score=reader.score(),
            alignments=tuple(self._alignments(reader)),
            tags=_tags(reader.row),
            created_at=reader.instant("created_at"),
            has_lasting_id=is_lasting,
            metadata=_metadata(reader),
        )

    def _person(self, name: str) -> PersonRef:
        return self.found.directory.ref(PersonRef(name=name))

    def _owners(self, reader: RowReader) -> tuple[PersonRef, ...]:
        """By their addresses where the file has them, else by their names."""
        if not (emails := cells.parts(reader.text("owner_email"), ";")):
            return tuple(self._person(name) for name in split_names(reader.text("owner"), self.names))
        names = cells.parts(reader.text("owner"), ";")
        named = names if len(names) == len(emails) else [None] * len(emails)
        people = (PersonRef(None, email, name) for email, name in zip(emails, named, strict=True))
        return tuple(self.found.directory.ref(person) for person in people)

    def _alignments(self, reader: RowReader) -> list[ParentRef]:
        """From a column of ids, with the shares beside it, or from the cell that holds titles with both."""
        if not (ids := cells.parts(reader.text("parent_ids"), ";")):
            cell = reader.text("aligned_to")
            return aligned_to.split(cell, self.titles) if cell else []
        weights = [weight.strip() for weight in reader.text("contribution").split(";")]
        weights += [""] * (len(ids) - len(weights))
        return [
            ParentRef(parent, self.titles.get(parent, ""), aligned_to.weight(weight))
            for parent, weight in zip(ids, weights, strict=False)
        ]

    def _check_ins(self, readable: _Readable, external_id: str) -> list[CheckInRecord]:
        found = (self._check_in(fields, readable.notes, external_id) for fields in readable.check_ins)
        return [check_in for check_in in found if check_in is not None]

    def _check_in(self, fields: dict[str, str], notes: RowRemarks, external_id: str) -> CheckInRecord | None:
        at = attempted(notes, "Activity Date", lambda: cells.instant(fields.get("Activity Date", "")))
        on = attempted(notes, "Checkin Date", lambda: cells.day(fields.get("Date", ""), day_first=self.day_first))
        on = on or (at.astimezone(UTC).date() if at else None)
        if on is None:
            notes.warn(_("A check-in without a date is left out."))
            return None
        user = fields.get("User", "")
        return CheckInRecord(
            goal_ref=external_id,
            at=at or cells.noon(on),
            date=on,
            author_ref=self._person(user) if user else None,
            note=fields.get("Note", ""),
            status=attempted(notes, "Status of a check-in", lambda: values.status(fields.get("Status", ""))),
            value=attempted(
                notes, "Current Value of a check-in", lambda: cells.number(fields.get("Current Value", ""))
            ),
            metric_name=fields.get("Metric Name", ""),
        )


def _recovered_ids(rows: Iterable[_Readable]) -> dict[str, str]:
    """Find the ids of rows in a file without ids: other rows name their parents with title and id.

    Only a title that one row bears and that always comes with the same id tells an id (spec §7.4.4).
    """
    bearers: dict[str, int] = defaultdict(int)
    ids: dict[str, set[str]] = defaultdict(set)
    for readable in rows:
        bearers[readable.row.get("title")] += 1
        for ref in aligned_to.split(readable.row.get("aligned_to"), {}):
            if ref.external_id:
                ids[ref.title].add(ref.external_id)
    return {title: min(known) for title, known in ids.items() if len(known) == 1 and bearers[title] == 1}


def _known_names(rows: Iterable[_Readable], found: Found) -> set[str]:
    """Names that are one person for sure, so that a comma in them parts nobody.

    Creators and authors of check-ins stand alone in their cells; an owner who is called like the row's
    whole team is a role that the team is named after.
    """
    names = {person.name for person in found.directory.people}
    for readable in rows:
        names.add(readable.row.get("creator"))
        names.update(fields.get("User", "") for fields in readable.check_ins)
        owner = readable.row.get("owner")
        if "," not in owner or owner in cells.parts(readable.row.get("team"), ";"):
            names.add(owner)
    return {normalised(name) for name in names if name}


def _entity(reader: RowReader) -> tuple[str, tuple[str, ...]]:
    """Whose goal it is and its teams: told by OKR type and Type name in old files, by Team in new ones."""
    teams = cells.parts(reader.text("team"), ";")
    entity = _ENTITIES.get(reader.text("okr_type").casefold(), "")
    if entity == "team" and not teams:
        teams = cells.parts(reader.text("type_name"), ";")
    return entity or ("team" if teams else ""), teams


def _current_value(
    reader: RowReader, outcome: OutcomeRecord, last: Decimal | None, progress: Decimal | None
) -> Decimal | None:
    return values.current_value(outcome, last=last, actual=reader.number("actual_progress"), percent=progress)


def _tags(row: Row) -> tuple[str, ...]:
    """The tags: a column each if there are several columns, otherwise separated in the one."""
    found = row.all("tag")
    if len(row.columns.get("tag", ())) == 1 and found:
        header = row.header_line[row.columns["tag"][0]].strip()
        if not header[-1:].isdigit():
            found = list(cells.parts(found[0], ";" if ";" in found[0] else ","))
    unique = {tag.casefold(): tag for tag in reversed(found)}
    return tuple(tag for tag in dict.fromkeys(found) if unique[tag.casefold()] == tag)


def _metadata(reader: RowReader) -> dict[str, Any]:
    kept: dict[str, Any] = dict(reader.row.extras())
    kept |= {name: text for name in _KEPT if (text := reader.text(name))}
    if (last := reader.day("last_check_in")) is not None:
        kept["last_check_in"] = last.isoformat()
    return kept
