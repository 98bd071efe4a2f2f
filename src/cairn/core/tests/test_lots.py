"""Many things in lots."""

from __future__ import annotations

from cairn.core.lots import in_lots


def test_they_come_in_order_and_the_last_lot_is_what_is_left() -> None:
    assert list(in_lots(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(in_lots((n for n in range(4)), 2)) == [[0, 1], [2, 3]]
    assert list(in_lots([], 2)) == []
