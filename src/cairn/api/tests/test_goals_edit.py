"""PATCH and DELETE /goals/{id}"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.world import World

from cairn.api.tests.conftest import Answer, Program

Call = Callable[..., Program]


@pytest.fixture
def ada(program: Call) -> Program:
    return program("Ada")


@pytest.fixture
def nps(ada: Program, key_result: Callable[..., dict[str, Any]]) -> Answer:
    return ada.post("/goals", key_result("NPS", name="Net promoter score", unit="points", start=30, target=50))


def test_only_what_is_sent_changes(ada: Program, nps: Answer) -> None:
    done = ada.patch(f"/goals/{nps['id']}", {"title": "Net promoter score"})
    same = {name: value for name, value in done.body.items() if name not in {"title", "version", "updated_at"}}
    assert done["title"] == "Net promoter score"
    assert same == {name: nps[name] for name in same}


def test_a_new_target_keeps_the_rest_of_the_outcome_and_recomputes(ada: Program, nps: Answer) -> None:
    ada.post(f"/goals/{nps['id']}/check-ins", {"value": 40})
    done = ada.patch(f"/goals/{nps['id']}", {"outcome": {"target": 70}})
    assert done.status == 200, done.body
    assert done["outcome"] == {**nps["outcome"], "target": 70}
    assert (done["current"], done["progress"]) == (40, 25)


def test_another_kind_of_metric_begins_from_a_blank_one(ada: Program, nps: Answer) -> None:
    path = f"/goals/{nps['id']}"
    assert ada.patch(path, {"outcome": {"kind": "stay_between"}})["errors"][0]["field"] == "low"
    done = ada.patch(path, {"outcome": {"kind": "stay_between", "low": 10, "high": 11}})
    assert done.status == 200, done.body
    assert (done["outcome"]["start"], done["outcome"]["target"], done["outcome"]["low"]) == (None, None, 10)
    assert done["outcome"]["name"] == "Net promoter score"
    assert ada.patch(path, {"outcome": {"type": "percent"}})["outcome"]["target"] == 100


def test_the_list_of_viewers_makes_it_private_and_null_public_again(
    ada: Program, nps: Answer, program: Call, world: World
) -> None:
    path, max_ = f"/goals/{nps['id']}", program("Max")
    assert ada.patch(path, {"viewers": [str(world.members["Tia"].pk)]})["privacy"] == "listed"
    assert (max_.get(path).status, program("Tia").get(path).status) == (404, 200)
    assert ada.patch(path, {"viewers": []})["privacy"] == "listed", "emptying the list opens it to nobody"
    assert program("Tia").get(path).status == 404
    done = ada.patch(path, {"viewers": None})
    assert (done["privacy"], done["viewers"]) == ("everyone", None)
    assert max_.get(path).status == 200


@pytest.mark.parametrize(
    "field", ["title", "owners", "period", "due", "tags", "outcome", "parents", "kind", "entity"]
)
def test_null_is_no_value_for_what_every_goal_has(ada: Program, nps: Answer, field: str) -> None:
    answer = ada.patch(f"/goals/{nps['id']}", {field: None})
    assert answer.status == 422
    assert answer["errors"][0]["field"] == field


def test_handing_over_to_a_person_and_to_a_team(ada: Program, nps: Answer, world: World) -> None:
    path, tom = f"/goals/{nps['id']}", str(world.members["Tom"].pk)
    done = ada.patch(path, {"entity": {"type": "individual", "id": tom}})
    assert done["owners"][0] == tom
    sales = str(world.teams["Sales"].pk)
    done = ada.patch(path, {"entity": {"type": "team", "id": sales}})
    assert (done["entity"], done["teams"]) == ({"type": "team", "id": sales}, [sales])
    assert ada.patch(path, {"owners": []})["owners"] == []


def test_an_empty_change_changes_nothing(ada: Program, nps: Answer) -> None:
    assert ada.patch(f"/goals/{nps['id']}", {})["version"] == nps["version"]


def test_deleting_frees_the_parent_and_is_for_those_who_may(
    ada: Program, program: Call, objective: dict[str, Any], key_result: Callable[..., dict[str, Any]]
) -> None:
    parent = ada.post("/goals", objective)
    child = ada.post("/goals", key_result("NPS", parent=parent["id"]))
    ada.post(f"/goals/{child['id']}/check-ins", {"value": 50})
    assert ada.get(f"/goals/{parent['id']}")["progress"] == 50
    assert program("Cy").delete(f"/goals/{child['id']}").status == 403
    assert ada.delete(f"/goals/{child['id']}").status == 204
    assert ada.get(f"/goals/{child['id']}").status == 404
    assert ada.get(f"/goals/{parent['id']}")["children"] == []
    assert ada.delete(f"/goals/{child['id']}").status == 404


def test_children_go_along_when_asked(
    ada: Program, objective: dict[str, Any], key_result: Callable[..., dict[str, Any]]
) -> None:
    parent = ada.post("/goals", objective)
    child = ada.post("/goals", key_result("NPS", parent=parent["id"]))
    assert ada.delete(f"/goals/{parent['id']}?with_children=true").status == 204
    assert ada.get(f"/goals/{child['id']}").status == 404
