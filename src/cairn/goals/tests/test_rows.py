"""The rows of a page (spec okrs §8.3): what they say, and that their number costs no more queries."""

from __future__ import annotations

from decimal import Decimal

from cairn.goals import actions
from cairn.goals.actions import Parent
from cairn.goals.queries.rows import Row, placed, row_for
from cairn.goals.row_marks import parent_link
from cairn.goals.tests.cast import TODAY, Acme


def test_several_parents_are_told_by_a_double_arrow(busy: Acme) -> None:
    """okrs §8.1: what is aligned to several says so, and that nothing of its progress is split."""
    goal, other = busy.goals["reorder"], busy.objective("Be fair to shops", busy.ada)

    def mark(row: Row) -> str:
        return parent_link(row, "/goals/")

    one = row_for(goal, busy.actor(busy.maya), TODAY)
    assert "⟶ Become the brand" in mark(one)
    parents = [Parent(busy.goals["brand"].pk), Parent(other.pk)]
    actions.align(goal, parents, by=busy.actor(busy.ada))
    both = row_for(busy.fresh(goal), busy.actor(busy.maya), TODAY)
    below_one = placed(both, level=2, parent=other.pk)
    for row in (both, below_one):
        assert "⇉ Become the brand" in mark(row)
        assert "All of its progress counts in each:" in mark(row)


def test_a_row_says_where_a_key_result_stands(busy: Acme) -> None:
    row = row_for(busy.fresh(busy.goals["reorder"]), busy.actor(busy.maya), TODAY)

    assert (row.label, row.value) == ("54\u00a0%", "47.2 of 38 → 55\u00a0%")
    assert row.expected is not None
    assert round(row.expected, 1) == Decimal("57.1")
    assert row.status == "behind"
    assert row.last is not None
    assert (row.last.who, row.last.note) == ("Maya Lind", "Spring catalogue brought 9 shops back.")
    assert [link.title for link in row.elsewhere] == ["Become the brand guides recommend"]
