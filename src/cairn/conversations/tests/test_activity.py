"""What happened on a page: of the organisation, a team, a person (spec okrs §20, activity)."""

from __future__ import annotations

from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.world import World

from cairn.conversations import actions
from cairn.goals import actions as goal_actions
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter


def page(acme: World, path: str, name: str = "Cy") -> str:
    return acme.client(name).get(f"/o/acme/{path}").content.decode()


def test_each_page_tells_of_its_own_goals(acme: World, quarter: Quarter) -> None:
    goal_actions.check_in(quarter.shops, by=acme.actor("Max"), value=Decimal(4), note="Four are open.")
    actions.comment(quarter.shops, by=acme.actor("Cy"), body="Which four?")
    sales, max_ = acme.teams["Sales"].pk, acme.members["Max"].pk
    for path in (f"teams/{sales}/activity", f"people/{max_}/activity"):
        found = page(acme, path)
        for words in ("Four are open.", "Which four?", "created <a", "“Open ten shops”"):
            assert words in found, path
    company = page(acme, "company/activity")
    assert "Four are open." not in company
    assert "“Win the north”" in company


def test_a_change_names_its_goal_once(acme: World, quarter: Quarter) -> None:
    """okrs §20: the feed tells who changed which goal; the title stands in place of “this”, not beside it."""
    goal_actions.edit(quarter.win, {"description": "All of it."}, by=acme.actor("Ada"))
    goal_actions.check_in(quarter.shops, by=acme.actor("Max"), value=Decimal(4))
    win, shops = (f'<a href="/o/acme/goals/{goal.pk}">“{goal.title}”</a>' for goal in (quarter.win, quarter.shops))
    assert f"</b> edited {win} " in page(acme, "company/activity")
    assert f"</b> checked in on {shops} " in page(acme, f"teams/{acme.teams['Sales'].pk}/activity")
    own = acme.client("Cy").get(f"/o/acme/goals/{quarter.win.pk}/stream").content.decode()
    assert "</b> edited this" in own


def test_a_filter_shows_one_sort(acme: World, quarter: Quarter) -> None:
    goal_actions.check_in(quarter.shops, by=acme.actor("Max"), value=Decimal(4), note="Four are open.")
    actions.comment(quarter.shops, by=acme.actor("Cy"), body="Which four?")
    path = f"teams/{acme.teams['Sales'].pk}/activity"
    assert "Which four?" not in page(acme, f"{path}?show=check-ins")
    assert "Four are open." not in page(acme, f"{path}?show=comments")
    assert "Four are open." not in page(acme, f"{path}?show=changes")


def test_nothing_of_a_private_goal_is_told_to_who_is_not_listed(acme: World, quarter: Quarter) -> None:
    goal_actions.check_in(quarter.shops, by=acme.actor("Max"), value=Decimal(4), note="Four are open.")
    actions.comment(quarter.shops, by=acme.actor("Cy"), body="Which four?")
    Goal.objects.filter(pk=quarter.shops.pk).update(privacy="listed")
    path = f"people/{acme.members['Max'].pk}/activity"
    assert "Which four?" in page(acme, path, "Max")
    for name in ("Cy", "Ben"):
        found = page(acme, path, name)
        for words in ("Four are open.", "Which four?", "Open ten shops", "created <a"):
            assert words not in found, name


def test_the_feed_goes_on_without_gaps_or_repetitions(acme: World, quarter: Quarter) -> None:
    for number in range(25):
        actions.comment(quarter.shops, by=acme.actor("Cy"), body=f"Comment {number:02}")
    path = f"teams/{acme.teams['Sales'].pk}/activity"
    first = page(acme, path)
    older = first.partition("activity?before=")[2].partition('"')[0]
    second = page(acme, f"{path}?before={older}")
    told = [number for number in range(25) if f"Comment {number:02}" in first + second]
    assert told == list(range(25))
    assert "Comment 04" not in first
    assert "Comment 24" not in second


def test_a_feed_takes_at_most_fifteen_queries(acme: World, quarter: Quarter) -> None:
    for goal in (quarter.shops, quarter.crew, quarter.win):
        actions.comment(goal, by=acme.actor("Cy"), body="@Max?")
    client = acme.client("Max")
    for path in ("company/activity", f"teams/{acme.teams['Sales'].pk}/activity", "company/updates"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/o/acme/{path}").status_code == 200
        assert len(queries) <= 15, path
