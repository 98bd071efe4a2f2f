"""Large exports are read in a few seconds of computing at most, however busy the machine is."""

from __future__ import annotations

from time import process_time

from cairn.integrations.migration.viva_goals.tests.sample_files import bundle_of, check_in_cell, csv_bytes


def test_ten_thousand_rows_with_three_check_ins_each_are_read_in_time() -> None:
    rows = [
        {
            "Id": str(number), "Title": f"Goal {number} (of many)", "Team": f"Team {number % 50}",
            "Creator": "Bo Berg",
            "Owner": f"Person {number % 900}, Bo Berg", "Period": "Q1 2025", "Start Date": "2025-01-01",
            "End Date": "2025-03-31", "Unit": "€", "Start": "0", "Target": "12,500", "Object Type": "Key result",
            "Aligned To": f"Goal {number // 5} (of many)(weight: 20%, Id: {number // 5})" if number else "",
            "Progress %": "10", "Status": "Behind", "Checkins": check_in_cell(value="1,250"),
        }
        for number in range(10_000)
    ]  # fmt: skip
    content = csv_bytes(rows, *[[check_in_cell(note="a; b"), check_in_cell(value="2,000")]] * 10_000)
    began = process_time()
    bundle = bundle_of(content)
    assert process_time() - began < 5
    assert (len(bundle.goals), len(bundle.check_ins)) == (10_000, 30_000)
