"""Check-ins through the API, and what moves above them (spec okrs §7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cairn.api.tests.conftest import Answer, Program

Call = Callable[..., Program]


@pytest.fixture
def ada(program: Call) -> Program:
    return program("Ada")


@pytest.fixture
def chain(ada: Program, objective: dict[str, Any], key_result: Callable[..., dict[str, Any]]) -> list[Answer]:
    """Company objective ← objective ← key result from 30 to 50."""
    top = ada.post("/goals", objective)
    middle = ada.post("/goals", {**objective, "title": "Listen", "parents": [{"id": top["id"]}]})
    return [top, middle, ada.post("/goals", key_result("NPS", parent=middle["id"], start=30, target=50))]


def test_a_check_in_answers_every_number_that_it_moved(ada: Program, chain: list[Answer]) -> None:
    top, middle, nps = (goal["id"] for goal in chain)
    done = ada.post(f"/goals/{nps}/check-ins", {"value": 40, "note": "Halfway", "confidence": 7})
    assert done.status == 201, done.body
    check_in = done["check_in"]
    assert (check_in["value"], check_in["progress"], check_in["status"]) == (40, 50, "on_track")
    assert (check_in["note"], check_in["confidence"], check_in["source"]) == ("Halfway", 7, "person")
    assert (done["goal"]["id"], done["goal"]["current"], done["goal"]["progress"]) == (nps, 40, 50)
    assert [(row["id"], row["progress"], row["display_progress"]) for row in done["changed"]] == [
        (middle, 50, 50), (top, 50, 50),
    ]  # fmt: skip
    assert ada.get(f"/goals/{top}")["progress"] == 50


@pytest.mark.parametrize(("value", "raw", "shown"), [(52.5, 112.5, 100), (25, -25, 0), (36.6667, 33.3335, 33.3335)])
def test_progress_is_raw_and_the_displayed_one_is_clamped(
    ada: Program, chain: list[Answer], value: float, raw: float, shown: float
) -> None:
    path = f"/goals/{chain[2]['id']}"
    ada.post(f"{path}/check-ins", {"value": value})
    goal = ada.get(path)
    assert (goal["current"], goal["progress"], goal["display_progress"]) == (value, raw, shown)


def test_a_back_dated_one_does_not_become_the_current_one(ada: Program, chain: list[Answer]) -> None:
    path = f"/goals/{chain[2]['id']}"
    ada.post(f"{path}/check-ins", {"value": 40, "at": "2026-08-10T08:00:00Z"})
    late = ada.post(f"{path}/check-ins", {"value": 35, "at": "2026-08-01"})
    assert late["check_in"]["at"].startswith("2026-08-01T12:00")
    assert ada.get(path)["current"] == 40
    assert [row["value"] for row in ada.get(f"{path}/check-ins")["items"]] == [40, 35]


@pytest.mark.parametrize("at", ["2026-08-16", "2026-06-30", "2026-08-15T10:00:01Z"])
def test_not_in_the_future_and_not_before_the_start(ada: Program, chain: list[Answer], at: str) -> None:
    answer = ada.post(f"/goals/{chain[2]['id']}/check-ins", {"value": 40, "at": at})
    assert (answer.status, answer["errors"][0]["field"]) == (422, "at")


def test_a_goal_that_rolls_up_takes_a_value_only_when_that_is_meant(ada: Program, chain: list[Answer]) -> None:
    path = f"/goals/{chain[1]['id']}/check-ins"
    assert ada.post(path, {"value": 70})["errors"][0]["field"] == "value"
    assert ada.post(path, {"value": 70, "override": "kept"})["goal"]["progress"] == 70


def test_correcting_and_taking_back_moves_the_numbers_again(ada: Program, chain: list[Answer]) -> None:
    path = f"/goals/{chain[2]['id']}"
    first = ada.post(f"{path}/check-ins", {"value": 40})["check_in"]["id"]
    second = ada.post(f"{path}/check-ins", {"value": 45})["check_in"]["id"]
    corrected = ada.patch(f"/check-ins/{second}", {"value": 50, "note": "Recounted"})
    assert corrected["check_in"]["edited_at"] is not None
    assert (corrected["goal"]["progress"], corrected["changed"][-1]["progress"]) == (100, 100)
    assert ada.patch(f"/check-ins/{first}", {"value": 31})["goal"]["progress"] == 100
    taken_back = ada.delete(f"/check-ins/{second}")
    assert (taken_back.status, taken_back["goal"]["current"]) == (200, 31)
    assert ada.delete(f"/check-ins/{second}").status == 404
    assert ada.patch(f"/check-ins/{first}", {"value": None}).status == 422


def test_only_ones_own_can_be_corrected_and_the_refusal_says_whose_it_is(
    ada: Program, program: Call, chain: list[Answer]
) -> None:
    row = ada.post(f"/goals/{chain[2]['id']}/check-ins", {"value": 40})["check_in"]["id"]
    answer = program("Cy").patch(f"/check-ins/{row}", {"value": 50})
    assert (answer.status, answer["helpers"]) == (403, ["Ada"])


def test_pages_of_check_ins_go_back_in_time(ada: Program, chain: list[Answer]) -> None:
    path = f"/goals/{chain[2]['id']}/check-ins"
    for day in range(1, 6):
        ada.post(path, {"value": 30 + day, "at": f"2026-08-0{day}"})
    first = ada.get(f"{path}?limit=3")
    second = ada.get(f"{path}?limit=3&cursor={first['next']}")
    assert [row["value"] for row in first["items"] + second["items"]] == [35, 34, 33, 32, 31]
    assert second["next"] is None


def test_ancestors_that_are_hidden_are_not_told(ada: Program, program: Call, chain: list[Answer]) -> None:
    top, middle, nps = (goal["id"] for goal in chain)
    max_id = program("Max").get("/me")["id"]
    ada.patch(f"/goals/{nps}", {"check_in_owner": max_id})
    ada.patch(f"/goals/{top}", {"privacy": "listed"})
    done = program("Max").post(f"/goals/{nps}/check-ins", {"value": 40})
    assert [row["id"] for row in done["changed"]] == [middle]


def test_who_checks_in_is_asked_once_a_day(ada: Program, program: Call, chain: list[Answer]) -> None:
    path = f"/goals/{chain[2]['id']}/nudges"
    assert ada.post(path, {}).status == 422  # she checks in on it herself
    assert program("Cy").post(path, {"note": "Any news?"}).status == 201
    assert program("Cy").post(path, {}).status == 422
