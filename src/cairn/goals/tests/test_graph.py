"""Who stands above and below, in the database, for very many goals at once (spec okrs §9.2: a whole period ends)."""

from __future__ import annotations

from cairn.core.ids import new_id
from cairn.goals import graph
from cairn.goals.tests.cast import Acme


def test_a_tree_of_more_than_five_hundred_is_walked_on_both_databases(busy: Acme) -> None:
    """SQLite takes no more beginnings than 500 in one statement; what ends together may be a larger tree."""
    reorder, brand, grow = (busy.goals[name].pk for name in ("reorder", "brand", "grow"))
    others = [new_id() for _ in range(900)]
    assert graph.above([*others, reorder]) == {*others, reorder, brand, grow}
    assert graph.below([grow, *others, brand]) >= {*others, grow, brand, reorder}
