"""Tables out of CSV and XLSX bytes: headers by name, cells as text, rows numbered as a spreadsheet does."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from cairn.integrations.migration.viva_goals import headers
from cairn.integrations.migration.viva_goals.decoding import clean, decoded
from cairn.integrations.migration.viva_goals.formulas import Formula, unguarded
from cairn.integrations.migration.viva_goals.guards import MOST_COLUMNS, UnreadableFile

HEADER_WITHIN = 12
"""Templates may carry a title or a hint above their header line; it stands within the first rows."""
MOST_ROWS = 1_048_576

RawRow = tuple[int, list[str]]


@dataclass(frozen=True)
class Row:
    """One line of a table. `number` is its row in the file, the first row being 1."""

    number: int
    cells: Sequence[str]
    columns: dict[str, list[int]] = field(repr=False)
    header_line: Sequence[str] = field(repr=False)

    def get(self, name: str) -> str:
        """The cell of a field, "" when the table has no such column or the row ends before it."""
        for column in self.columns.get(name, ()):
            return self.cell(column)
        return ""

    def all(self, name: str) -> list[str]:
        """The non-empty cells of a field that may have several columns (tags)."""
        return [text for column in self.columns.get(name, ()) if (text := self.cell(column))]

    def cell(self, column: int) -> str:
        """The cell in a column counted from 0."""
        return self.cells[column] if column < len(self.cells) else ""

    def trailing(self) -> list[tuple[int, str]]:
        """Column and text of the non-empty cells under `Checkins` and under no header at all."""
        named = {column for column, header in enumerate(self.header_line) if header}
        named.difference_update(self.columns.get(headers.CHECK_INS, ()))
        return [(column, text) for column, text in enumerate(self.cells) if text and column not in named]

    def extras(self) -> dict[str, str]:
        """What stands under headers that are none of ours, by header."""
        known = {column for columns in self.columns.values() for column in columns}
        return {
            header: self.cell(column)
            for column, header in enumerate(self.header_line)
            if header and column not in known and self.cell(column)
        }

    def formulas(self) -> list[str]:
        """The places of cells that hold a formula, e.g. "Title (column B)"; the Id cell may hold a link."""
        ids = self.columns.get("id", ())
        return [
            self.place(column)
            for column, text in enumerate(self.cells)
            if isinstance(text, Formula) and not (column in ids and text.link_text)
        ]

    def place(self, column: int) -> str:
        """Name a column for a sentence."""
        header = self.header_line[column] if column < len(self.header_line) else ""
        letter = get_column_letter(column + 1)
        if not header:
            return _("column %(letter)s") % {"letter": letter}
        return _("“%(header)s” (column %(letter)s)") % {"header": header, "letter": letter}


@dataclass(frozen=True)
class Table:
    """A table of a known kind (headers.EXPLORER, TEMPLATE, TEAMS or USERS)."""

    kind: str
    file: str
    fields: frozenset[str]
    rows: Sequence[Row]
    encoding_guessed: bool = False


def from_csv(content: bytes, name: str) -> Table | None:
    """Read a text table; None when no header line of ours opens it. Raises UnreadableFile.

    Comma, semicolon and tab are understood as separators: the one that makes a known header line is it.
    """
    text, guessed = decoded(content, name)
    if text.startswith("sep="):
        text = text.partition("\n")[2]
    for delimiter in (",", ";", "\t"):
        head = _csv_rows(_head(text), delimiter, name, strict=False)
        if _header_row(head) is not None:
            return _table(_csv_rows(text, delimiter, name, strict=True), name, encoding_guessed=guessed)
    return None


def _head(text: str) -> str:
    """Enough lines to find the header in, so that a large file is not parsed three times."""
    return "\n".join(text[:200_000].splitlines()[: HEADER_WITHIN * 4])


def _csv_rows(text: str, delimiter: str, name: str, *, strict: bool) -> Iterator[RawRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, [unguarded(clean(cell)) if cell else "" for cell in cells]
    except csv.Error as problem:
        if strict:
            raise UnreadableFile(
                _(
                    "“%(name)s” cannot be read after row %(number)s: a quoted cell is never closed or far too long. "
                    "Please export the file again."
                )
                % {"name": name, "number": number}
            ) from problem


def from_workbook(content: bytes, archive: zipfile.ZipFile, name: str) -> list[Table]:
    """Read every sheet of a workbook that holds a table of ours. Raises UnreadableFile.

    `archive` is the same content, already checked by guards.check_workbook.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns about decoration it does not understand
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            found = [_table(_sheet_rows(sheet, name), name) for sheet in book.worksheets]
    except UnreadableFile:
        raise
    except Exception as problem:  # a broken workbook raises whatever its breach leads to
        raise UnreadableFile(
            _("“%(name)s” is a damaged or unusual workbook. Please save it again.") % {"name": name}
        ) from problem
    return [table for table in found if table is not None]


def _sheet_rows(sheet: Any, name: str) -> Iterator[RawRow]:
    sheet.reset_dimensions()  # what the file says about its size is not to be trusted
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise UnreadableFile(_("“%(name)s” is wider or longer than any export. It is refused.") % {"name": name})
        yield number, [_cell_text(cell) for cell in cells]


def _cell_text(cell: Any) -> str:
    """Text of a cell: dates in ISO form, whole numbers without a point, formulas marked as such."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in {"f", "e"}:
        return Formula(value if isinstance(value, str) else "=")
    if isinstance(value, str):
        return unguarded(clean(value), may_be_formula=False)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _header_row(rows: Iterable[RawRow]) -> tuple[str, list[str]] | None:
    for number, cells in rows:
        if number > HEADER_WITHIN:
            return None
        if (kind := headers.kind_of(cells)) is not None:
            return kind, cells
    return None


def _table(rows: Iterator[RawRow], name: str, *, encoding_guessed: bool = False) -> Table | None:
    found = _header_row(rows)  # leaves the iterator behind the header line
    if found is None:
        return None
    kind, header_line = found
    columns: dict[str, list[int]] = {}
    for column, header in enumerate(header_line):
        if header and (name_of_field := headers.field_of(kind, header)) is not None:
            columns.setdefault(name_of_field, []).append(column)
    body = [Row(number, cells, columns, header_line) for number, cells in rows if any(cells)]
    return Table(kind, name, frozenset(columns), body, encoding_guessed)


def lines(cell: str) -> list[str]:
    """Split a cell that holds one entry per line; semicolons separate as well."""
    return [part for raw in re.split(r"[\n;]", cell) if (part := raw.strip())]
