"""The derivation of a goal's numbers: it tells where each came from, and its parts add up (okrs §5, §6)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cairn.goals import actions, telling
from cairn.goals.derivation import Rule
from cairn.goals.explaining import explain
from cairn.goals.explanation import Explanation, Method
from cairn.goals.models import Goal, GoalSettings
from cairn.goals.outcome import Outcome, PhasedTarget
from cairn.goals.roll_up import Reason
from cairn.goals.tests.cast import TODAY, Acme, D, metric
from cairn.organizations.models import Member


def explained(acme: Acme, goal: Goal, to: Member | None = None) -> Explanation:
    return explain(acme.fresh(goal), acme.actor(to or acme.ada), TODAY)


def test_a_metric_is_explained_by_its_value_and_the_check_in_behind_it(busy: Acme) -> None:
    found = explained(busy, busy.goals["reorder"])
    assert found.method is Method.VALUE
    assert (found.value, found.progress) == (D("47.2"), D("54.1176"))
    assert found.cause is not None
    assert (found.cause.author, found.cause.note) == ("Maya Lind", "Spring catalogue brought 9 shops back.")


def test_what_today_expects_is_told_with_its_day_and_its_value(busy: Acme) -> None:
    expectation = explained(busy, busy.goals["reorder"]).expectation
    assert expectation is not None
    assert (expectation.number, expectation.days) == (53, 92)
    assert expectation.percent == D("57.1429")
    assert expectation.value == D("47.7143")
    assert not expectation.is_phased


def test_phased_targets_name_the_points_between_which_today_lies(acme: Acme) -> None:
    phases = tuple(PhasedTarget(day, D(value)) for day, value in [(date(2026, 11, 1), 20), (date(2026, 12, 1), 50)])
    goal = acme.key_result("Write the guide", acme.maya, outcome=Outcome.percent(phases))
    expectation = explained(acme, goal).expectation
    assert expectation is not None
    assert expectation.is_phased
    assert expectation.since == (date(2026, 11, 1), D(20))
    assert expectation.until == (date(2026, 12, 1), D(50))
    assert expectation.percent == D(41)


def test_a_roll_up_lists_each_child_with_its_share_and_its_part(busy: Acme) -> None:
    found = explained(busy, busy.goals["brand"])
    assert found.method is Method.AVERAGE
    assert [(part.title, part.counted, part.share) for part in found.parts] == [
        ("Raise the wholesale reorder rate", D("54.1176"), D("33.3333")),
        ("Win 120 certified guides as ambassadors", D(50), D("33.3333")),
        ("Return rate of boots stays below 4 %", D(100), D("33.3333")),
    ]
    assert sum(part.part or 0 for part in found.parts) == pytest.approx(found.progress, abs=Decimal("0.0002"))


def test_the_check_in_that_moved_a_roll_up_last_is_named_with_its_goal(busy: Acme) -> None:
    cause = explained(busy, busy.goals["grow"]).cause
    assert cause is not None
    assert (cause.author, cause.goal_title) == ("Maya Lind", "Raise the wholesale reorder rate")


def test_what_is_left_out_says_why(busy: Acme) -> None:
    baseline = busy.key_result(
        "Find out what guides read", busy.maya, busy.goals["brand"], outcome=metric("baseline")
    )
    actions.postpone(busy.goals["guides"], by=busy.actor(busy.jonas), reason="No guide fairs before spring.")
    found = explained(busy, busy.goals["brand"])
    assert {part.title: part.left_out for part in found.left_out} == {
        "Win 120 certified guides as ambassadors": Reason.POSTPONED,
        baseline.title: Reason.BASELINE,
    }


def test_over_achievement_counts_as_a_hundred(busy: Acme) -> None:
    busy.check_in(busy.goals["guides"], busy.jonas, 150)
    part = next(part for part in explained(busy, busy.goals["brand"]).parts if part.progress == D(125))
    assert part.is_clamped
    assert part.counted == D(100)


def test_fixed_shares_are_told_apart_from_automatic_ones(busy: Acme) -> None:
    actions.set_contributions(busy.goals["brand"], {busy.goals["reorder"].pk: D(50)}, by=busy.actor(busy.maya))
    found = explained(busy, busy.goals["brand"])
    assert [(part.share, part.is_fixed) for part in found.parts] == [(50, True), (25, False), (25, False)]


def test_a_goal_tells_where_it_counts_upwards(busy: Acme) -> None:
    (upwards,) = explained(busy, busy.goals["reorder"]).counts_in
    assert (upwards.title, upwards.share, upwards.part) == (
        "Become the brand guides recommend", D("33.3333"), D("18.0392"),
    )  # fmt: skip


def test_a_hidden_child_counts_without_its_title(busy: Acme) -> None:
    busy.key_result("Buy the rival", busy.maya, busy.goals["brand"], privacy="listed")
    seen_by_cy = explained(busy, busy.goals["brand"], to=busy.cy)
    hidden = seen_by_cy.parts[-1]
    assert hidden.is_hidden
    assert (hidden.title, hidden.progress, hidden.count) == (None, None, 1)
    assert sum(part.part or 0 for part in seen_by_cy.parts) == pytest.approx(seen_by_cy.progress, abs=D("0.0002"))
    assert "Buy the rival" not in repr(seen_by_cy)
    assert "Buy the rival" in repr(explained(busy, busy.goals["brand"], to=busy.maya))


def test_a_hidden_child_that_does_not_count_is_not_mentioned(busy: Acme) -> None:
    secret = busy.key_result("Buy the rival", busy.maya, busy.goals["brand"], privacy="listed")
    actions.postpone(secret, by=busy.actor(busy.maya), reason="Not for sale.")
    assert not any(part.is_hidden for part in explained(busy, busy.goals["brand"], to=busy.cy).parts)


def test_a_check_in_below_that_one_may_not_see_stays_anonymous(busy: Acme) -> None:
    secret = busy.key_result("Buy the rival", busy.maya, busy.goals["brand"], privacy="listed")
    busy.check_in(secret, busy.maya, 80, note="They say yes.")
    cause = explained(busy, busy.goals["brand"], to=busy.cy).cause
    assert cause is not None
    assert (cause.author, cause.note, cause.goal_id, cause.value) == ("", "", None, None)


def test_a_hidden_parent_does_not_appear(busy: Acme) -> None:
    secret = busy.objective("Sell the company", busy.ada, privacy="listed")
    goal = busy.key_result("Tidy the books", busy.ada, secret)
    assert explained(busy, goal, to=busy.cy).counts_in == ()
    assert [up.title for up in explained(busy, goal, to=busy.ada).counts_in] == ["Sell the company"]


def test_a_number_set_by_hand_shows_what_the_roll_up_would_give(busy: Acme) -> None:
    busy.check_in(busy.goals["brand"], busy.maya, 80, override="kept")
    found = explained(busy, busy.goals["brand"])
    assert found.method is Method.VALUE
    assert found.progress == D(80)
    assert found.automatic == (D("68.0392"), D("68.0392"))


def test_the_status_names_its_rule_and_its_next_changes(acme: Acme) -> None:
    parent = acme.objective("Ship in two days", acme.maya)
    child = acme.key_result("Pick in 40 hours", acme.maya, parent)
    acme.check_in(child, acme.maya, 60)
    found = explained(acme, parent).status
    assert (found.rule, found.status) == (Rule.FROM_PROGRESS, "on_track")
    assert found.gap == D("-2.8571")
    assert [(day.isoformat(), status) for day, status in found.changes] == [
        ("2026-11-25", "behind"), ("2026-12-18", "at_risk"),
    ]  # fmt: skip


def test_the_children_that_decide_a_status_are_named(busy: Acme) -> None:
    parent = busy.objective("Ship in two days", busy.maya, status_rule="children")
    slow = busy.key_result("Pick in 40 hours", busy.maya, parent)
    busy.check_in(slow, busy.maya, 60, status="at_risk")
    busy.check_in(busy.key_result("Northern depot", busy.maya, parent), busy.maya, 60, status="on_track")
    found = explained(busy, parent)
    assert found.status.rule is Rule.FROM_CHILDREN
    assert found.worst_below == ("Pick in 40 hours",)


def test_an_ended_goal_keeps_its_frozen_number_when_things_below_move_on(busy: Acme) -> None:
    actions.close(busy.goals["brand"], by=busy.actor(busy.maya))
    busy.check_in(busy.goals["guides"], busy.jonas, 120)
    found = explained(busy, busy.goals["brand"])
    assert found.method is Method.FROZEN
    assert found.parts == ()
    assert found.progress == D("68.0392")


def test_a_score_shows_what_was_suggested_and_its_colour(busy: Acme) -> None:
    before = explained(busy, busy.goals["guides"]).score
    assert (before.final, before.suggested, before.colour) == (None, D("0.50"), "yellow")
    actions.close(busy.goals["guides"], by=busy.actor(busy.jonas), score=D("0.8"))
    after = explained(busy, busy.goals["guides"]).score
    assert (after.final, after.suggested, after.colour, after.is_own_choice) == (D("0.8"), D("0.5"), "green", True)


def test_a_sum_that_runs_elsewhere_than_its_children_is_remarked(acme: Acme) -> None:
    """Okrs §5.6: warn when the parent's start or target is not the sum of theirs; other measures are only named."""
    GoalSettings.objects.update_or_create(defaults={"okr_model": GoalSettings.Model.INTERCHANGEABLE})
    parent = acme.objective("Deals", acme.maya, outcome=metric("increase", 0, 1000, "deals"), progress_mode="rollup")
    acme.key_result("North", acme.maya, parent, outcome=metric("increase", 0, 400, "deals"))
    acme.key_result("South", acme.maya, parent, outcome=metric("increase", 0, 500, "deals"))
    acme.key_result("Happy ones", acme.maya, parent, outcome=metric("increase", 30, 50, "%"))
    found = explained(acme, parent)
    assert found.summed_range == (D(0), D(900))
    assert [part.title for part in found.left_out] == ["Happy ones"]
    assert "It runs 0 → 1,000\u00a0deals, but what is added up runs 0 → 900\u00a0deals" in telling.other_range(found)
    acme.key_result("West", acme.maya, parent, outcome=metric("increase", 0, 100, "deals"))
    assert explained(acme, parent).summed_range is None
