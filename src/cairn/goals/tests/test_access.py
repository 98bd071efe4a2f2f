"""Who may edit a goal, shown to those who may: direct access by role, and what was granted (okrs §2.5, notes)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from cairn.goals import actions, policies
from cairn.goals.models import Goal
from cairn.goals.policies import Act
from cairn.goals.queries.access import Access, who_may_edit
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.organizations import actions as people

PEOPLE = ("Ada", "Ben", "Tom", "Tia", "Max", "Cy", "Olive")


def shown(quarter: Quarter, goal: Goal, by: str = "Ada") -> dict[str, Access]:
    return {each.member.name: each for each in who_may_edit(quarter.fresh(goal), quarter.actor(by))}


def may(quarter: Quarter, goal: Goal) -> set[str]:
    return {name for name in PEOPLE if policies.can(quarter.actor(name), Act.EDIT, quarter.fresh(goal))}


def granted(quarter: Quarter) -> None:
    actions.edit(quarter.shops, {"editors": [quarter.world.members["Cy"].pk]}, by=quarter.actor("Max"))


def delegated(quarter: Quarter) -> None:
    actions.delegate(quarter.shops, quarter.world.members["Cy"].pk, by=quarter.actor("Max"))


def stood_in_for(quarter: Quarter) -> None:
    cy, max_ = quarter.world.members["Cy"], quarter.world.members["Max"]
    day = NOON.date()
    people.add_absence(max_, by=quarter.actor("Max"), first_day=day, last_day=day + timedelta(days=2), delegate=cy)


def only_listed(quarter: Quarter) -> None:
    granted(quarter)
    actions.edit(quarter.shops, {"only_listed_edit": True}, by=quarter.actor("Max"))


def left(quarter: Quarter) -> None:
    granted(quarter)
    people.deactivate_member(quarter.world.members["Cy"], by=quarter.actor("Ada"))


@pytest.mark.parametrize("change", [None, granted, delegated, stood_in_for, only_listed])
def test_the_list_names_exactly_those_whom_the_policy_lets(
    quarter: Quarter, change: Callable[[Quarter], None] | None
) -> None:
    """In several situations, for a team's key result and for the company's objective."""
    if change is not None:
        change(quarter)
    for goal in (quarter.shops, quarter.win, quarter.crew):
        assert set(shown(quarter, goal)) == may(quarter, goal), goal.title


def test_what_comes_with_a_role_is_direct_access_and_says_why(quarter: Quarter) -> None:
    found = shown(quarter, quarter.shops)
    assert not any(each.is_granted for each in found.values())
    assert found["Max"].reasons == ("owns it",)
    assert {"created it", "manages one of these people"} <= set(found["Tom"].reasons)
    assert found["Tia"].reasons == ("leads its team or one above",)


def test_a_grant_is_told_from_a_role_also_where_both_are_there(quarter: Quarter) -> None:
    both = [quarter.world.members[name].pk for name in ("Cy", "Tia")]
    actions.edit(quarter.shops, {"editors": both}, by=quarter.actor("Max"))
    found = shown(quarter, quarter.shops)
    assert (found["Cy"].is_granted, found["Tia"].is_granted) == (True, False)


def test_who_left_is_not_named(quarter: Quarter) -> None:
    left(quarter)
    assert "Cy" not in shown(quarter, quarter.shops)


def test_the_owners_of_a_parent_one_cannot_see_are_not_given_away(quarter: Quarter) -> None:
    above = quarter.goal("Sell the boats", kind="objective", by="Cy")
    actions.align(quarter.crew, [actions.Parent(above.pk)], by=quarter.actor("Tom"))
    assert "owns what it is aligned to" in shown(quarter, quarter.crew, by="Tom")["Cy"].reasons
    actions.edit(above, {"privacy": "listed"}, by=quarter.actor("Cy"))
    actions.edit(quarter.crew, {"privacy": "everyone"}, by=quarter.actor("Ada"))
    assert "Cy" not in shown(quarter, quarter.crew, by="Tom")


def test_the_panel_is_for_those_who_may_edit(quarter: Quarter) -> None:
    granted(quarter)
    address = f"/o/acme/goals/{quarter.shops.pk}/access"
    page = quarter.world.client("Cy").get(address).content.decode()
    assert "direct access" in page
    assert "granted" in page
    assert quarter.world.client("Olive").get(address).status_code == 403
