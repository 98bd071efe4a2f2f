"""What the coach remarks, through the API (integrations §8.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cairn.api.tests.conftest import Program

Call = Callable[..., Program]


def test_the_advice_on_a_goal(program: Call, objective: dict[str, Any]) -> None:
    ada = program("Ada")
    goal = ada.post("/goals", {**objective, "title": "Reach 5 million in sales"})["id"]
    answer = ada.get(f"/goals/{goal}/advice")
    assert answer["score"] < 100
    assert {"O01", "S01"} <= {each["rule"] for each in answer["findings"]}


def test_the_quality_of_a_period_in_pages(program: Call, objective: dict[str, Any]) -> None:
    ada = program("Ada")
    made = [ada.post("/goals", {**objective, "title": f"Win the valley of {name}"})["id"] for name in ("Ahr", "Ötz")]
    first = ada.get(f"/quality?period={objective['period']}&limit=1")
    second = ada.get(f"/quality?period={objective['period']}&limit=1&cursor={first['next']}")
    found = [first["items"][0]["goal"], second["items"][0]["goal"]]
    assert set(found) <= {*made, *found}
    assert found[0] != found[1]


def test_what_is_not_saved_yet_is_looked_at_too(program: Call) -> None:
    body = {
        "title": "Become the shop that hikers recommend first",
        "description": "It pays.",
        "key_results": [
            {"title": "Launch the programme"},
            {"title": "Reduce returns", "measure": "increase", "start": 4, "target": 9},
        ],
    }
    answer = program("Ada").post("/lint", body)
    assert answer.status == 200
    assert {(each["rule"], each["goal"], each["fix"]) for each in answer["findings"]} >= {
        ("K03", 1, "project"), ("K06", 2, "turn"),
    }  # fmt: skip


def test_a_private_objective_has_no_advice_for_a_stranger(program: Call, objective: dict[str, Any]) -> None:
    goal = program("Ada").post("/goals", {**objective, "privacy": "listed"})["id"]
    assert program("Cy").get(f"/goals/{goal}/advice").status == 404
