"""POST /goals"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.world import World

from cairn.api.tests.conftest import Program

Call = Callable[..., Program]


def test_an_objective_is_created_with_the_defaults_of_its_period(
    program: Call, objective: dict[str, Any], world: World
) -> None:
    made = program("Ada").post("/goals", objective)
    assert made.status == 201, made.body
    assert made["title"] == "Delight our customers"
    assert (made["start"], made["due"]) == ("2026-07-01", "2026-09-30")
    assert made["owners"] == [str(world.members["Ada"].pk)]
    assert made["progress_mode"] == "rollup"
    assert (made["progress"], made["status"], made["version"]) == (0, "at_risk", 1)
    assert made.headers["ETag"] == '"1"'
    assert made.headers["Location"] == f"/api/v1/goals/{made['id']}"


def test_everything_that_is_said_is_there_afterwards(program: Call, world: World, objective: dict[str, Any]) -> None:
    ada, people = program("Ada"), {name: str(member.pk) for name, member in world.members.items()}
    parent = ada.post("/goals", objective)
    body = {
        "kind": "key_result",
        "title": "Net promoter score",
        "description": "Asked every month",
        "entity": {"type": "team", "id": str(world.teams["Sales"].pk)},
        "owners": [people["Tom"], people["Max"]],
        "check_in_owner": people["Max"],
        "period": objective["period"],
        "start": "2026-07-10",
        "due": "2026-09-20",
        "nature": "committed",
        "outcome": {
            "type": "metric",
            "kind": "increase",
            "name": "NPS",
            "unit": "points",
            "start": 30.5,
            "target": 50,
            "phases": [{"date": "2026-08-01", "value": 40}],
        },
        "progress_mode": "manual",
        "parents": [{"id": parent["id"], "contribution": 40}],
        "tags": ["customers", "quality"],
        "viewers": [people["Tia"]],
    }
    made = ada.post("/goals", body)
    assert made.status == 201, made.body
    assert program("Ben").get(f"/goals/{made['id']}").status == 404, "private: admins get no exception"
    tia = program("Tia").get(f"/goals/{made['id']}").body
    for name in set(body) - {"outcome", "parents"}:
        assert tia[name] == body[name], name
    assert tia["outcome"] == {
        **body["outcome"], "low": None, "high": None, "risk": None, "tolerance": None,
    }  # fmt: skip
    assert tia["parents"] == [{"id": parent["id"], "contribution": 100, "is_fixed": True, "contributes": True}]
    assert tia["privacy"] == "listed"


KINDS: list[tuple[dict[str, Any], float | None, float | None]] = [
    ({"type": "percent"}, 0, 0),
    ({"type": "metric", "kind": "reach", "target": 10}, 0, 0),
    ({"type": "metric", "kind": "increase", "start": 30, "target": 50}, 30, 0),
    ({"type": "metric", "kind": "decrease", "start": 50, "target": 10}, 50, 0),
    ({"type": "metric", "kind": "stay_above", "target": 9, "risk": 8}, None, None),
    ({"type": "metric", "kind": "stay_below", "target": 2}, None, None),
    ({"type": "metric", "kind": "stay_between", "low": 10, "high": 11, "tolerance": 0.5}, None, None),
    ({"type": "metric", "kind": "baseline"}, None, None),
]


@pytest.mark.parametrize(("outcome", "current", "progress"), KINDS)
def test_every_kind_of_outcome_can_be_had(
    program: Call,
    key_result: Callable[..., dict[str, Any]],
    outcome: dict[str, Any],
    current: float | None,
    progress: float | None,
) -> None:
    made = program("Ada").post("/goals", {**key_result("Number"), "outcome": outcome})
    assert made.status == 201, made.body
    assert {name: made["outcome"][name] for name in outcome} == outcome
    assert (made["current"], made["progress"], made["status"]) == (current, progress, "not_started")


@pytest.mark.parametrize(
    ("outcome", "field"),
    [
        ({"type": "metric", "kind": "increase", "start": 5, "target": 5}, "target"),
        ({"type": "metric", "kind": "increase", "start": 50, "target": 30}, "kind"),
        ({"type": "metric", "kind": "reach"}, "target"),
        ({"type": "metric", "target": 5}, "kind"),
        ({"type": "metric", "kind": "stay_above", "target": 9, "risk": 10}, "risk"),
        ({"type": "metric", "kind": "stay_between", "low": 11, "high": 10}, "high"),
        ({"type": "percent", "phases": [{"date": "2027-01-01", "value": 50}]}, "phases"),
    ],
)
def test_outcomes_that_measure_nothing_are_refused(
    program: Call, key_result: Callable[..., dict[str, Any]], outcome: dict[str, Any], field: str
) -> None:
    answer = program("Ada").post("/goals", {**key_result("Number"), "outcome": outcome})
    assert answer.status == 422
    assert [error["field"] for error in answer["errors"]] == [field]


def test_an_individual_goal_belongs_to_its_person(program: Call, world: World, objective: dict[str, Any]) -> None:
    max_id = str(world.members["Max"].pk)
    made = program("Ada").post("/goals", {**objective, "entity": {"type": "individual", "id": max_id}})
    assert (made["entity"], made["owners"]) == ({"type": "individual", "id": max_id}, [max_id])
    assert made["check_in_owner"] == max_id


@pytest.mark.parametrize("field", ["period", "owners", "parents", "viewers", "check_in_owner"])
def test_what_belongs_to_another_organisation_does_not_exist(
    program: Call, world: World, objective: dict[str, Any], field: str
) -> None:
    mallory = program("Mallory")
    with world.enter(world.globex):
        from cairn.planning.models import Period

        period = str(Period.objects.earliest("start").pk)
    theirs = mallory.post("/goals", {**objective, "period": period})
    assert theirs.status == 201, theirs.body
    mona = str(world.members["Mona"].pk)
    body = {
        "period": period, "owners": [mona], "parents": [{"id": theirs["id"]}], "viewers": [mona],
        "check_in_owner": mona,
    }  # fmt: skip
    answer = program("Ada").post("/goals", {**objective, field: body[field]})
    assert answer.status == 422, answer.body
    assert [error["field"] for error in answer["errors"]] == [field]


def test_observers_create_nothing(program: Call, objective: dict[str, Any]) -> None:
    answer = program("Olive").post("/goals", objective)
    assert (answer.status, answer["helpers"]) == (403, ["Ada", "Ben"])


@pytest.mark.parametrize(
    "name",
    ["id", "organization", "creator", "current", "progress", "status", "score", "state", "closed_at", "version",
     "rank", "current_value", "on_track_from", "chosen_status", "created_at", "deleted_at", "trend"],
)  # fmt: skip
def test_what_cairn_itself_decides_cannot_be_sent(program: Call, objective: dict[str, Any], name: str) -> None:
    ada = program("Ada")
    assert ada.post("/goals", {**objective, name: 1}).status == 422
    made = ada.post("/goals", objective)
    assert ada.patch(f"/goals/{made['id']}", {name: 1}).status == 422
