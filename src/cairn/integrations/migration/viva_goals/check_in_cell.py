"""One check-in written into one cell, as Explorer files carry them (spec integrations §7.2, Checkins).

    Checkin Date: 2025-03-10; User: Jane Doe; Note: …; Metric Name: Progress; Status: On Track;
    Current Value: 25%; Activity Date: 2025-03-10 20:57:08 UTC;

Notes may hold "; " and even "; Status: ". The labels behind the note are therefore looked for from the end
of the cell, those before it from its start; that takes time in proportion to the cell, whatever is in it.
"""

from __future__ import annotations

from collections.abc import Mapping

_BEHIND_THE_NOTE = ("Activity Date", "Current Value", "Status", "Metric Name")
_DATES = ("Checkin Date:", "CheckIn Date:", "Check-in Date:", "Check-In Date:")


def split(cell: str) -> dict[str, str] | None:
    """Take a check-in cell apart into label → text; None when it is no check-in.

    Labels are Date, User, Note, Metric Name, Status, Current Value and Activity Date; missing ones are
    absent.
    """
    start = next((mark for mark in _DATES if cell.startswith(mark)), None)
    if start is None:
        return None
    rest = cell.rstrip().removesuffix(";")
    found: dict[str, str] = {}
    for label in _BEHIND_THE_NOTE:
        head, mark, tail = rest.rpartition(f"; {label}:")
        if mark:
            rest, found[label] = head, tail.strip()
    rest = rest[len(start) :]
    rest, mark, tail = rest.partition("; User:")
    if mark:
        found["User"], mark, note = tail.partition("; Note:")
    else:
        rest, mark, note = rest.partition("; Note:")
    if mark:
        found["Note"] = note.strip()
    return {label: text.strip() for label, text in found.items()} | {"Date": rest.strip()}


def joined(fields: Mapping[str, str]) -> str:
    """Write a check-in as a cell; `split` gives the same fields back.

    A name or metric with "; " in it, which the layout cannot carry, is written with ", " instead.
    """
    safe = {label: text if label == "Note" else text.replace("; ", ", ") for label, text in fields.items()}
    labels = ("User", "Note", *reversed(_BEHIND_THE_NOTE))
    rest = " ".join(f"{label}: {safe.get(label, '')};" for label in labels)
    return f"Checkin Date: {safe.get('Date', '')}; {rest}"
