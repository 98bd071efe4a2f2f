"""An objective goes on in the teams (spec okrs §8.1; Classic and Duality of §21.1)."""

from __future__ import annotations

import pytest

from cairn.core.errors import Denied, Refused
from cairn.goals import actions
from cairn.goals.models import Goal, GoalSettings
from cairn.goals.queries.cascade import Cascade, cascade_of
from cairn.goals.recompute import settings_row
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.organizations.models import Team


@pytest.fixture
def sales(quarter: Quarter) -> Team:
    return Team.objects.get(name="Sales")


@pytest.fixture
def interchangeable(quarter: Quarter) -> None:
    settings = settings_row()
    settings.okr_model = GoalSettings.Model.INTERCHANGEABLE
    settings.save()


@pytest.fixture
def margin(quarter: Quarter) -> Goal:
    """A key result of the company that nobody has taken up."""
    return quarter.goal("Lift the margin", under=quarter.win)


def seen(quarter: Quarter, name: str = "Ada") -> Cascade:
    return cascade_of(quarter.win, quarter.actor(name), NOON.date())


def answered(found: Cascade) -> dict[str, tuple[list[str], str]]:
    return {each.row.title: ([a.team for a in each.answers], each.held_by) for each in found.asked}


def test_what_no_team_answers_is_counted(quarter: Quarter, margin: Goal) -> None:
    found = seen(quarter)
    assert answered(found)["Lift the margin"] == ([], "")
    assert answered(found)["Open ten shops"] == ([], "Sales")  # a key result of the team itself
    assert found.unanswered == 2  # and what Tom hires for


def test_a_team_answers_with_an_objective_of_its_own(quarter: Quarter, margin: Goal, sales: Team) -> None:
    quarter.goal("Sell dearer", kind="objective", under=margin, entity="team", teams=[sales.pk])
    assert answered(seen(quarter))["Lift the margin"] == (["Sales"], "")


def test_what_one_may_not_see_is_no_answer(quarter: Quarter, margin: Goal, sales: Team) -> None:
    private = {"privacy": "listed", "viewers": []}
    actions.create(
        {
            "kind": "objective", "title": "Hush", "entity": "team", "teams": [sales.pk],
            "period": quarter.period.pk, "parents": [actions.Parent(margin.pk)], **private,
        },
        by=quarter.actor("Tom"),
    )  # fmt: skip
    assert answered(seen(quarter, "Cy"))["Lift the margin"] == ([], "")


@pytest.mark.usefixtures("interchangeable")
def test_a_key_result_becomes_the_objective_of_a_team_and_stays_what_it_is(
    quarter: Quarter, margin: Goal, sales: Team
) -> None:
    actions.hand_over(margin, sales, by=quarter.actor("Ada"))
    assert answered(seen(quarter))["Lift the margin"] == ([], "Sales")
    now = Goal.objects.get(pk=margin.pk)
    assert (now.entity, now.kind) == ("team", "key_result")
    assert [row.member.name for row in now.ownerships.select_related("member")] == ["Tom"]
    assert now.parent_links.filter(parent=quarter.win).exists()
    below = {"kind": "key_result", "under": margin, "entity": "team", "teams": [sales.pk]}
    assert quarter.goal("Raise the price", **below).pk  # type: ignore[arg-type]


def test_where_the_two_differ_a_team_writes_its_own(quarter: Quarter, margin: Goal, sales: Team) -> None:
    with pytest.raises(Refused, match="an objective of its own"):
        actions.hand_over(margin, sales, by=quarter.actor("Ada"))


@pytest.mark.usefixtures("interchangeable")
def test_only_a_key_result_is_handed_over_and_only_to_a_team_at_work(quarter: Quarter, sales: Team) -> None:
    with pytest.raises(Refused, match="Only a key result"):
        actions.hand_over(quarter.win, sales, by=quarter.actor("Ada"))
    with pytest.raises(Denied):
        actions.hand_over(quarter.crew, sales, by=quarter.actor("Cy"))


def test_moving_to_another_page_needs_the_right_to_create_there(quarter: Quarter) -> None:
    settings = settings_row()
    settings.who_creates_organization_okrs = "team_owners"
    settings.save()
    mine = {"kind": "objective", "title": "Mine", "entity": "individual", "period": quarter.period.pk}
    goal = actions.create(mine, by=quarter.actor("Cy"))  # type: ignore[arg-type]
    with pytest.raises(Denied):
        actions.edit(goal, {"entity": "organization"}, by=quarter.actor("Cy"))
    actions.edit(goal, {"entity": "organization"}, by=quarter.actor("Ada"))


def test_the_page_leads_to_the_form_of_the_team(quarter: Quarter, margin: Goal, sales: Team) -> None:
    browser, address = quarter.world.client("Ada"), f"/o/acme/goals/{quarter.win.pk}/cascade"
    assert "2 of 3 have no team yet" in browser.get(address).content.decode()
    sent = {"key_result": margin.pk, "team": sales.pk, "way": "own"}
    answer = browser.post(address, sent)
    assert answer.status_code == 303
    form = browser.get(answer["Location"]).context["form"]
    assert (form["entity"].value(), form["teams"].value()) == ("team", [sales.pk])


def test_where_nothing_can_be_answered_the_next_step_is_offered(quarter: Quarter) -> None:
    """okrs §8.1: a team answers key results; who may add one finds the way, everybody else the way back."""
    goal = quarter.goal("Look far ahead")
    address, offer = f"/o/acme/goals/{goal.pk}/cascade", f"/goals/new?kind=key_result&amp;parent={goal.pk}"
    assert offer in quarter.world.client("Ada").get(address).content.decode()
    actions.close(goal, by=quarter.actor("Ada"))
    closed = quarter.world.client("Ada").get(address).content.decode()
    assert offer not in closed
    assert "Back to it" in closed


def test_without_a_team_it_is_said_at_the_field(quarter: Quarter, margin: Goal) -> None:
    browser, address = quarter.world.client("Ada"), f"/o/acme/goals/{quarter.win.pk}/cascade"
    answer = browser.post(address, {"key_result": margin.pk, "team": ""})
    assert answer.status_code == 422
    assert "Choose the team" in answer.content.decode()
    assert browser.post(address, {"key_result": quarter.win.pk, "team": ""}).status_code == 404
