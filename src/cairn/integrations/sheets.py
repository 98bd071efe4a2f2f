"""Tables as files, safe to open in a spreadsheet program (spec trust, row CSV/XLSX)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell

from cairn.integrations.migration.viva_goals.formulas import guarded

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Table = Iterable[Iterable[str]]


def as_csv(rows: Table) -> bytes:
    """UTF-8 with byte order mark, so that spreadsheet programs read accents as they are."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_workbook(rows: Table, name: str) -> bytes:
    """One sheet; every cell is text, so that nothing in it is calculated."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append([_text(sheet, guarded(cell)) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text(sheet: Any, text: str) -> Any:
    cell: Any = WriteOnlyCell(sheet, value=_kept(text))
    cell.data_type = "s"
    return cell


def _kept(text: str) -> str:
    """Without the control characters that a workbook cannot hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n\r")[:32_767]
