"""The report of an import as a file: a row for each line, safe to open in a spreadsheet (integrations §7.4.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from cairn.integrations import sheets

HEADERS = ("Row", "Kind", "External id", "Title", "Action", "Reason")


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
        yield [row, what, line.external_id, line.title, action, " ".join(line.reasons)]


def as_csv(lines: Iterable[ReportLine]) -> bytes:
    """The lines as a CSV file."""
    return sheets.as_csv(rows_of(lines))


def as_workbook(lines: Iterable[ReportLine]) -> bytes:
    """The lines as a workbook of one sheet."""
    return sheets.as_workbook(rows_of(lines), "Import")


def named(name: str, lines: Sequence[ReportLine]) -> bytes:
    """The report in the form that a file name asks for: .xlsx is a workbook, everything else CSV."""
    return as_workbook(lines) if name.lower().endswith(".xlsx") else as_csv(lines)
