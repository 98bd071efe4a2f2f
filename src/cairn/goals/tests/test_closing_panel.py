"""The closing panel tells what will happen before one decides, and closes, postpones and reopens (okrs §9, §10)."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from cairn.goals import actions
from cairn.goals.models import Goal
from cairn.goals.tests.cast import Acme, D, metric

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/o/acme/company?status=behind"}


def shown(acme: Acme, goal: Goal, noun: str = "closure") -> str:
    return acme.web(acme.maya).get(acme.url(f"goals/{goal.pk}/{noun}".rstrip("/"))).content.decode()


def end(acme: Acme, goal: Goal, noun: str = "closure", **fields: object):  # type: ignore[no-untyped-def]
    given = {"ending": "closed", "note": "Good enough.", **fields}
    return acme.web(acme.maya).post(acme.url(f"goals/{goal.pk}/{noun}"), given)


def test_what_has_moved_is_preset_to_closed_and_what_has_not_to_postponed(busy: Acme) -> None:
    untouched = busy.key_result("Write the handbook", busy.maya)
    assert re.search(r'value="closed"[^>]*checked', shown(busy, busy.goals["reorder"]))
    assert re.search(r'value="postponed"[^>]*checked', shown(busy, untouched))


def test_the_suggested_score_comes_with_its_reason_and_its_meaning(busy: Acme) -> None:
    text = shown(busy, busy.goals["reorder"])
    assert "Suggested: 0.54, from 54.1\u00a0%" in text
    assert "0.54 would say: real progress, and short of what was hoped for" in text


def test_how_the_copy_would_start_is_told_with_the_numbers_of_the_goal(acme: Acme) -> None:
    blogs = acme.key_result("Publish ten posts", acme.maya, outcome=metric("reach", 0, 10))
    acme.check_in(blogs, acme.maya, 5)
    text = shown(acme, blogs)
    assert "Start afresh at 5, towards 10: 0\u00a0% done" in text
    assert "Go on at 5 of 10: 50\u00a0% done" in text
    assert "New target" not in text


def test_a_reached_target_asks_for_the_next_one(acme: Acme) -> None:
    blogs = acme.key_result("Publish ten posts", acme.maya, outcome=metric("reach", 0, 10))
    acme.check_in(blogs, acme.maya, 12)
    assert "New target" in shown(acme, blogs)
    carry_on = {"continues": "on", "period": acme.next_quarter.pk, "progress": "reset"}
    refused = end(acme, blogs, **carry_on)
    assert refused.status_code == 422
    assert "Give the next one" in refused.content.decode()
    assert end(acme, blogs, **carry_on, new_target="20").status_code == 303
    copy = Goal.objects.get(carried_over_from=blogs)
    assert (copy.start_value, copy.target_value, copy.progress) == (D(12), D(20), D(0))


def test_closing_keeps_score_and_note_and_offers_to_undo_it(busy: Acme) -> None:
    goal = busy.goals["reorder"]
    answer = end(busy, goal, score="0.6", note="The north came late.")
    assert answer.status_code == 303
    closed = busy.fresh(goal)
    assert (closed.state, closed.score, closed.closing_note) == ("closed", D("0.6"), "The north came late.")
    page = busy.web(busy.cy).get(busy.url(f"goals/{goal.pk}"))
    assert "The north came late." in page.content.decode()


def test_without_a_score_the_suggested_one_is_taken(busy: Acme) -> None:
    end(busy, busy.goals["reorder"])
    assert busy.fresh(busy.goals["reorder"]).score == D("0.54")


def test_a_final_value_is_checked_in_before_it_closes(busy: Acme) -> None:
    end(busy, busy.goals["reorder"], final_value="55")
    closed = busy.fresh(busy.goals["reorder"])
    assert (closed.current_value, closed.score) == (D(55), D("1.0"))


def test_the_final_value_is_offered_rounded_and_stored_exactly(acme: Acme) -> None:
    """okrs §9.1, §5.8: what is shown has two decimals; leaving it as it was offered changes nothing."""
    goal = acme.key_result("Move the shop", acme.maya, outcome=metric("reach", 0, 100))
    acme.check_in(goal, acme.maya, D("66.6667"))
    text = shown(acme, goal)
    assert re.search(r'name="final_value"[^>]*value="66\.67"|value="66\.67"[^>]*name="final_value"', text)
    assert "66.6667" not in text
    end(acme, goal, final_value="66.67")
    assert acme.fresh(goal).current_value == D("66.6667")
    assert goal.check_ins.count() == 1


def test_it_goes_on_in_the_period_one_chooses(busy: Acme) -> None:
    answer = end(
        busy, busy.goals["reorder"], continues="on", period=busy.next_quarter.pk, progress="preserve"
    )  # fmt: skip
    assert answer.status_code == 303
    copy = Goal.objects.get(carried_over_from=busy.goals["reorder"])
    assert (copy.period, copy.current_value, copy.carry_over_count) == (busy.next_quarter, D("47.2"), 1)
    page = busy.web(busy.maya).get(busy.url(f"goals/{busy.goals['reorder'].pk}")).content.decode()
    assert "Continued in Q1 2027" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"score": "1.2"}, "between 0 and 1"),
        ({"score": "good"}, "is not a number"),
        ({"ending": "postponed", "note": " "}, "why it is postponed"),
        ({"ending": ""}, "This field is required"),
        ({"continues": "on", "period": ""}, "Choose the period"),
        ({"final_value": "1e400"}, "is not a number|too large"),
    ],
)
def test_a_mistake_is_said_and_nothing_ends(busy: Acme, fields: dict[str, str], sentence: str) -> None:
    answer = end(busy, busy.goals["reorder"], **fields)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert any(each in text for each in sentence.split("|"))
    assert busy.fresh(busy.goals["reorder"]).is_open


def test_the_panel_names_what_ends_by_itself_and_what_stays_open(busy: Acme) -> None:
    for name, owner in (("guides", busy.jonas), ("returns", busy.maya)):
        actions.close(busy.goals[name], by=busy.actor(owner))
    assert "Ends by itself" in shown(busy, busy.goals["reorder"])
    assert "Become the brand guides recommend" in shown(busy, busy.goals["reorder"])
    stays = shown(busy, busy.goals["brand"])
    assert "Stays open below it" in stays
    assert "Raise the wholesale reorder rate" in stays


def test_postponing_takes_along_what_the_panel_said(busy: Acme) -> None:
    text = shown(busy, busy.goals["brand"], "postponement")
    assert "Postponed with it" in text
    answer = end(
        busy, busy.goals["brand"], "postponement", ending="postponed", note="Not this winter.",
        continues="on", period=busy.next_quarter.pk, progress="reset",
    )  # fmt: skip
    assert answer.status_code == 303
    assert busy.fresh(busy.goals["reorder"]).state == "postponed"
    assert Goal.objects.filter(period=busy.next_quarter).count() == 4


def test_reopening_by_form_and_by_delete_brings_it_back(busy: Acme) -> None:
    goal = busy.goals["reorder"]
    for way in ("form", "delete"):
        end(busy, goal)
        address = busy.url(f"goals/{goal.pk}/closure")
        assert "counts again" in busy.web(busy.maya).get(address).content.decode()
        if way == "form":
            assert busy.web(busy.maya).post(address, {"_method": "delete"}).status_code == 303
        else:
            assert busy.web(busy.maya).delete(address).status_code == 303
        reopened = busy.fresh(goal)
        assert (reopened.state, reopened.score) == ("open", None)


def test_from_a_list_one_comes_back_to_that_list(busy: Acme) -> None:
    address = busy.url(f"goals/{busy.goals['reorder'].pk}/closure")
    answer = busy.web(busy.maya).post(address, {"ending": "closed"}, headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/o/acme/company?status=behind")


def test_closing_twice_with_the_same_key_closes_once(busy: Acme) -> None:
    for _time in range(2):
        answer = end(busy, busy.goals["reorder"], idempotency_key="once")
        assert answer.status_code == 303
    assert end(busy, busy.goals["reorder"]).status_code == 422


@pytest.mark.parametrize("noun", ["closure", "postponement"])
def test_only_those_with_the_right_end_a_goal(busy: Acme, mallory: Client, noun: str) -> None:
    address = busy.url(f"goals/{busy.goals['reorder'].pk}/{noun}")
    for method in ("get", "post"):
        refused = getattr(busy.web(busy.cy), method)(address)
        assert refused.status_code == 403
        assert "Maya Lind" in refused.content.decode()
        assert getattr(mallory, method)(address).status_code == 404
    assert busy.fresh(busy.goals["reorder"]).is_open


def test_reopening_under_a_parent_that_was_closed_by_hand_says_that_it_stays_closed(busy: Acme) -> None:
    """Spec okrs §9.5: one that had closed itself comes back too, and is not named."""
    goal = busy.goals["reorder"]
    actions.close(goal, by=busy.actor(busy.maya))
    actions.close(busy.goals["brand"], by=busy.actor(busy.maya))
    text = shown(busy, goal)
    assert "Stays ended above it" in text
    assert "Become the brand guides recommend" in text
    actions.reopen(goal, by=busy.actor(busy.maya))
    assert not busy.fresh(busy.goals["brand"]).is_open


def test_postponing_proposes_to_go_on_in_the_next_period_and_closing_does_not(busy: Acme) -> None:
    """okrs §10.2 (REC): "Clone to next period" is ticked by default on Postpone."""
    web, goal = busy.web(busy.maya), busy.goals["reorder"]
    for noun, ticked in (("postponement", True), ("closure", False)):
        form = web.get(busy.url(f"goals/{goal.pk}/{noun}")).context["form"]
        assert bool(form["continues"].value()) is ticked, noun
        assert form["period"].value() == busy.next_quarter.pk


def test_the_panel_warns_where_a_copy_is_there_already(busy: Acme) -> None:
    """okrs §10.5.8: idempotent by source and period; warn if a clone already exists."""
    goal, maya = busy.goals["reorder"], busy.actor(busy.maya)
    assert "carried over to" not in shown(busy, goal)
    actions.postpone(goal, by=maya, reason="Later.", clone_to=busy.next_quarter)
    actions.reopen(goal, by=maya)
    assert "It was carried over to Q1 2027 already and is not copied there again." in shown(busy, goal)


def test_help_says_that_a_score_is_no_grade_for_people_and_what_to_aim_at(busy: Acme) -> None:
    """okrs §9.4: scores are not performance ratings; 0.7–0.9 is shown as the target."""
    text = shown(busy, busy.goals["reorder"])
    assert "A score grades the result, not the people." in text
    assert "0.7 to 0.9" in text


def test_how_it_is_to_be_scored_is_read_where_one_checks_in_and_closes(busy: Acme) -> None:
    """okrs §4.2, §9.4: scoring guidance is shown at check-in and closing, unless the feature is switched off."""
    goal = busy.goals["reorder"]
    actions.edit(goal, {"scoring_guidance": "Count *paid* orders only."}, by=busy.actor(busy.maya))
    for noun in ("check-ins/new", "closure", ""):
        assert "Count <em>paid</em> orders only." in shown(busy, goal, noun), noun
    actions.set_model(by=busy.actor(busy.ada), scoring_guidance=False)
    for noun in ("check-ins/new", "closure", ""):
        assert "orders only" not in shown(busy, goal, noun), noun
