"""The rows of a page: what they say, and that their number costs no more queries."""

from __future__ import annotations

from decimal import Decimal

from cairn.goals.queries.rows import row_for
from cairn.goals.tests.cast import TODAY, Acme


def test_a_row_says_where_a_key_result_stands(busy: Acme) -> None:
    row = row_for(busy.fresh(busy.goals["reorder"]), busy.actor(busy.maya), TODAY)

    assert (row.label, row.value) == ("54\u00a0%", "47.2 of 38 → 55\u00a0%")
    assert row.expected is not None
    assert round(row.expected, 1) == Decimal("57.1")
    assert row.status == "behind"
    assert row.last is not None
    assert (row.last.who, row.last.note) == ("Maya Lind", "Spring catalogue brought 9 shops back.")
    assert [link.title for link in row.elsewhere] == ["Become the brand guides recommend"]
