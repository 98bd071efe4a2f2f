"""Health alerts (spec okrs §6.7): what is worth a second look."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.test import Client

from cairn.goals import actions
from cairn.goals.models import Goal, GoalSettings
from cairn.goals.queries.rows import rows
from cairn.goals.row_marks import beside
from cairn.goals.tests.quarter import NOON, Quarter, increase
from cairn.organizations.models import Team
from cairn.planning.models import Period

OTHER_PERIOD = "It runs in another period than its objective."
FAR = "More than 25 points behind what today expects."
IDLE = "Still not started, a week after its first day."
OVER = "Nothing below it is open any more. Close it too, or say what is still to be done."


def sentences(quarter: Quarter, goal: Goal) -> list[str]:
    fresh = Goal.objects.select_related("period").get(pk=goal.pk)
    (row,) = rows([fresh], quarter.actor("Ada"), NOON.date())
    return [alert.sentence for alert in row.alerts]


def test_a_key_result_of_another_quarter_than_its_objective_is_odd(quarter: Quarter) -> None:
    later = quarter.goal("Later", under=quarter.win, period=quarter.next_period.pk)
    assert OTHER_PERIOD in sentences(quarter, later)
    assert OTHER_PERIOD not in sentences(quarter, quarter.shops)


def test_a_quarter_fits_an_objective_of_its_year(quarter: Quarter) -> None:
    """Spec okrs §3, annual practice: key results of a year's objective lie in its quarters."""
    days = {"start": date(2026, 1, 1), "end": date(2026, 12, 31)}
    year, _is_new = Period.objects.get_or_create(kind="year", **days, defaults={"name": "The year"})
    Period.objects.filter(pk=quarter.period.pk).update(parent=year)
    annual = quarter.goal("Double revenue", kind="objective", period=year.pk)
    assert OTHER_PERIOD not in sentences(quarter, quarter.goal("14 million", under=annual))


def test_nobody_owning_it_is_a_risk(quarter: Quarter) -> None:
    orphan = quarter.goal("Nobody’s", under=quarter.win, owners=[])
    assert "Nobody owns this." in sentences(quarter, orphan)


def check_in(quarter: Quarter, goal: Goal, value: int) -> None:
    actions.check_in(goal, by=quarter.actor("Ada"), value=Decimal(value))


def test_far_behind_is_a_risk_and_a_little_behind_is_not(quarter: Quarter) -> None:
    """§6.7: more than 25 points; 15 August expects 49.45."""
    goal = quarter.goal("Sign partners", outcome=increase(0, 100))
    check_in(quarter, goal, 25)
    assert FAR not in sentences(quarter, goal)
    check_in(quarter, goal, 24)
    assert FAR in sentences(quarter, goal)


def test_past_its_due_date_is_a_risk(quarter: Quarter) -> None:
    goal = quarter.goal("Early bird", due=date(2026, 8, 14))
    assert "Past its due date." in sentences(quarter, goal)
    assert "Past its due date." not in sentences(quarter, quarter.goal("Today", due=date(2026, 8, 15)))


def test_dates_outside_of_the_period_are_a_risk_and_not_refused(quarter: Quarter) -> None:
    goal = quarter.goal("Long haul", due=date(2026, 10, 31))
    assert "Its dates lie outside of its period." in sentences(quarter, goal)


def test_not_started_is_said_only_after_seven_days(quarter: Quarter) -> None:
    young = quarter.goal("Young", start=date(2026, 8, 8))
    old = quarter.goal("Old", start=date(2026, 8, 7))
    assert IDLE not in sentences(quarter, young)
    assert IDLE in sentences(quarter, old)


def test_an_objective_of_a_team_or_a_person_stands_under_something_and_has_key_results(quarter: Quarter) -> None:
    sales = Team.objects.get(name="Sales")
    for entity, more in (("team", {"teams": [sales.pk]}), ("individual", {})):
        lonely = quarter.goal(f"Lonely {entity}", kind="objective", entity=entity, **more)
        assert {"Aligned to nothing.", "It has no key results."} <= set(sentences(quarter, lonely))
    company = quarter.goal("Of the company", kind="objective")
    assert not {"Aligned to nothing.", "It has no key results."} & set(sentences(quarter, company))


def test_more_than_five_key_results_are_many(quarter: Quarter) -> None:
    many = "More than five key results; three to five work best."
    for number in range(3):
        quarter.goal(f"Number {number}", under=quarter.win)
    assert many not in sentences(quarter, quarter.win)
    quarter.goal("The sixth", under=quarter.win)
    assert many in sentences(quarter, quarter.win)


def test_a_score_above_08_may_have_been_easy(quarter: Quarter) -> None:
    easy = "A score above 0.8: the target may have been easy."
    for value, found in ((8, []), (9, [easy])):
        goal = quarter.goal("Ten of them", outcome=increase(0, 10))
        check_in(quarter, goal, value)
        actions.close(goal, by=quarter.actor("Ada"))
        assert sentences(quarter, goal) == found


def test_who_checks_in_by_hand_is_told_when_nothing_below_is_open_any_more(quarter: Quarter) -> None:
    """§6.4: what rolls up ends by itself; who checks in by hand is asked to end it."""
    ada = quarter.actor("Ada")
    actions.edit(quarter.win, {"progress_mode": "manual"}, by=ada)
    actions.close(quarter.shops, by=ada)
    assert OVER not in sentences(quarter, quarter.win)
    actions.postpone(quarter.crew, by=ada, reason="No money.")
    assert OVER in sentences(quarter, quarter.win)


def test_the_grave_ones_come_first_and_stand_on_the_page(quarter: Quarter, client: Client) -> None:
    goal = quarter.goal("Early bird", due=date(2026, 8, 14), start=date(2026, 7, 1), owners=[])
    found = sentences(quarter, goal)
    assert found.index("Nobody owns this.") < found.index(IDLE)
    client.force_login(quarter.world.member("Ada").user)
    text = client.get(f"/o/acme/goals/{goal.pk}").content.decode()
    assert all(sentence in text for sentence in found)


def test_an_admin_switches_them_off_for_all(quarter: Quarter) -> None:
    orphan = quarter.goal("Nobody’s", owners=[])
    GoalSettings.objects.update(health_alerts=False)
    assert sentences(quarter, orphan) == []


def test_the_mark_in_a_row_leads_to_its_sentence(quarter: Quarter) -> None:
    """§6.7: a click shows the message, in the quick view; without a script on the page of the goal."""
    orphan = quarter.goal("Nobody’s", owners=[])
    (row,) = rows([Goal.objects.get(pk=orphan.pk)], quarter.actor("Ada"), NOON.date())
    mark = next(iter(beside(row, "/o/acme/goals/")))
    assert f'href="/o/acme/goals/{orphan.pk}" hx-get="/o/acme/goals/{orphan.pk}/quick"' in mark
    assert "Nobody owns this." in mark
