"""Closing, postponing and reopening (spec okrs §9, §10)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cairn.core.errors import Denied, Refused
from cairn.goals import actions, verify
from cairn.goals.actions import Parent
from cairn.goals.models import Goal, GoalVersion

from .quarter import Quarter, increase

pytestmark = pytest.mark.django_db


def closed_at(quarter: Quarter, value: int, **how: object) -> actions.Ended:
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(value))
    return actions.close(quarter.shops, by=quarter.actor("Max"), **how)  # type: ignore[arg-type]


def test_golden_23_the_score_suggests_itself(quarter: Quarter) -> None:
    goal = quarter.goal("Close 20 deals", outcome=increase(0, 20))
    actions.check_in(goal, by=quarter.actor("Ada"), value=Decimal(15))
    assert actions.close(goal, by=quarter.actor("Ada")).goal.score == Decimal("0.75")


def test_a_score_may_be_overridden_and_the_suggestion_is_kept(quarter: Quarter) -> None:
    ended = closed_at(quarter, 2, score=Decimal("1"), note="The market was gone; the team did all it could.")
    assert (ended.goal.score, ended.goal.suggested_score) == (Decimal("1.00"), Decimal("0.20"))


def test_a_learning_goal_does_not_close_without_what_was_found_out(quarter: Quarter) -> None:
    goal = quarter.goal("Find out who returns boots", nature="learning")
    with pytest.raises(Refused) as refusal:
        actions.close(goal, by=quarter.actor("Ada"), note=" ")
    assert refusal.value.field == "note"
    assert quarter.fresh(goal).state == "open"
    closed = actions.close(goal, by=quarter.actor("Ada"), note="People who guessed their size.").goal
    assert (closed.state, closed.closing_note) == ("closed", "People who guessed their size.")


@pytest.mark.parametrize("score", ["-0.1", "1.01", "NaN"])
def test_a_score_lies_between_nothing_and_one(quarter: Quarter, score: str) -> None:
    with pytest.raises(Refused) as refusal:
        actions.close(quarter.shops, by=quarter.actor("Max"), score=Decimal(score))
    assert refusal.value.field == "score"


def test_an_objective_closes_itself_with_the_mean_of_its_childrens_scores(quarter: Quarter) -> None:
    closed_at(quarter, 8)
    ended = actions.close(quarter.crew, by=quarter.actor("Tom"), score=Decimal("0.4"))
    win = quarter.fresh(quarter.win)
    assert [goal.pk for goal in ended.along] == [win.pk]
    assert (win.state, win.score, win.closed_automatically) == ("closed", Decimal("0.60"), True)


def test_an_objective_that_is_checked_in_by_hand_does_not_close_itself(quarter: Quarter) -> None:
    actions.edit(quarter.win, {"progress_mode": "manual"}, by=quarter.actor("Ada"))
    actions.close(quarter.shops, by=quarter.actor("Ada"))
    actions.close(quarter.crew, by=quarter.actor("Ada"))
    assert quarter.fresh(quarter.win).state == "open"


def test_a_closed_child_stays_in_the_roll_up(quarter: Quarter) -> None:
    closed_at(quarter, 10)
    assert quarter.fresh(quarter.win).progress == 50


def test_closing_twice_is_refused(quarter: Quarter) -> None:
    closed_at(quarter, 10)
    with pytest.raises(Refused, match="closed"):
        actions.close(quarter.shops, by=quarter.actor("Max"))


def test_golden_20_postponing_leaves_a_child_out_at_once(quarter: Quarter) -> None:
    ada = quarter.actor("Ada")
    zero = quarter.goal("Never begun", under=quarter.win)
    actions.check_in(quarter.shops, by=ada, value=Decimal(5))
    actions.check_in(quarter.crew, by=ada, value=Decimal(70))
    assert quarter.fresh(quarter.win).progress == 40
    actions.postpone(zero, by=ada, reason="No budget before spring.")
    assert quarter.fresh(quarter.win).progress == 60
    actions.reopen(zero, by=ada)
    assert quarter.fresh(quarter.win).progress == 40


def test_postponing_needs_a_reason(quarter: Quarter) -> None:
    with pytest.raises(Refused) as refusal:
        actions.postpone(quarter.shops, by=quarter.actor("Max"), reason="  ")
    assert refusal.value.field == "reason"


def copy_of(goal: Goal) -> Goal:
    found: Goal = Goal.objects.get(carried_over_from=goal)
    return found


def test_golden_26_a_reset_copy_starts_where_the_old_one_ended(quarter: Quarter) -> None:
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(5))
    ended = actions.postpone(
        quarter.shops, by=quarter.actor("Max"), reason="Landlords.", clone_to=quarter.next_period
    )
    copy = copy_of(quarter.shops)
    assert ended.copy is not None
    assert (copy.start_value, copy.target_value, copy.progress) == (5, 10, 0)
    assert (copy.period_id, copy.carry_over_count) == (quarter.next_period.pk, 1)


def test_golden_26_seven_of_ten_is_then_forty_percent(quarter: Quarter) -> None:
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(5))
    actions.postpone(quarter.shops, by=quarter.actor("Max"), reason="Landlords.", clone_to=quarter.next_period)
    from datetime import UTC, datetime

    from cairn.core import clock

    with clock.at(datetime(2026, 10, 20, tzinfo=UTC)):
        actions.check_in(copy_of(quarter.shops), by=quarter.actor("Max"), value=Decimal(7))
    assert copy_of(quarter.shops).progress == 40


def test_golden_27_a_preserved_copy_goes_on(quarter: Quarter) -> None:
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(5))
    actions.postpone(
        quarter.shops, by=quarter.actor("Max"), reason="Later.", clone_to=quarter.next_period, progress="preserve"
    )
    copy = copy_of(quarter.shops)
    assert (copy.start_value, copy.current_value, copy.target_value, copy.progress) == (0, 5, 10, 50)
    assert list(verify.differences()) == []


@pytest.mark.parametrize(("mode", "progress"), [("reset", 0), ("preserve", 60)])
def test_golden_28_a_percentage_starts_afresh_or_goes_on(quarter: Quarter, mode: str, progress: int) -> None:
    actions.check_in(quarter.crew, by=quarter.actor("Tom"), value=Decimal(60))
    actions.close(quarter.crew, by=quarter.actor("Tom"), continue_in=quarter.next_period, progress=mode)
    assert copy_of(quarter.crew).progress == progress


def test_a_reached_target_needs_a_new_one(quarter: Quarter) -> None:
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(12))
    with pytest.raises(Refused) as refusal:
        actions.close(quarter.shops, by=quarter.actor("Max"), continue_in=quarter.next_period)
    assert refusal.value.field == "new_target"
    assert quarter.fresh(quarter.shops).state == "open"
    actions.close(quarter.shops, by=quarter.actor("Max"), continue_in=quarter.next_period, new_target=Decimal(20))
    copy = copy_of(quarter.shops)
    assert (copy.start_value, copy.target_value) == (12, 20)


def test_continuing_in_an_earlier_period_is_refused(quarter: Quarter) -> None:
    later = quarter.goal("Later", period=quarter.next_period.pk)
    with pytest.raises(Refused) as refusal:
        actions.close(later, by=quarter.actor("Ada"), continue_in=quarter.period)
    assert refusal.value.field == "period"


def test_postponing_an_objective_takes_its_open_key_results_along(quarter: Quarter) -> None:
    """Spec §10.5.2: the closed one stays closed and is not cloned, the objective's figure is frozen."""
    ada = quarter.actor("Ada")
    third = quarter.goal("Find the money", under=quarter.win)
    actions.check_in(quarter.shops, by=ada, value=Decimal(10))
    actions.check_in(quarter.crew, by=ada, value=Decimal(20))
    actions.close(quarter.shops, by=ada)
    ended = actions.postpone(quarter.win, by=ada, reason="The permit.", clone_to=quarter.next_period)
    assert {goal.title for goal in ended.along} == {"Hire a crew", "Find the money"}
    assert quarter.fresh(quarter.shops).state == "closed"
    assert quarter.fresh(third).state == "postponed"
    win = quarter.fresh(quarter.win)
    assert (win.state, win.progress) == ("postponed", 40)
    below = ended.copy.child_links.values_list("child__title", flat=True)  # type: ignore[union-attr]
    assert sorted(below) == ["Find the money", "Hire a crew"]
    assert list(verify.differences()) == []


