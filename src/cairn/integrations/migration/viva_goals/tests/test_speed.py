"""What reading an export costs grows with its rows and no faster; how many seconds that is, `cairn bench` tells."""

from __future__ import annotations

import sys
from types import FrameType

from cairn.integrations.migration.viva_goals.tests.sample_files import bundle_of, check_in_cell, csv_bytes


def export_of(count: int) -> bytes:
    """An Explorer file of `count` goals, five below each other one, with three check-ins each."""
    rows = [
        {
            "Id": str(number), "Title": f"Goal {number} (of many)", "Team": f"Team {number % 50}",
            "Creator": "Bo Berg",
            "Owner": f"Person {number % 900}, Bo Berg", "Period": "Q1 2025", "Start Date": "2025-01-01",
            "End Date": "2025-03-31", "Unit": "€", "Start": "0", "Target": "12,500", "Object Type": "Key result",
            "Aligned To": f"Goal {number // 5} (of many)(weight: 20%, Id: {number // 5})" if number else "",
            "Progress %": "10", "Status": "Behind", "Checkins": check_in_cell(value="1,250"),
        }
        for number in range(count)
    ]  # fmt: skip
    return csv_bytes(rows, *[[check_in_cell(note="a; b"), check_in_cell(value="2,000")]] * count)


def calls_to_read(count: int) -> int:
    """How many functions are called to read such a file."""
    content, calls = export_of(count), 0

    def noted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(noted)
    try:
        bundle = bundle_of(content)
    finally:
        sys.setprofile(None)
    assert (len(bundle.goals), len(bundle.check_ins)) == (count, 3 * count)
    return calls


def test_twice_the_rows_cost_twice_the_calls() -> None:
    calls_to_read(10)  # what is compiled or read once
    assert calls_to_read(2000) < 2.1 * calls_to_read(1000)
