"""Idempotency-Key: once, however often it is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.world import World

from cairn.api.tests.conftest import Program
from cairn.goals.models import Goal

Call = Callable[..., Program]


def test_the_same_key_and_body_make_one_goal_and_get_one_answer(
    program: Call, objective: dict[str, Any], world: World
) -> None:
    ada = program("Ada")
    first = ada.post("/goals", objective, Idempotency_Key="q3-1")
    again = ada.post("/goals", objective, Idempotency_Key="q3-1")
    assert (again.status, again.body) == (201, first.body)
    assert again.headers["Idempotent-Replay"] == "true"
    assert again.headers["ETag"] == first.headers["ETag"]
    with world.enter():
        assert Goal.objects.count() == 1


def test_the_same_key_with_another_body_is_a_conflict_said_as_a_problem(
    program: Call, objective: dict[str, Any]
) -> None:
    ada = program("Ada")
    ada.post("/goals", objective, Idempotency_Key="q3-1")
    answer = ada.post("/goals", {**objective, "title": "Another"}, Idempotency_Key="q3-1")
    assert (answer.status, answer["type"]) == (409, "urn:cairn:problem:conflict")


def test_a_failure_does_not_use_the_key_up(program: Call, objective: dict[str, Any]) -> None:
    ada = program("Ada")
    assert ada.post("/goals", {**objective, "title": ""}, Idempotency_Key="q3-1").status == 422
    assert ada.post("/goals", objective, Idempotency_Key="q3-1").status == 201


def test_two_people_may_use_the_same_key(program: Call, objective: dict[str, Any]) -> None:
    assert program("Ada").post("/goals", objective, Idempotency_Key="1").status == 201
    ben = program("Ben").post("/goals", objective, Idempotency_Key="1")
    assert ben.status == 201
    assert "Idempotent-Replay" not in ben.headers


def test_an_overlong_key_is_refused_as_a_problem(program: Call, objective: dict[str, Any]) -> None:
    answer = program("Ada").post("/goals", objective, Idempotency_Key="k" * 81)
    assert (answer.status, answer["type"]) == (422, "urn:cairn:problem:invalid")
