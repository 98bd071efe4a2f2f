"""The coach on the page of a goal, and the one click that mends (integrations §8.2)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cairn.coach import actions
from cairn.coach.queries.advice import findings_on
from cairn.coach.queries.facts import facts_of
from cairn.core import clock
from cairn.core.errors import Conflict, Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions as goals
from cairn.goals.models import Goal
from cairn.goals.outcome import MetricKind, Outcome, OutcomeType
from cairn.goals.recompute import settings_row
from cairn.goals.tests.quarter import NOON, Quarter, increase
from cairn.organizations.models import Member, Organization

DAY = date(2026, 8, 15)


def rules_for(quarter: Quarter, goal: Goal, *, as_: str = "Ada") -> set[tuple[str, str]]:
    """(rule, title of what it is about) of everything that is found on a goal."""
    seen = Goal.objects.visible_to(quarter.actor(as_))
    _report, found = findings_on(quarter.fresh(goal), seen, Organization.objects.get(slug="acme"), DAY)
    titles = dict(Goal.objects.values_list("pk", "title"))
    return {(each.rule, titles[each.about]) for each in found}


def test_an_objective_is_looked_at_with_what_measures_it(quarter: Quarter) -> None:
    found = rules_for(quarter, quarter.win)
    assert {("O03", "Win the north"), ("S01", "Win the north"), ("C01", "Open ten shops")} <= found


def test_a_key_result_is_looked_at_beside_its_siblings(quarter: Quarter) -> None:
    twin = quarter.goal("Ten open shops", under=quarter.win, outcome=increase(0, 10))
    assert ("K07", "Ten open shops") in rules_for(quarter, twin)
    assert all(title == "Ten open shops" for _rule, title in rules_for(quarter, twin))


def test_a_key_result_without_an_objective_is_looked_at_alone(quarter: Quarter) -> None:
    assert ("K03", "Launch the shop") in rules_for(quarter, quarter.goal("Launch the shop"))


def test_what_one_may_not_see_is_not_looked_at(quarter: Quarter) -> None:
    goals.edit(quarter.crew, {"privacy": "listed"}, by=quarter.actor("Tom"))
    assert not any(title == "Hire a crew" for _rule, title in rules_for(quarter, quarter.win, as_="Cy"))
    assert any(title == "Hire a crew" for _rule, title in rules_for(quarter, quarter.win, as_="Tom"))


def test_facts_of_many_objectives_take_no_more_queries(
    quarter: Quarter, django_assert_max_num_queries: object
) -> None:
    for number in range(6):
        one = quarter.goal(f"Objective {number}", kind="objective")
        quarter.goal(f"Key result {number}", under=one, outcome=increase(1, 2))
    rows = list(Goal.objects.filter(kind="objective").select_related("period"))
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        facts = facts_of(rows, Goal.objects.standing(), Organization.objects.get(slug="acme"), DAY)
    assert sum(len(each.key_results) for each in facts) == 8


def test_the_sixth_objective_of_a_page_is_one_too_many(quarter: Quarter) -> None:
    made = [quarter.goal(f"Learn lesson {number}", kind="objective") for number in range(5)]
    assert ("S02", made[-1].title) in rules_for(quarter, made[-1])
    assert ("S02", made[-2].title) not in rules_for(quarter, made[-2])


def test_two_people_of_one_name_are_not_counted_together(quarter: Quarter) -> None:
    """S02 counts by person, not by name."""
    for name in ("Max", "Cy"):
        Member.objects.filter(pk=quarter.world.members[name].pk).update(name="Kim")
        for number in range(3):
            quarter.goal(f"Learn lesson {number}", kind="objective", by=name, entity="individual")
    for goal in Goal.objects.filter(title__startswith="Learn lesson"):
        assert ("S02", goal.title) not in rules_for(quarter, goal)


def interchangeable() -> None:
    """Lets key results become projects."""
    settings = settings_row()
    settings.okr_model = "interchangeable"
    settings.save()


def test_where_kinds_stay_what_they_are_a_launch_stays_too(quarter: Quarter) -> None:
    launch = quarter.goal("Launch the shop", under=quarter.win)
    with pytest.raises(Refused):
        actions.mend(launch, "K03", by=quarter.actor("Ada"))
    assert quarter.fresh(launch).kind == "key_result"


def test_a_launch_becomes_a_project_by_one_click(quarter: Quarter) -> None:
    interchangeable()
    launch = quarter.goal("Launch the shop", under=quarter.win)
    actions.mend(launch, "K03", by=quarter.actor("Ada"))
    made = quarter.fresh(launch)
    assert (made.kind, made.version) == ("project", 2)
    assert Event.objects.filter(kind="goal.edited", subject_id=launch.pk).exists()


def test_numbers_against_their_words_are_turned_round(quarter: Quarter) -> None:
    wrong = quarter.goal("Reduce returns", under=quarter.win, outcome=increase(4, 9, "%"))
    actions.mend(wrong, "K06", by=quarter.actor("Ada"))
    made = quarter.fresh(wrong)
    assert (made.metric_kind, made.start_value, made.target_value) == ("decrease", Decimal(9), Decimal(4))


def test_a_late_key_result_ends_with_its_objective(quarter: Quarter) -> None:
    late = quarter.goal("Shops", under=quarter.win, outcome=increase(1, 3), due=date(2026, 10, 31))
    actions.mend(late, "S06", by=quarter.actor("Ada"))
    assert quarter.fresh(late).due == date(2026, 9, 30)


def test_a_title_is_put_into_its_plain_form(quarter: Quarter) -> None:
    made = quarter.goal("Improving the first week", kind="objective")
    actions.mend(made, "O02", by=quarter.actor("Ada"))
    assert quarter.fresh(made).title == "Improve the first week"


def test_mending_twice_says_that_there_is_nothing_left(quarter: Quarter) -> None:
    made = quarter.goal("Improving the first week", kind="objective")
    actions.mend(made, "O02", by=quarter.actor("Ada"))
    with pytest.raises(Conflict):
        actions.mend(made, "O02", by=quarter.actor("Ada"))
    with pytest.raises(Conflict):
        actions.mend(made, "nonsense", by=quarter.actor("Ada"))
    assert quarter.fresh(made).version == 2


def test_who_may_not_edit_may_not_mend(quarter: Quarter) -> None:
    wrong = quarter.goal("Reduce returns", under=quarter.win, outcome=increase(4, 9))
    with pytest.raises(Denied):
        actions.mend(wrong, "K06", by=quarter.actor("Cy"))
    assert quarter.fresh(wrong).metric_kind == "increase"


def test_a_rule_that_is_switched_off_is_silent(quarter: Quarter) -> None:
    actions.set_rules(off=["O03"], by=quarter.actor("Ada"))
    assert ("O03", "Win the north") not in rules_for(quarter, quarter.win)
    actions.set_rules(off=["O03"], by=quarter.actor("Ben"))
    assert Event.objects.filter(kind="coach.rules_changed").count() == 1


def test_only_admins_switch_rules_and_only_known_ones(quarter: Quarter) -> None:
    with pytest.raises(Denied):
        actions.set_rules(off=["O03"], by=quarter.actor("Tom"))
    with pytest.raises(Refused):
        actions.set_rules(off=["X99"], by=quarter.actor("Ada"))


def test_a_rule_refuses_only_once_an_admin_has_said_so(quarter: Quarter) -> None:
    """“No rule blocks saving unless the admin says so.”"""
    quarter.goal("Reach 5 million", kind="objective")
    actions.set_rules(off=[], required=["O01", "K06"], by=quarter.actor("Ada"))
    with pytest.raises(Refused) as refusal:
        quarter.goal("Reach 6 million", kind="objective", by="Tom")
    assert refusal.value.field == "title"
    wrong = Outcome(OutcomeType.METRIC, MetricKind.INCREASE, start=Decimal(4), target=Decimal(9))
    with pytest.raises(Refused) as refusal:
        quarter.goal("Reduce returns", under=quarter.win, by="Tom", outcome=wrong)
    assert refusal.value.field == "outcome"
    with pytest.raises(Refused):
        goals.edit(quarter.win, {"title": "Win 5 cities"}, by=quarter.actor("Ada"))
    assert not Goal.objects.filter(title__in=["Reach 6 million", "Reduce returns", "Win 5 cities"]).exists()


def test_the_status_against_the_pace_is_noticed(quarter: Quarter) -> None:
    with clock.at(NOON):
        goals.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(0), status="on_track", note="Fine.")
    assert ("C03", "Open ten shops") in rules_for(quarter, quarter.shops)


def test_a_status_that_got_worse_without_a_word_is_noticed(quarter: Quarter) -> None:
    for status, note in (("on_track", "Begun."), ("at_risk", "")):
        goals.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(1), status=status, note=note)
    assert ("C02", "Open ten shops") in rules_for(quarter, quarter.shops)


def test_four_times_the_same_number_is_noticed(quarter: Quarter) -> None:
    for _week in range(4):
        goals.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(3), note="No change.")
    assert ("C04", "Open ten shops") in rules_for(quarter, quarter.shops)
