"""The page of the organisation (spec okrs §8.3)."""

from __future__ import annotations

from typing import Any

import pytest

from cairn.goals.tests.cast import Acme


def test_it_shows_the_tree_with_its_numbers(busy: Acme) -> None:
    text = busy.web(busy.maya).get(busy.url("company")).content.decode()

    assert "Become the brand guides recommend" in text
    assert "day 53 of 92" in text


def test_it_is_printed_while_one_period_is_chosen(busy: Acme) -> None:
    """okrs §4.3 has it in the menu of the page; §3 takes it away while several periods are chosen."""

    def offers(*periods: object) -> bool:
        chosen = "&".join(f"period={period}" for period in periods)
        return "data-print" in busy.web(busy.maya).get(busy.url(f"company?{chosen}")).content.decode()

    assert offers(busy.quarter.pk)
    assert not offers(busy.quarter.pk, busy.next_quarter.pk)


@pytest.mark.parametrize("more", [0, 10, 20])
def test_more_rows_cost_no_more_queries(busy: Acme, more: int, django_assert_max_num_queries: Any) -> None:
    for number in range(more):
        goal = busy.objective(f"Objective {number}", busy.maya)
        busy.check_in(busy.key_result(f"Key result {number}", busy.jonas, goal), busy.jonas, 5)
    web = busy.web(busy.maya)

    with django_assert_max_num_queries(15):
        web.get(busy.url("company?open=all"))
