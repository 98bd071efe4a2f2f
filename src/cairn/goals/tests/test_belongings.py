"""Deleting people and teams, deleting and moving periods, while goals hang on them (spec okrs §2.2, §2.3, §3)."""

from __future__ import annotations

from datetime import date

import pytest

from cairn.core.errors import Refused
from cairn.goals import actions, verify
from cairn.organizations import actions as organizations
from cairn.planning import actions as planning

from .quarter import Quarter

pytestmark = pytest.mark.django_db


def test_golden_31_a_team_with_goals_is_not_deleted_and_archiving_is_offered(quarter: Quarter) -> None:
    with pytest.raises(Refused, match="Archive"):
        organizations.delete_team(quarter.world.team("Sales"), by=quarter.actor("Ada"))


def test_a_team_without_goals_goes(quarter: Quarter) -> None:
    organizations.delete_team(quarter.world.team("Product"), by=quarter.actor("Ada"))


def test_golden_32_a_person_who_owns_a_goal_is_not_deleted(quarter: Quarter) -> None:
    with pytest.raises(Refused, match="owns 1 OKR"):
        organizations.delete_member(quarter.world.member("Max"), by=quarter.actor("Ada"))
    actions.edit(quarter.shops, {"owners": [quarter.actor("Tom").member_id]}, by=quarter.actor("Ada"))
    organizations.delete_member(quarter.world.member("Max"), by=quarter.actor("Ada"))
    assert list(verify.differences()) == []


def test_a_period_with_goals_is_not_deleted(quarter: Quarter) -> None:
    with pytest.raises(Refused):
        planning.delete_period(quarter.period, by=quarter.actor("Ada"))


def test_a_period_that_goals_have_left_still_holds_their_past(quarter: Quarter) -> None:
    for goal in (quarter.win, quarter.shops, quarter.crew):
        actions.edit(goal, {"period": quarter.next_period.pk}, by=quarter.actor("Ada"))
    with pytest.raises(Refused):
        planning.delete_period(quarter.period, by=quarter.actor("Ada"))


def test_moving_a_period_moves_only_the_goals_that_still_have_its_dates(quarter: Quarter) -> None:
    ada = quarter.actor("Ada")
    actions.edit(quarter.crew, {"due": date(2026, 9, 1)}, by=ada)
    period = quarter.period
    planning.edit_period(
        period, by=ada, name=period.name, start=period.start, end=date(2026, 10, 15), move_along=True
    )
    assert quarter.fresh(quarter.shops).due == date(2026, 10, 15)
    assert quarter.fresh(quarter.crew).due == date(2026, 9, 1)
    assert quarter.fresh(quarter.shops).version == 2
    assert list(verify.differences()) == []


def test_whoever_was_deactivated_still_owns_and_is_named_on_what_they_had(quarter: Quarter) -> None:
    """okrs §2.3: still shown on and owning existing OKRs."""
    organizations.deactivate_member(quarter.world.member("Max"), by=quarter.actor("Ada"))
    assert [row.member.name for row in quarter.shops.ownerships.all()] == ["Max"]
    page = quarter.world.client("Cy").get(f"/o/acme/goals/{quarter.shops.pk}").content.decode()
    assert f'href="/o/acme/people/{quarter.world.members["Max"].pk}"' in page
