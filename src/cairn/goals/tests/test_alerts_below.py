"""An outlined sign on a row whose child or grandchild has a health alert: which sort, how many (spec okrs §6.7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.core import clock
from cairn.goals import actions, flaws
from cairn.goals.actions import Parent
from cairn.goals.actions.choose_alerts import choose_alerts
from cairn.goals.alert_choice import AlertChoice
from cairn.goals.models import Goal, GoalSettings
from cairn.goals.models.alert_sql import AlertDay, at_risk, needs_attention
from cairn.goals.queries.alerts_below import AlertsBelow
from cairn.goals.queries.rows import Row, rows
from cairn.goals.row_marks import beside
from cairn.goals.tests.quarter import NOON, Quarter, increase
from cairn.goals.verify import differences
from cairn.planning.actions import edit_period
from cairn.planning.models import Period

DAY = NOON.date()
PAST = {"start": date(2026, 8, 10), "due": date(2026, 8, 14)}


def row(quarter: Quarter, goal: Goal, who: str = "Ada", day: date = DAY) -> Row:
    fresh = Goal.objects.select_related("period").get(pk=goal.pk)
    return rows([fresh], quarter.actor(who), day)[0]


def below(quarter: Quarter, goal: Goal, who: str = "Ada", day: date = DAY) -> AlertsBelow:
    return row(quarter, goal, who, day).below


@pytest.fixture
def calm(quarter: Quarter) -> Iterator[Quarter]:
    """The quarter with a status and a value on both key results, so that nothing is to be said about it."""
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(6))
    actions.check_in(quarter.crew, by=quarter.actor("Tom"), value=Decimal(90))
    assert not below(quarter, quarter.win)
    yield quarter
    assert not list(differences())


def mine(quarter: Quarter, name: str = "Ada") -> list[Any]:
    return [quarter.world.member(name).pk]


def test_children_and_grandchildren_are_counted_by_what_is_worst_about_them(calm: Quarter) -> None:
    calm.goal("Late", under=calm.win, owners=mine(calm), **PAST)
    child = calm.goal(
        "Not begun",
        kind="objective",
        under=calm.win,
        owners=mine(calm),
        start=DAY - timedelta(9),
        progress_mode="manual",
    )
    calm.goal("Orphan, not begun", under=child, owners=[], start=DAY - timedelta(9))
    assert below(calm, child) == AlertsBelow(risk=1)
    counted = below(calm, calm.win)
    assert (counted.risk, counted.attention) == (2, 1)
    assert counted.sentence == "Below it: 2 at risk, 1 needs attention."


def test_a_score_that_was_easy_to_reach_is_told_of_a_grandchild_beside_an_open_one(calm: Quarter) -> None:
    child = calm.goal("Middle", kind="objective", under=calm.win, owners=mine(calm), start=DAY)
    easy = calm.goal("Too easy", under=child, owners=mine(calm), start=DAY)
    calm.goal("Still open", under=child, owners=mine(calm), start=DAY)
    actions.close(easy, by=calm.actor("Ada"), score=Decimal("0.9"), note="Done.")
    assert below(calm, child) == AlertsBelow(attention=1)
    assert below(calm, calm.win) == AlertsBelow(attention=1)


def test_great_grandchildren_are_not(calm: Quarter) -> None:
    goal, above = calm.win, [calm.win]
    for name in ("One", "Two", "Three"):
        goal = calm.goal(name, kind="objective", under=goal, owners=mine(calm), start=DAY)
        above.append(goal)
        calm.goal(f"Part of {name}", under=goal, owners=mine(calm), start=DAY)
    actions.edit(goal, {"owners": []}, by=calm.actor("Ada"))
    assert [below(calm, each).risk for each in above] == [0, 1, 1, 0]


def test_what_stands_there_twice_counts_once(calm: Quarter) -> None:
    a, b = (calm.goal(name, kind="objective", under=calm.win, owners=mine(calm), start=DAY) for name in "AB")
    for each in (a, b):
        calm.goal(f"Part of {each.title}", under=each, owners=mine(calm), start=DAY)
    late = calm.goal("Late", under=a, owners=mine(calm), **PAST)
    actions.align(late, [Parent(a.pk), Parent(b.pk), Parent(calm.win.pk)], by=calm.actor("Ada"))
    assert below(calm, calm.win) == AlertsBelow(risk=1)


def test_an_alert_that_comes_with_time_comes_without_a_write(calm: Quarter) -> None:
    """What is on track today falls more than 25 points behind on the day that the row of it says so."""
    first = next(
        day for n in range(60) if (day := DAY + timedelta(n)) and any(a.level == "risk" for a in row(
            calm, calm.shops, day=day).alerts)
    )  # fmt: skip
    assert first > DAY
    assert below(calm, calm.win, day=first - timedelta(1)).risk == 0
    assert below(calm, calm.win, day=first).risk == 1
    assert Goal.objects.get(pk=calm.shops.pk).far_behind_from == first


def test_the_database_says_what_the_rows_say(calm: Quarter) -> None:
    """The SQL of an alert and alerts.py agree on every sort of goal and many days."""
    ada, year = calm.actor("Ada"), Period.objects.filter(kind="year").earliest("start")
    calm.goal("Orphan", owners=[])
    calm.goal("Unaligned", kind="objective", entity="team", teams=[calm.world.teams["Sales"].pk], owners=mine(calm))
    crowded = calm.goal("Crowded", kind="objective", owners=mine(calm))
    for n in range(6):
        calm.goal(f"Part {n}", under=crowded, owners=mine(calm), outcome=increase(0, 10 + n))
    done = calm.goal("Done below", kind="objective", owners=mine(calm))
    actions.close(calm.goal("Over", under=done, owners=mine(calm)), by=ada, score=Decimal("0.9"))
    calm.goal("Elsewhere", under=calm.win, owners=mine(calm), period=year.pk)
    calm.goal("Early", owners=mine(calm), start=date(2026, 6, 1))
    actions.postpone(calm.goal("Put off", owners=mine(calm)), by=ada, reason="Later.")
    for day in (DAY + timedelta(n) for n in (-45, -38, -37, -1, 0, 1, 10, 30, 46, 47, 80)):
        on = AlertDay.of(day)
        grave = set(Goal.objects.filter(at_risk(on)).values_list("pk", flat=True))
        light = set(Goal.objects.filter(needs_attention(on)).values_list("pk", flat=True))
        for goal in Goal.objects.select_related("period"):
            levels = {alert.level for alert in rows([goal], ada, day)[0].alerts}
            assert ("risk" in levels, "attention" in levels) == (goal.pk in grave, goal.pk in light), (goal, day)


def test_whatever_changes_what_it_is_tied_to_is_noticed(calm: Quarter) -> None:
    """Owners, alignment, endings, deletion and coming back, kinds, periods: each write leaves the count right."""
    ada, win = calm.actor("Ada"), calm.win
    objective = calm.goal("A child", kind="objective", entity="team", teams=[calm.world.teams["Sales"].pk],
                          under=win, owners=mine(calm), start=DAY, progress_mode="manual")  # fmt: skip
    assert below(calm, win) == AlertsBelow(attention=1), "it has no key results"
    part = calm.goal("A part", under=objective, owners=mine(calm), start=DAY)
    assert not below(calm, win)
    actions.edit(part, {"owners": []}, by=ada)
    assert below(calm, win) == AlertsBelow(risk=1)
    actions.edit(part, {"owners": mine(calm)}, by=ada)
    assert not below(calm, win)
    actions.close(part, by=ada, score=Decimal("0.5"))
    assert below(calm, win) == AlertsBelow(attention=1), "nothing below it is open any more"
    actions.reopen(part, by=ada)
    assert not below(calm, win)
    actions.delete(part, by=ada)
    assert below(calm, win) == AlertsBelow(attention=1)
    actions.restore(part, by=ada)
    assert not below(calm, win)
    actions.align(objective, [], by=ada)
    assert [alert.sentence for alert in row(calm, objective).alerts] == ["Aligned to nothing."]
    assert Goal.objects.get(pk=objective.pk).lasting_attention
    actions.align(objective, [Parent(win.pk)], by=ada)
    actions.edit(win, {"period": calm.next_period.pk, "start": calm.next_period.start, "due": calm.next_period.end},
                 by=ada)  # fmt: skip
    assert below(calm, win).risk == 2, "its key results now run in another period"


def test_a_period_that_moves_is_noticed(calm: Quarter) -> None:
    goal = calm.goal("On its own dates", under=calm.win, owners=mine(calm), start=DAY, due=DAY + timedelta(40))
    period = calm.period
    edit_period(period, by=calm.actor("Ada"), name=period.name, start=period.start, end=DAY + timedelta(39),
                move_along=True)  # fmt: skip
    assert Goal.objects.get(pk=goal.pk).lasting_risk
    assert below(calm, calm.win).risk == 1


def test_a_private_goal_gives_nothing_of_itself_away(calm: Quarter) -> None:
    """okrs §2.6: neither itself, nor what stands below it, nor by whom it is seen."""
    secret = calm.goal("Secret", kind="objective", under=calm.win, owners=mine(calm), privacy="listed", start=DAY)
    calm.goal("Below the secret", under=secret, owners=mine(calm), **PAST)
    assert below(calm, calm.win).risk == 1
    assert not below(calm, calm.win, "Cy")
    Goal.objects.filter(title="Below the secret").update(privacy="everyone")
    assert below(calm, calm.win).risk == 1
    assert not below(calm, calm.win, "Cy"), "by way of what is hidden nobody looks further down"


def test_the_sign_is_outlined_says_which_and_how_many_and_follows_the_choice(calm: Quarter) -> None:
    calm.goal("Late", under=calm.win, owners=mine(calm), **PAST)

    def mark(who: str) -> str:
        return "".join(piece for piece in beside(row(calm, calm.win, who), "/o/acme/goals/") if "is-below" in piece)

    assert 'title="Below it: 1 at risk."' in mark("Ada")
    assert "Below it: 1 at risk." in calm.world.client("Ada").get(f"/o/acme/goals/{calm.win.pk}").content.decode()
    choose_alerts(AlertChoice.MINE, by=calm.actor("Cy"))
    assert not mark("Cy")
    choose_alerts(AlertChoice.NONE, by=calm.actor("Ada"))
    assert not mark("Ada")
    choose_alerts(AlertChoice.ALL, by=calm.actor("Ada"))
    GoalSettings.objects.update(health_alerts=False)
    assert not mark("Ada")


def test_it_costs_no_query(calm: Quarter) -> None:
    calm.goal("Late", under=calm.win, owners=mine(calm), **PAST)

    def queries() -> int:
        goals, actor = list(Goal.objects.select_related("period")), calm.actor("Ada")
        settings = GoalSettings.objects.get()
        with CaptureQueriesContext(connection) as asked:
            rows(goals, actor, DAY, settings=settings)
        return len(asked)

    shown = queries()
    GoalSettings.objects.update(health_alerts=False)
    assert queries() == shown


def test_verify_tells_what_does_not_fit(quarter: Quarter) -> None:
    Goal.objects.filter(pk=quarter.shops.pk).update(lasting_risk=True, far_behind_from=None)
    found = list(differences())
    assert len(found) == 2
    assert all("Open ten shops" in sentence for sentence in found)
    flaws.review({quarter.shops.pk})
    assert len(list(differences())) == 1


def test_a_copy_in_another_period_is_looked_at(calm: Quarter) -> None:
    with clock.at(NOON + timedelta(days=60)):
        actions.clone(calm.win, calm.next_period, by=calm.actor("Ada"), depth=actions.Depth.TREE)
