"""The report of an import as a file: a row for each line, safe to open in a spreadsheet (integrations §7.4.1)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

import openpyxl
from openpyxl.cell import WriteOnlyCell

from cairn.integrations.migration.viva_goals.formulas import guarded

HEADERS = ("Row", "Kind", "External id", "Title", "Action", "Reason")
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ReportLine(Protocol):
    """A line of a plan, or one that was kept."""

    row: int | None
    external_id: str
    title: str
    reasons: list[str]


def rows_of(lines: Iterable[ReportLine]) -> Iterator[list[str]]:
    """The header and one row per line, as text."""
    yield list(HEADERS)
    for line in lines:
        what, action = str(getattr(line, "what", "")), str(getattr(line, "action", ""))
        row = "" if line.row is None else str(line.row)
        yield [guarded(cell) for cell in (row, what, line.external_id, line.title, action, " ".join(line.reasons))]


def as_csv(lines: Iterable[ReportLine]) -> bytes:
    """UTF-8 with byte order mark, so that spreadsheet programs read accents as they are."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows_of(lines))
    return out.getvalue().encode("utf-8-sig")


def as_workbook(lines: Iterable[ReportLine]) -> bytes:
    """One sheet; every cell is text, so that nothing in it is calculated."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Import")
    for row in rows_of(lines):
        sheet.append([_text(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text(sheet: Any, text: str) -> Any:
    cell: Any = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell


def named(name: str, lines: Sequence[ReportLine]) -> bytes:
    """The report in the form that a file name asks for: .xlsx is a workbook, everything else CSV."""
    return as_workbook(lines) if name.lower().endswith(".xlsx") else as_csv(lines)
