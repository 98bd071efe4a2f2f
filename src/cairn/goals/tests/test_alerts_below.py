"""Health alerts of what stands below a row (spec okrs §6.7): outlined, counted, and as each person chose."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cairn.core.errors import Refused
from cairn.goals.actions.choose_alerts import choose_alerts
from cairn.goals.alert_choice import KEY, AlertChoice
from cairn.goals.models import Alignment, Entity, Goal, GoalKind, GoalOwner, GoalSettings
from cairn.goals.models.alert_sql import with_an_alert
from cairn.goals.models.goal import eyes
from cairn.goals.queries.alerts_below import alerts_below
from cairn.goals.queries.rows import Row, rows
from cairn.goals.row_marks import beside
from cairn.goals.status import GRACE_DAYS
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member

DAY = NOON.date()
ALONE = "Aligned to nothing."  # cannot be said of what stands below something


def row(quarter: Quarter, goal: Goal, who: str = "Ada") -> Row:
    fresh = Goal.objects.select_related("period").get(pk=goal.pk)
    return rows([fresh], quarter.actor(who), DAY)[0]


@pytest.fixture
def young(quarter: Quarter) -> Quarter:
    """The quarter with nothing to be said about: every goal began yesterday."""
    Goal.objects.update(start=DAY - timedelta(1))
    return quarter


def below_of(quarter: Quarter, goal: Goal, who: str = "Ada") -> int:
    return alerts_below([goal.pk], quarter.actor(who), DAY).get(goal.pk, 0)


def overdue(quarter: Quarter, title: str, under: Goal, **more: Any) -> Goal:
    return quarter.goal(title, under=under, start=date(2026, 8, 10), due=date(2026, 8, 14), **more)


def test_children_and_grandchildren_count_and_nothing_deeper(young: Quarter) -> None:
    """okrs §6.7: outlined for a child or grandchild."""
    assert below_of(young, young.win) == 0
    overdue(young, "A child", young.win)
    assert below_of(young, young.win) == 1

    fresh = {"start": DAY - timedelta(1)}
    child = young.goal("An objective below", kind="objective", under=young.win, **fresh)
    grandchild = young.goal("One more below", kind="objective", under=child, **fresh)
    overdue(young, "Too deep", grandchild)
    assert below_of(young, young.win) == 1
    overdue(young, "A grandchild", child)
    assert below_of(young, young.win) == 2


def test_a_goal_below_by_two_ways_counts_once(young: Quarter) -> None:
    child = young.goal("An objective below", kind="objective", under=young.win, start=DAY - timedelta(1))
    late = overdue(young, "Both", young.win)
    Alignment.objects.create(parent=child, child=late, position=1)

    assert below_of(young, young.win) == 1


def test_a_private_goal_below_betrays_itself_to_nobody(young: Quarter) -> None:
    """okrs §2.6."""
    Goal.objects.filter(pk=overdue(young, "Secret", young.win).pk).update(privacy="listed")

    assert below_of(young, young.win, "Ada") == 1
    assert below_of(young, young.win, "Cy") == 0


def random_goals(quarter: Quarter, number: int) -> Sequence[Goal]:
    """Goals below “Win the north” of every sort, numbers and dates at random, always the same ones."""
    chance = random.Random(7)
    choose = chance.choice
    owner = quarter.world.member("Max")
    made = []
    for n in range(number):
        start = quarter.period.start + timedelta(choose([-3, 0, 0, 10, 38, 39]))
        state = choose(["open", "open", "open", "closed", "postponed"])
        period = choose([quarter.period, quarter.next_period])
        begun = start if chance.random() < 0.7 else None
        due = start + timedelta(choose([0, 1, 20, 60, 80]))
        made.append(
            Goal(
                kind=choose(GoalKind.values), title=f"Number {n}", entity=choose(Entity.values), start=start, due=due,
                period=period, progress=Decimal(chance.randint(-50, 1100)) / 10,
                metric_kind=(kind := choose(["", "increase", "baseline", "stay_above"])),
                outcome_type="metric" if kind else "percent", state=state, on_track_from=begun,
                score=choose([None, Decimal("0.8"), Decimal("0.81")]) if state == "closed" else None,
            )
        )  # fmt: skip
    Goal.objects.bulk_create(made)
    Alignment.objects.bulk_create(
        Alignment(parent=quarter.win if n < 9 else choose([quarter.win, made[n - 7]]), child=goal, position=0)
        for n, goal in enumerate(made)
    )
    GoalOwner.objects.bulk_create(GoalOwner(goal=goal, member=owner) for goal in made if chance.random() < 0.8)
    return made


@pytest.mark.parametrize("who", ["Ada", "Cy"])
def test_sql_says_the_same_as_the_sentences(quarter: Quarter, who: str) -> None:
    """The twin of alerts.py, on 400 goals and both sides of every bound."""
    made = random_goals(quarter, 400)
    actor = quarter.actor(who)
    goals = list(Goal.objects.filter(pk__in=[goal.pk for goal in made]).select_related("period"))

    said = {each.id for each in rows(goals, actor, DAY) if {alert.sentence for alert in each.alerts} - {ALONE}}
    found = with_an_alert(Goal.objects.all(), DAY, DAY - timedelta(GRACE_DAYS), eyes(actor))

    assert set(found.filter(pk__in=[goal.pk for goal in made]).values_list("pk", flat=True)) == said
    assert 40 < len(said) < 360


@pytest.mark.parametrize("tenths", [243, 244, 245, 246])
def test_the_bound_of_25_points_is_the_same_to_a_tenth(quarter: Quarter, tenths: int) -> None:
    """15 August expects 49.4505 of a goal of the third quarter."""
    Goal.objects.filter(pk=quarter.shops.pk).update(progress=Decimal(tenths) / 10, on_track_from=DAY)

    found = with_an_alert(Goal.objects.all(), DAY, DAY - timedelta(GRACE_DAYS), eyes(quarter.actor("Ada")))

    assert found.filter(pk=quarter.shops.pk).exists() == bool(row(quarter, quarter.shops).alerts)
    assert found.filter(pk=quarter.shops.pk).exists() == (tenths <= 244)


def mark(quarter: Quarter, goal: Goal, who: str = "Ada") -> str:
    drawn = [piece for piece in beside(row(quarter, goal, who), "/o/acme/goals/") if "row-alert" in piece]
    return drawn[0] if drawn else ""


def test_the_mark_is_outlined_where_only_something_below_has_an_alert(young: Quarter) -> None:
    overdue(young, "A child", young.win)
    shown = mark(young, young.win)
    assert 'class="row-alert is-below"' in shown
    assert "1 below it deserves a second look." in shown

    GoalOwner.objects.filter(goal=young.win).delete()
    assert 'class="row-alert is-risk"' in mark(young, young.win)


def test_its_sentence_stands_in_the_quick_view(young: Quarter) -> None:
    """okrs §6.7: "click for the message"."""
    overdue(young, "A child", young.win)
    overdue(young, "Another", young.win)

    text = young.world.client("Ada").get(f"/o/acme/goals/{young.win.pk}/quick", headers={"HX-Request": "true"})

    assert "2 below it deserve a second look." in text.content.decode()


def choose(quarter: Quarter, who: str, choice: AlertChoice) -> None:
    choose_alerts(choice, by=quarter.actor(who))


def test_each_person_chooses_which_alerts_show(young: Quarter) -> None:
    """okrs §6.7: all, only those on what one owns, none; nobody else's page changes."""
    overdue(young, "Late", young.win)
    orphan = young.goal("Nobody’s", under=young.win, owners=[])
    mine = young.goal("Mine and late", due=date(2026, 8, 14), start=date(2026, 8, 10), owners=[_id(young, "Ada")])

    choose(young, "Ada", AlertChoice.MINE)
    assert not mark(young, orphan)
    assert mark(young, mine)
    assert bool(mark(young, young.win)) == (_id(young, "Ada") in {owner.pk for owner in row(young, young.win).owners})

    choose(young, "Ada", AlertChoice.NONE)
    assert not any(mark(young, goal) for goal in (orphan, mine, young.win))
    assert mark(young, orphan, "Max")

    choose(young, "Ada", AlertChoice.ALL)
    assert all(mark(young, goal) for goal in (orphan, mine, young.win))


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
    overdue(young, "A child", young.win)
    choose(young, "Ada", AlertChoice.ALL)
    GoalSettings.objects.update(health_alerts=False)

    assert not mark(young, young.win)
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
