"""What changed between two instants (spec okrs §8.3, compare to past)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from cairn.goals.comparison import Stand, What, compare

A, B, P, Q, ADA, BEN = (UUID(int=n) for n in range(1, 7))
REORDER = Stand(A, "Raise the reorder rate", progress=Decimal(40), aim=(38, 55), aim_text="38 → 55 %", owners=(ADA,))


def kinds(then: list[Stand], now: list[Stand]) -> list[What]:
    return [change.what for change in compare({s.id: s for s in then}, {s.id: s for s in now})]


def test_nothing_changed_tells_nothing() -> None:
    assert kinds([REORDER], [REORDER]) == []


def test_what_came_and_what_went() -> None:
    assert kinds([REORDER], [Stand(B, "Win guides")]) == [What.ADDED, What.REMOVED]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ({"state": "closed", "score": Decimal("0.7")}, What.CLOSED),
        ({"state": "postponed"}, What.POSTPONED),
        ({"score": Decimal("0.5")}, What.SCORED),
        ({"shares": {P: None}}, What.MOVED),
        ({"aim": (38, 60), "aim_text": "38 → 60 %"}, What.TARGETED),
        ({"dates": ("2026-10-01", "2027-01-15")}, What.DATED),
        ({"title": "Raise it"}, What.RENAMED),
        ({"owners": (BEN,)}, What.HANDED_OVER),
        ({"progress": Decimal(52)}, What.PROGRESSED),
        ({"progress": None}, What.PROGRESSED),
    ],
)
def test_one_thing_changed(after: dict[str, object], told: What) -> None:
    assert kinds([REORDER], [replace(REORDER, **after)]) == [told]  # type: ignore[arg-type]


def test_open_again_is_reopened() -> None:
    assert kinds([replace(REORDER, state="closed")], [REORDER]) == [What.REOPENED]


def test_another_share_under_the_same_parent_is_a_weight_and_no_move() -> None:
    then, now = replace(REORDER, shares={P: None, Q: None}), replace(REORDER, shares={P: Decimal(60), Q: None})
    (change,) = compare({A: then}, {A: now})
    assert (change.what, change.before, change.after, change.parent) == (What.WEIGHTED, None, Decimal(60), P)


def test_owners_in_another_order_are_the_same_owners() -> None:
    assert kinds([replace(REORDER, owners=(ADA, BEN))], [replace(REORDER, owners=(BEN, ADA))]) == []


def test_several_things_at_once_are_told_one_by_one_in_order() -> None:
    now = replace(REORDER, title="Raise it", progress=Decimal(60), state="closed", score=Decimal(1))
    assert kinds([REORDER], [now]) == [What.CLOSED, What.RENAMED, What.PROGRESSED]


def test_the_same_kind_is_told_by_title() -> None:
    one, two = Stand(A, "beta"), Stand(B, "Alpha")
    assert [change.title for change in compare({}, {A: one, B: two})] == ["Alpha", "beta"]
