"""Invented exports, made in code: each test writes down only what it is about."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import openpyxl

from cairn.integrations.migration.viva_goals.detect import SourceFile, read
from cairn.integrations.migration.viva_goals.records import Bundle, GoalRecord

TODAY = date(2026, 11, 20)

OLD_HEADERS = ("Id", "Title", "Tag", "OKR type", "Type name", "Creator", "Owner", "Period", "Target", "Object Type")


def csv_bytes(rows: Sequence[Mapping[str, str]], *more: Sequence[str], encoding: str = "utf-8") -> bytes:
    """A CSV file of these rows; `more` are cells behind the named columns, one list per row."""
    headers = list(dict.fromkeys(header for row in rows for header in row))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headers)
    for at, row in enumerate(rows):
        writer.writerow([*(row.get(header, "") for header in headers), *(more[at] if at < len(more) else ())])
    return out.getvalue().encode(encoding)


def workbook_bytes(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """An XLSX file of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zip_bytes(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def json_export(**arrays: Sequence[Mapping[str, Any]]) -> bytes:
    """An admin export of these arrays, by file name."""
    return zip_bytes({f"{name}.json": json.dumps(array).encode() for name, array in arrays.items()})


def objective(external_id: int, title: str, **fields: Any) -> dict[str, Any]:
    """A goal of the admin export with everything in it that a plain objective has."""
    plain = {
        "ID": external_id,
        "Title": title,
        "Type": "Objective",
        "Owner": [{"ID": 1, "Name": "Ada Abel", "Email": "ada@acme.example"}],
        "Time Period": {"ID": 7, "Name": "Q1 2025"},
        "Start Date": "2025-01-01",
        "End Date": "2025-03-31",
        "Permissions": {"View": "Everybody", "Edit": {"Owners": True}, "Align": "Everybody"},
        "Progress": 0,
        "Status": "On Track",
        "Outcome": {"Outcome Type": "Percentage", "Metric Unit": "%", "Start": 0, "Target": 100},
    }
    return plain | fields


def check_in_cell(**fields: str) -> str:
    """A check-in cell as Explorer writes it."""
    plain = {
        "date": "2025-03-10", "user": "Ada Abel", "note": "", "metric": "Progress", "status": "On Track",
        "value": "25%", "at": "2025-03-10 20:57:08 UTC",
    } | fields  # fmt: skip
    return (
        f"Checkin Date: {plain['date']}; User: {plain['user']}; Note: {plain['note']};"
        f" Metric Name: {plain['metric']}; Status: {plain['status']}; Current Value: {plain['value']};"
        f" Activity Date: {plain['at']};"
    )


def bundle_of(*contents: bytes, **options: Any) -> Bundle:
    """Read files that have names which tell nothing."""
    files = [SourceFile(f"file-{number}", content) for number, content in enumerate(contents, start=1)]
    return read(files, today=TODAY, **options)


def goal_named(bundle: Bundle, title: str) -> GoalRecord:
    """The goal with this title."""
    (goal,) = [goal for goal in bundle.goals if goal.title == title]
    return goal


def sentences(bundle: Bundle) -> str:
    """All remarks, one per line with their severity."""
    return "\n".join(f"{note.severity}: {note.sentence}" for note in bundle.notes)
