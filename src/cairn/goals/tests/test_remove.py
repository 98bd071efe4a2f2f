"""Delete a goal and bring it back within 30 days; what becomes of its children (spec okrs §4.3)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from cairn.core import clock
from cairn.core.errors import Denied, Refused
from cairn.goals import actions, verify
from cairn.goals.models import Goal

from .quarter import NOON, Quarter

pytestmark = pytest.mark.django_db


def test_a_deleted_goal_no_longer_counts_and_comes_back_whole(quarter: Quarter) -> None:
    ada = quarter.actor("Ada")
    actions.check_in(quarter.shops, by=ada, value=Decimal(10))
    actions.delete(quarter.shops, by=ada)
    assert quarter.fresh(quarter.win).progress == 0
    assert not Goal.objects.visible_to(ada).filter(pk=quarter.shops.pk).exists()
    assert list(verify.differences()) == []
    actions.restore(quarter.shops, by=ada)
    assert quarter.fresh(quarter.win).progress == 50
    assert list(verify.differences()) == []


def test_children_stay_unless_they_are_to_go_along(quarter: Quarter) -> None:
    ada = quarter.actor("Ada")
    actions.delete(quarter.win, by=ada)
    assert quarter.fresh(quarter.shops).deleted_at is None
    actions.restore(quarter.win, by=ada)
    actions.delete(quarter.win, by=ada, with_children=True)
    assert quarter.fresh(quarter.shops).deleted_at is not None
    actions.restore(quarter.win, by=ada)
    assert quarter.fresh(quarter.shops).deleted_at is None


def test_a_child_that_is_not_mine_stops_the_deletion_of_the_tree(quarter: Quarter) -> None:
    mine = quarter.goal("Mine", kind="objective", by="Cy")
    theirs = quarter.goal("Theirs", by="Max", under=mine)
    actions.edit(theirs, {"owners": [quarter.actor("Max").member_id]}, by=quarter.actor("Max"))
    cy = quarter.actor("Cy")
    # Cy owns the parent, so the matrix lets Cy delete the child too; a stranger may not.
    with pytest.raises(Denied):
        actions.delete(mine, by=quarter.actor("Olive"), with_children=True)
    actions.delete(mine, by=cy, with_children=True)
    assert quarter.fresh(theirs).deleted_at is not None


def test_a_closed_goal_is_not_deleted(quarter: Quarter) -> None:
    actions.close(quarter.shops, by=quarter.actor("Max"))
    with pytest.raises(Refused, match="Reopen"):
        actions.delete(quarter.shops, by=quarter.actor("Max"))


def test_after_thirty_days_it_is_gone(quarter: Quarter) -> None:
    ada = quarter.actor("Ada")
    actions.delete(quarter.shops, by=ada)
    with clock.at(NOON + timedelta(days=31)), pytest.raises(Refused, match="30 days"):
        actions.restore(quarter.shops, by=ada)


def test_moving_between_neighbours_changes_only_the_order(quarter: Quarter) -> None:
    ada = quarter.actor("Ada")
    goals = [quarter.goal(f"Number {i}") for i in range(4)]

    def order() -> list[str]:
        rows = Goal.objects.filter(pk__in=[goal.pk for goal in goals]).order_by("rank")
        return [goal.title[-1] for goal in rows]

    actions.place(goals[3], by=ada, before=goals[0].pk)
    assert order() == ["3", "0", "1", "2"]
    actions.place(goals[0], by=ada, after=goals[2].pk)
    assert order() == ["3", "1", "2", "0"]


def test_neighbours_that_come_too_close_are_spread_out(quarter: Quarter) -> None:
    ada = quarter.actor("Ada")
    goals = [quarter.goal(f"Number {i}") for i in range(3)]
    for _round in range(14):
        actions.place(goals[2], by=ada, before=goals[1].pk)
        actions.place(goals[1], by=ada, before=goals[2].pk)
    ranks = list(Goal.objects.filter(pk__in=[goal.pk for goal in goals]).values_list("rank", flat=True))
    assert len(set(ranks)) == 3
