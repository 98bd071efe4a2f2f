"""What the coach shows: beside the form, on a goal's page, “OKR quality”, and its rules (okrs §21.2)."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote_plus

import pytest
from django.test import Client

from cairn.coach import actions
from cairn.coach.models import CoachSettings, NumberSource, Sufficiency
from cairn.coach.tests.test_advice import interchangeable
from cairn.goals import actions as goals
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter, increase

HX = {"HX-Request": "true"}


def ada(quarter: Quarter, name: str = "Ada") -> Client:
    return quarter.world.client(name)


def typed(quarter: Quarter, **more: Any) -> dict[str, Any]:
    """What stands in the form of a plain key result."""
    return {
        "kind": "key_result", "title": "Launch the shop", "entity": "organization", "period": str(quarter.period.pk),
        "measure": "percent", "owners": [str(quarter.world.members["Ada"].pk)], "nature": "aspirational",
        "progress_mode": "manual", "status_rule": "progress", "privacy": "everyone",
    } | more  # fmt: skip


def test_while_one_types_the_coach_remarks_and_writes_nothing(quarter: Quarter) -> None:
    before = Goal.objects.count()
    answer = ada(quarter).post("/o/acme/coach/notes", typed(quarter), headers=HX)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "could be a project" in text
    assert 'name="adopt" value="kind=project&amp;measure=percent"' in text
    assert Goal.objects.count() == before


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "objective", "title": "Reach 5 million in sales"}, "reads like a key result"),
        ({"kind": "objective", "title": "Become loved", "owners": []}, "Nobody owns it"),
        ({"measure": "increase", "title": "Guides", "target": ""}, "no number to be reached"),
        ({"measure": "increase", "title": "Guides", "start_value": "4", "target": "4"}, "nothing has to move"),
        ({"measure": "increase", "title": "Reduce returns", "start_value": "4", "target": "9"}, "From 9 to 4"),
        ({"title": ""}, "Remarks appear here"),
        ({"title": "Sold boots", "measure": "increase", "start_value": "1", "target": "4"}, "Nothing to remark"),
    ],
)
def test_what_the_coach_says_of_what_is_typed(quarter: Quarter, fields: dict[str, Any], sentence: str) -> None:
    answer = ada(quarter).post("/o/acme/coach/notes", typed(quarter, **fields), headers=HX)
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    "odd",
    [
        {"title": "\x00", "target": "9" * 400}, {"period": "x", "parents": ["y"], "due": "2026-99-99"},
        {"kind": "?", "measure": "?", "entity": "?"},
        {"start_value": "1e400", "target": "NaN", "measure": "increase"},
        {"title": "a " * 5_000},
    ],
)  # fmt: skip
def test_nothing_that_is_typed_breaks_the_coach(quarter: Quarter, odd: dict[str, Any]) -> None:
    assert ada(quarter).post("/o/acme/coach/notes", typed(quarter, **odd), headers=HX).status_code == 200


def test_a_private_parent_is_no_parent_to_a_stranger(quarter: Quarter) -> None:
    goals.edit(quarter.win, {"privacy": "listed"}, by=quarter.actor("Ada"))
    fields = typed(quarter, title="Ten open shops", parents=[str(quarter.win.pk)], measure="reach", target="10")
    answer = ada(quarter, "Cy").post("/o/acme/coach/notes", fields, headers=HX)
    assert "Open ten shops" not in answer.content.decode()


def test_a_suggestion_is_taken_over_into_the_form_and_nothing_is_saved(quarter: Quarter) -> None:
    sent = typed(quarter, adopt="kind=project&measure=percent&nature=committed", description="A long thought")
    answer = ada(quarter).post("/o/acme/goals/new", sent)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert re.search(r'<input[^>]*value="project"[^>]*checked', text)
    assert not re.search(r'<input[^>]*value="committed"[^>]*checked', text)
    assert "A long thought" in text
    assert not Goal.objects.filter(title="Launch the shop").exists()


def test_the_form_has_room_for_the_coach(quarter: Quarter) -> None:
    text = ada(quarter).get("/o/acme/goals/new").content.decode()
    assert 'hx-post="/o/acme/coach/notes"' in text
    assert 'aria-live="polite"' in text


def test_the_page_of_a_goal_loads_the_coach(quarter: Quarter) -> None:
    client = ada(quarter)
    assert f"/o/acme/goals/{quarter.win.pk}/advice" in client.get(f"/o/acme/goals/{quarter.win.pk}").content.decode()
    section = client.get(f"/o/acme/goals/{quarter.win.pk}/advice", headers=HX).content.decode()
    assert "Two questions" in section
    assert "<html" not in section
    assert "<html" in client.get(f"/o/acme/goals/{quarter.win.pk}/advice").content.decode()


def test_buttons_stand_only_where_they_may_be_pressed(quarter: Quarter) -> None:
    launch = quarter.goal("Launch the shop", under=quarter.win)
    path = f"/o/acme/goals/{launch.pk}/advice"
    assert "Add a project below it" in ada(quarter).get(path, headers=HX).content.decode()
    interchangeable()
    assert "Make it a project" in ada(quarter).get(path, headers=HX).content.decode()
    assert "Make it a project" not in ada(quarter, "Cy").get(path, headers=HX).content.decode()


def test_the_two_questions_are_answered_on_the_page(quarter: Quarter) -> None:
    path = f"/o/acme/goals/{quarter.win.pk}/sufficiency"
    assert ada(quarter).post(path, {"necessary": "yes"}).status_code == 422
    assert ada(quarter, "Cy").post(path, {"necessary": "yes", "sufficient": "yes"}).status_code == 403
    assert not Sufficiency.objects.exists()
    assert ada(quarter).post(path, {"necessary": "yes", "sufficient": "yes", "note": "All four."}).status_code == 303
    text = ada(quarter).get(f"/o/acme/goals/{quarter.win.pk}/advice", headers=HX).content.decode()
    assert "Needed and enough" in text
    assert "All four." in text


def test_the_source_of_a_number_is_said_on_the_page(quarter: Quarter) -> None:
    path = f"/o/acme/goals/{quarter.shops.pk}/number-source"
    assert ada(quarter).post(path, {"origin": "nowhere"}).status_code == 422
    assert ada(quarter).post(path, {"origin": "app", "place": "The till"}).status_code == 303
    assert NumberSource.objects.get().place == "The till"


def test_quality_shows_the_weakest_first_and_filters_by_rule(quarter: Quarter) -> None:
    quarter.goal("Reach 5 million", kind="objective")
    text = ada(quarter).get("/o/acme/quality").content.decode()
    assert text.index("Reach 5 million") < text.index("Win the north")
    text = ada(quarter).get("/o/acme/quality?rule=O01").content.decode()
    assert "Reach 5 million" in text
    assert "Win the north" not in text


def test_quality_of_a_team_a_person_and_everybody(quarter: Quarter) -> None:
    sales = quarter.world.teams["Sales"]
    quarter.goal("Sell to every valley", kind="objective", entity="team", teams=[sales.pk], by="Tom")
    client, title = ada(quarter), "Sell to every valley"
    assert title in client.get(f"/o/acme/teams/{sales.pk}/quality").content.decode()
    assert title in client.get(f"/o/acme/people/{quarter.world.members['Tom'].pk}/quality").content.decode()
    assert title in client.get("/o/acme/quality?scope=all").content.decode()
    assert title not in client.get("/o/acme/quality").content.decode()


def test_quality_says_nothing_of_what_one_may_not_see(quarter: Quarter) -> None:
    goals.edit(quarter.win, {"privacy": "listed"}, by=quarter.actor("Ada"))
    assert "Win the north" not in ada(quarter, "Cy").get("/o/acme/quality?scope=all").content.decode()


def test_quality_asks_no_more_for_more_objectives(quarter: Quarter, django_assert_max_num_queries: Any) -> None:
    for number in range(8):
        made = quarter.goal(f"Objective {number}", kind="objective")
        quarter.goal(f"Result {number}", under=made, outcome=increase(1, 2))
    client = ada(quarter)
    with django_assert_max_num_queries(33):
        client.get("/o/acme/quality")


def test_mending_from_the_list_leads_back_to_it(quarter: Quarter) -> None:
    interchangeable()
    launch = quarter.goal("Launch the shop", under=quarter.win)
    headers = {**HX, "HX-Current-URL": "http://testserver/o/acme/quality?rule=K03"}
    answer = ada(quarter).post(f"/o/acme/goals/{launch.pk}/mend", {"rule": "K03"}, headers=headers)
    assert unquote_plus(answer["HX-Redirect"]) == "/o/acme/quality?rule=K03"
    assert quarter.fresh(launch).kind == "project"


def test_everybody_reads_the_rules_and_admins_switch_them(quarter: Quarter) -> None:
    assert "O01" in ada(quarter, "Cy").get("/o/acme/quality/rules").content.decode()
    assert ada(quarter, "Cy").post("/o/acme/quality/rules", {"on": ["O01"]}).status_code == 403
    assert not CoachSettings.objects.exists()
    ada(quarter).post("/o/acme/quality/rules", {"on": ["O01", "C01"], "required": ["O01", "C01", "O02"]})
    row = CoachSettings.objects.get()
    assert ("O02" in row.off, "O01" in row.off, row.required) == (True, False, ["O01"])


def test_a_rule_that_refuses_says_so_at_the_field(quarter: Quarter) -> None:
    actions.set_rules(off=[], required=["K03"], by=quarter.actor("Ada"))
    answer = ada(quarter).post("/o/acme/goals/new", typed(quarter))
    assert answer.status_code == 422
    assert "could be a project" in answer.content.decode()