def test_a_key_result_with_another_open_parent_stays_open(quarter: Quarter) -> None:
    """Spec §10.5.3: only the link under the postponed parent leaves the roll-up."""
    ada = quarter.actor("Ada")
    other = quarter.goal("Another objective", kind="objective")
    actions.align(quarter.crew, [Parent(quarter.win.pk), Parent(other.pk)], by=ada)
    actions.postpone(quarter.win, by=ada, reason="The permit.")
    assert quarter.fresh(quarter.crew).state == "open"


def test_reopening_brings_back_what_was_postponed_along(quarter: Quarter) -> None:
    ada = quarter.actor("Ada")
    before = {goal.pk: (goal.progress, goal.state) for goal in Goal.objects.all()}
    actions.postpone(quarter.win, by=ada, reason="The permit.")
    actions.reopen(quarter.win, by=ada)
    assert {goal.pk: (goal.progress, goal.state) for goal in Goal.objects.all()} == before


def test_reopening_a_child_reopens_the_parent_that_had_closed_itself(quarter: Quarter) -> None:
    closed_at(quarter, 8)
    actions.close(quarter.crew, by=quarter.actor("Tom"))
    actions.reopen(quarter.crew, by=quarter.actor("Tom"))
    win = quarter.fresh(quarter.win)
    assert (win.state, win.score) == ("open", None)


