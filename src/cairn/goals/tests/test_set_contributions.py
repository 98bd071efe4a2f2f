"""Fixing and freeing shares (spec okrs §5.5)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cairn.core.errors import Denied, Refused
from cairn.goals import actions
from cairn.goals.models import Goal

from .quarter import Quarter

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(quarter: Quarter) -> list[Goal]:
    """Three key results under “Win the north” at 40, 80 and 20 %."""
    third = quarter.goal("Find the money", under=quarter.win)
    for goal, value in ((quarter.shops, 4), (quarter.crew, 80), (third, 20)):
        actions.check_in(goal, by=quarter.actor("Ada"), value=Decimal(value))
    return [quarter.shops, quarter.crew, third]


def test_golden_12_a_fixed_half_and_two_quarters(quarter: Quarter, three: list[Goal]) -> None:
    assert quarter.fresh(quarter.win).progress == Decimal("46.6667")
    actions.set_contributions(quarter.win, {three[0].pk: Decimal(50)}, by=quarter.actor("Ada"))
    assert quarter.fresh(quarter.win).progress == 45


def test_golden_11_a_fourth_child_touches_only_the_automatic_ones(quarter: Quarter, three: list[Goal]) -> None:
    actions.set_contributions(quarter.win, {three[0].pk: Decimal(50)}, by=quarter.actor("Ada"))
    quarter.goal("One more", under=quarter.win)
    assert quarter.fresh(quarter.win).progress == Decimal("36.6667")


def test_nothing_is_how_a_child_is_left_out(quarter: Quarter, three: list[Goal]) -> None:
    actions.set_contributions(quarter.win, {three[2].pk: Decimal(0)}, by=quarter.actor("Ada"))
    assert quarter.fresh(quarter.win).progress == 60


def test_freeing_a_share_restores_the_equal_split(quarter: Quarter, three: list[Goal]) -> None:
    ada = quarter.actor("Ada")
    actions.set_contributions(quarter.win, {three[0].pk: Decimal(90)}, by=ada)
    actions.set_contributions(quarter.win, {three[0].pk: None}, by=ada)
    assert quarter.fresh(quarter.win).progress == Decimal("46.6667")


@pytest.mark.parametrize("shares", [[60, 50, None], [101, None, None], [-1, None, None], [30, 30, 30]])
def test_shares_that_cannot_stand_are_refused_and_nothing_changes(
    quarter: Quarter, three: list[Goal], shares: list[int | None]
) -> None:
    wanted = {goal.pk: None if s is None else Decimal(s) for goal, s in zip(three, shares, strict=True)}
    with pytest.raises(Refused):
        actions.set_contributions(quarter.win, wanted, by=quarter.actor("Ada"))
    assert not quarter.win.child_links.exclude(contribution=None).exists()


def test_only_children_have_a_share(quarter: Quarter) -> None:
    stranger = quarter.goal("Elsewhere")
    with pytest.raises(Refused, match="does not stand under"):
        actions.set_contributions(quarter.win, {stranger.pk: Decimal(10)}, by=quarter.actor("Ada"))


def test_the_check_in_owner_may_set_contributions_but_not_edit(quarter: Quarter) -> None:
    cy = quarter.actor("Cy")
    actions.edit(quarter.win, {"check_in_owner": cy.member_id}, by=quarter.actor("Ada"))
    actions.set_contributions(quarter.win, {quarter.shops.pk: Decimal(70)}, by=cy)
    with pytest.raises(Denied):
        actions.edit(quarter.win, {"title": "Mine now"}, by=cy)
