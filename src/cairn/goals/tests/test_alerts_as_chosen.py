"""Health alerts as each person chose to see them, and advice on too many objectives (spec okrs §4.3, §6.7)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from cairn.core.errors import Refused
from cairn.goals.actions.choose_alerts import choose_alerts
from cairn.goals.alert_choice import KEY, AlertChoice
from cairn.goals.models import Goal, GoalSettings
from cairn.goals.queries.rows import Row, rows
from cairn.goals.row_marks import beside
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member

DAY = NOON.date()


def row(quarter: Quarter, goal: Goal, who: str = "Ada") -> Row:
    fresh = Goal.objects.select_related("period").get(pk=goal.pk)
    return rows([fresh], quarter.actor(who), DAY)[0]


@pytest.fixture
def young(quarter: Quarter) -> Quarter:
    """The quarter with nothing to be said about: every goal began yesterday."""
    Goal.objects.update(start=DAY - timedelta(1))
    return quarter


def overdue(quarter: Quarter, title: str, under: Goal, **more: Any) -> Goal:
    return quarter.goal(title, under=under, start=date(2026, 8, 10), due=date(2026, 8, 14), **more)


def mark(quarter: Quarter, goal: Goal, who: str = "Ada") -> str:
    drawn = [piece for piece in beside(row(quarter, goal, who), "/o/acme/goals/") if "row-alert" in piece]
    return drawn[0] if drawn else ""


def choose(quarter: Quarter, who: str, choice: AlertChoice) -> None:
    choose_alerts(choice, by=quarter.actor(who))


def test_each_person_chooses_which_alerts_show(young: Quarter) -> None:
    """okrs §6.7: all, only those on what one owns, none; nobody else's page changes."""
    orphan = young.goal("Nobody’s", under=young.win, owners=[])
    mine = young.goal("Mine and late", due=date(2026, 8, 14), start=date(2026, 8, 10), owners=[_id(young, "Ada")])

    choose(young, "Ada", AlertChoice.MINE)
    assert not mark(young, orphan)
    assert mark(young, mine)

    choose(young, "Ada", AlertChoice.NONE)
    assert not any(mark(young, goal) for goal in (orphan, mine))
    assert mark(young, orphan, "Max")

    choose(young, "Ada", AlertChoice.ALL)
    assert all(mark(young, goal) for goal in (orphan, mine))


@pytest.mark.parametrize(("number", "said"), [(5, False), (6, True)])
def test_more_than_five_objectives_at_the_top_of_a_page_are_many(quarter: Quarter, number: int, said: bool) -> None:
    """okrs §4.3: at most five per level as guidance; what hangs below one of them does not count."""
    quarter.goal("Below", kind="objective", under=quarter.win)
    for n in range(number - 1):
        quarter.goal(f"Objective {n}", kind="objective")
    client = quarter.world.client("Ada")

    text = client.get("/o/acme/company").content.decode()

    assert (f"{number} objectives for one period are many" in text) == said
    assert "for one period are many" not in client.get("/o/acme/company?view=list").content.decode()
    choose(quarter, "Ada", AlertChoice.NONE)
    assert "for one period are many" not in client.get("/o/acme/company").content.decode()


def _id(quarter: Quarter, name: str) -> Any:
    return quarter.world.member(name).pk


def test_the_switch_of_the_organisation_stands_above_the_choice(young: Quarter) -> None:
    late = overdue(young, "A child", young.win)
    choose(young, "Ada", AlertChoice.ALL)
    assert mark(young, late)
    GoalSettings.objects.update(health_alerts=False)

    assert not mark(young, late)
    page = young.world.client("Ada").get("/o/acme/account/health-alerts").content.decode()
    assert "have switched health alerts off" in page


def test_the_choice_is_made_on_a_page_of_ones_own_account(quarter: Quarter) -> None:
    client = quarter.world.client("Ada")
    assert "/o/acme/account/health-alerts" in client.get("/o/acme/account").content.decode()

    assert client.post("/o/acme/account/health-alerts", {"choice": "loud"}).status_code == 422
    assert client.post("/o/acme/account/health-alerts", {"choice": "mine"}).status_code == 303

    assert Member.objects.get(name="Ada").preferences[KEY] == "mine"
    assert 'value="mine"' in client.get("/o/acme/account/health-alerts").content.decode()


def test_cairn_itself_has_no_choice_and_other_preferences_stay(quarter: Quarter) -> None:
    with pytest.raises(Refused):
        choose_alerts(AlertChoice.NONE, by=Actor(member=None))
    Member.objects.filter(name="Ada").update(preferences={"bookmarks": [["team", "x"]]})
    choose(quarter, "Ada", AlertChoice.NONE)
    assert Member.objects.get(name="Ada").preferences == {"bookmarks": [["team", "x"]], KEY: "none"}