def test_reopening_clears_the_score_but_history_keeps_it(quarter: Quarter) -> None:
    closed_at(quarter, 8)
    actions.reopen(quarter.shops, by=quarter.actor("Max"))
    assert quarter.fresh(quarter.shops).score is None
    scores = GoalVersion.objects.filter(goal=quarter.shops).order_by("number")
    assert [row.structure["score"] for row in scores] == [None, "0.8", None]


def test_reopening_what_is_open_is_refused(quarter: Quarter) -> None:
    with pytest.raises(Refused, match="open"):
        actions.reopen(quarter.shops, by=quarter.actor("Max"))


def test_postponing_again_counts_how_often_it_was_carried_over(quarter: Quarter) -> None:
    from datetime import date

    from cairn.planning.models import Period

    ada = quarter.actor("Ada")
    dates = {"start": date(2027, 1, 1), "end": date(2027, 3, 31)}
    third, _made = Period.objects.get_or_create(name="Q1 2027", kind="quarter", defaults=dates)
    first = actions.postpone(quarter.crew, by=ada, reason="Later.", clone_to=quarter.next_period).copy
    assert first is not None
    again = actions.postpone(first, by=ada, reason="Later still.", clone_to=third).copy
    assert again is not None
    assert again.carry_over_count == 2


def test_carrying_over_twice_into_one_period_makes_one_copy(quarter: Quarter) -> None:
    ada = quarter.actor("Ada")
    one = actions.postpone(quarter.crew, by=ada, reason="Later.", clone_to=quarter.next_period).copy
    actions.reopen(quarter.crew, by=ada)
    two = actions.postpone(quarter.crew, by=ada, reason="Later.", clone_to=quarter.next_period).copy
    assert one is not None
    assert two is not None
    assert one.pk == two.pk


@pytest.mark.parametrize("name", ["Cy", "Olive"])
def test_who_has_no_relation_cannot_end_it(quarter: Quarter, name: str) -> None:
    with pytest.raises(Denied):
        actions.close(quarter.crew, by=quarter.actor(name))


def test_the_check_in_owner_may_not_close(quarter: Quarter) -> None:
    cy = quarter.actor("Cy")
    actions.edit(quarter.crew, {"check_in_owner": cy.member_id}, by=quarter.actor("Tom"))
    actions.check_in(quarter.crew, by=cy, value=Decimal(5))
    with pytest.raises(Denied):
        actions.close(quarter.crew, by=cy)
