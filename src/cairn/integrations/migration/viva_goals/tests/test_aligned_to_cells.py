"""The cell that names the parents of a goal."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cairn.integrations.migration.viva_goals.aligned_to import joined, split
from cairn.integrations.migration.viva_goals.records import ParentRef


@pytest.mark.parametrize(
    "title",
    [
        "Grow",
        "Grow (a lot)",
        "Grow (weight: heavy)",
        "a, b; c",
        "(",
        "Reach 5 % (weight: 5%, Id: 5) soon",
        "Zwei\nZeilen",
    ],
)
def test_titles_may_hold_almost_anything(title: str) -> None:
    assert split(f"{title}(weight: 14.29%, Id: 77)", {}) == [ParentRef("77", title, Decimal("14.29"))]


@pytest.mark.parametrize("separator", [", ", "; ", "\n", ",", " | "])
def test_several_parents_are_told_apart(separator: str) -> None:
    cell = f"A (b)(weight: 50%, Id: 1){separator}C(weight: 0%, Id: 2)"
    assert split(cell, {}) == [ParentRef("1", "A (b)", Decimal(50)), ParentRef("2", "C", Decimal(0))]


def test_known_titles_tell_a_mark_inside_a_title_from_a_real_one() -> None:
    awkward = "Copy of A(weight: 1%, Id: 1), really"
    titles = {"1": "A", "2": awkward}
    assert split(f"{awkward}(weight: 50%, Id: 2)", titles) == [ParentRef("2", awkward, Decimal(50))]


def test_a_cell_without_a_mark_is_a_title() -> None:
    assert split("Grow (a lot)", {}) == [ParentRef(None, "Grow (a lot)")]


def test_a_weight_that_is_no_number_is_no_weight() -> None:
    assert split("A(weight: 1.2.3%, Id: 1)", {}) == [ParentRef("1", "A", None)]


def test_what_is_joined_can_be_split() -> None:
    parents = [ParentRef("1", "A (b)", Decimal("14.29")), ParentRef("2", "C; d", Decimal("33.3333"))]
    assert split(joined(parents), {}) == parents
