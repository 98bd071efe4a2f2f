"""Reading one table row: typed fields, and a remark instead of a stop when a cell cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from cairn.integrations.migration.viva_goals import cells, values
from cairn.integrations.migration.viva_goals.records import WARNING, OutcomeRecord
from cairn.integrations.migration.viva_goals.remarks import Remarks, RowRemarks
from cairn.integrations.migration.viva_goals.tables import Row, Table

T = TypeVar("T")


def attempted(remarks: RowRemarks, label: str, read: Callable[[], T]) -> T | None:
    """Run a reader of one value; when it refuses, remark on it and go on without the value."""
    try:
        return read()
    except ValueError as problem:
        remarks.damaged(_("%(label)s: %(problem)s The field is left empty.") % {"label": label, "problem": problem})
        return None


@dataclass
class RowReader:
    """The fields of one row by name. Whatever cannot be read is remarked on and comes back empty."""

    row: Row
    remarks: RowRemarks
    day_first: bool | None = None

    def text(self, name: str) -> str:
        """A field as text, "" when empty or absent."""
        return str(self.row.get(name))

    def number(self, name: str) -> Decimal | None:
        """A field as a figure."""
        return self._attempt(name, lambda: cells.number(self.text(name)))

    def day(self, name: str) -> date | None:
        """A field as a date."""
        return self._attempt(name, lambda: cells.day(self.text(name), day_first=self.day_first))

    def instant(self, name: str) -> datetime | None:
        """A field as an instant in UTC."""
        return self._attempt(name, lambda: cells.instant(self.text(name)))

    def status(self) -> str | None:
        """The status, as the goal model names it."""
        return self._attempt("status", lambda: values.status(self.text("status")))

    def nature(self) -> str:
        """Aspirational unless the row says otherwise."""
        return self._attempt("nature", lambda: values.nature(self.text("nature"))) or values.NATURES[0]

    def score(self) -> Decimal | None:
        """The score, 0–1 with two decimals; anything else is remarked on."""
        return self._attempt("score", lambda: score(self.text("score")))

    def dates(self) -> tuple[date | None, date | None]:
        """Start and due date; neither when they are the wrong way round."""
        start, due = self.day("start_date"), self.day("due_date")
        return in_order(start, due, self.remarks)

    def outcome(self, *, is_percent: bool | None = None) -> OutcomeRecord:
        """What the row measures."""
        outcome, sentence = values.outcome(
            is_percent=is_percent,
            name=self.text("metric_name"),
            unit=self.text("unit"),
            start=self.number("start_value"),
            target=self.number("target_value"),
            target_type=self.text("metric_kind"),
        )
        if sentence:
            self.remarks.warn(sentence)
        return outcome

    def _attempt(self, name: str, read: Callable[[], T]) -> T | None:
        columns = self.row.columns.get(name)
        return attempted(self.remarks, self.row.place(columns[0]), read) if columns else None


def score(value: object) -> Decimal | None:
    """Read a score, 0–1. Raises ValueError for anything else."""
    found = cells.number(value)
    if found is not None and not 0 <= found <= 1:
        raise ValueError(_("“%(value)s” is not a score; scores run from 0 to 1.") % {"value": str(value)[:40]})
    return None if found is None else found.quantize(Decimal("0.01"))


def in_order(start: date | None, due: date | None, remarks: RowRemarks) -> tuple[date | None, date | None]:
    """Both dates, or neither (with a remark) when the goal would end before it starts."""
    if start and due and due < start:
        remarks.warn(
            _("It would end on %(due)s, before it starts on %(start)s. The dates of its period are used.")
            % {"due": due, "start": start}
        )
        return None, None
    return start, due


def usable_rows(table: Table, remarks: Remarks) -> Iterator[tuple[Row, RowRemarks]]:
    """The rows of an OKR table that can be imported; the others are remarked on with their reason."""
    if table.encoding_guessed:
        remarks.add(WARNING, _("It is not UTF-8 and was read as Windows-1252. Please check accented letters."))
    for row in table.rows:
        title = row.get("title")
        notes = RowRemarks(remarks, row.number, row.get("id") or row.get("row_id") or None, str(title))
        if places := row.formulas():
            notes.error(
                _("Row %(number)s, %(place)s: the cell holds a formula. Please put its value there.")
                % {"number": row.number, "place": places[0]}
            )
        elif not title:
            notes.error(_("The row has no title."))
        else:
            yield row, notes


def day_order(table: Table) -> bool | None:
    """How the table means dates with slashes (see cells.day_comes_first)."""
    fields = ("start_date", "due_date", "created_at", "last_check_in")
    return cells.day_comes_first(row.get(name) for row in table.rows for name in fields)
