"""A program that calls the API as somebody."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.world import World

from cairn.api.actions import create_token
from cairn.api.scopes import Scope
from cairn.core import clock
from cairn.planning.models import Period

NOW = datetime(2026, 8, 15, 10, 0, tzinfo=UTC)  # the 46th of the 92 days of Q3


@dataclass
class Answer:
    """What came back."""

    status: int
    body: Any
    headers: Any

    def __getitem__(self, key: str) -> Any:
        return self.body[key]


class Program:
    """Sends requests with one person's token."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.client = Client(raise_request_exception=False)

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """`headers` by their names with underscores: If_Match, Idempotency_Key."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        response = self.client.generic(
            method,
            f"/api/v1{path}",
            body if isinstance(body, str | bytes) else "" if body is None else json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.secret}", **named},
        )
        text = response.content.decode()
        return Answer(response.status_code, json.loads(text) if text else None, response.headers)

    def get(self, path: str, **headers: str) -> Answer:
        return self("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Answer:
        return self("POST", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Answer:
        return self("PATCH", path, body, **headers)

    def put(self, path: str, body: Any, **headers: str) -> Answer:
        return self("PUT", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Answer:
        return self("DELETE", path, **headers)


@pytest.fixture(autouse=True)
def _in_august() -> Any:
    """Every test of the API lives on 15 August 2026."""
    with clock.at(NOW):
        yield


@pytest.fixture
def program(world: World) -> Callable[..., Program]:
    """program("Ada") calls with all scopes, program("Ada", "checkins:write") with those named."""

    def make(name: str, *scopes: str) -> Program:
        member = world.member(name)
        with world.enter(member.organization):
            made = create_token(
                member, by=world.actor(name), name=f"{name}'s script", scopes=scopes or Scope.values, days=90
            )
        return Program(made.secret)

    return make


@pytest.fixture
def q3(world: World) -> Period:
    """The third quarter of 2026 at Acme."""
    with world.enter():
        return Period.objects.get(kind="quarter", start=date(2026, 7, 1))


@pytest.fixture
def q4(world: World) -> Period:
    """The fourth quarter of 2026 at Acme."""
    with world.enter():
        found: Period = Period.objects.get(kind="quarter", start=date(2026, 10, 1))
        return found


@pytest.fixture
def objective(q3: Period) -> dict[str, Any]:
    """The body of an objective of the company in the third quarter."""
    return {
        "kind": "objective",
        "title": "Delight our customers",
        "entity": {"type": "organization"},
        "period": str(q3.pk),
    }


@pytest.fixture
def key_result(q3: Period) -> Callable[..., dict[str, Any]]:
    """The body of a key result: key_result("NPS", parent=…, start=30, target=50)."""

    def body(title: str, *, parent: str = "", **outcome: Any) -> dict[str, Any]:
        return {
            "kind": "key_result",
            "title": title,
            "entity": {"type": "organization"},
            "period": str(q3.pk),
            "outcome": {"type": "metric", "kind": "increase", "start": 0, "target": 100, **outcome},
            "parents": [{"id": parent}] if parent else [],
        }

    return body


@pytest.fixture
def ada(program: Callable[..., Program]) -> Program:
    return program("Ada")


@pytest.fixture
def tree(ada: Program, objective: dict[str, Any], key_result: Callable[..., dict[str, Any]], world: World) -> Any:
    """Delight ← NPS (Tom, 40 of 0–100, tagged), ← Churn (nobody); a project of Sales beside them, unaligned."""
    made: dict[str, Answer] = {"delight": ada.post("/goals", objective)}
    top = made["delight"]["id"]
    tom = str(world.members["Tom"].pk)
    made["nps"] = ada.post("/goals", {**key_result("NPS up", parent=top), "owners": [tom], "tags": ["Voice"]})
    made["churn"] = ada.post("/goals", {**key_result("Churn down", parent=top), "owners": []})
    made["crm"] = ada.post(
        "/goals",
        {
            "kind": "project",
            "title": "New CRM",
            "period": objective["period"],
            "entity": {"type": "team", "id": str(world.teams["Sales"].pk)},
        },
    )
    ada.post(f"/goals/{made['nps']['id']}/check-ins", {"value": 40})
    return made


def found(program: Program, tree: dict[str, Answer], query: str) -> set[str]:
    """The names of the goals that a list call finds."""
    names = {answer["id"]: name for name, answer in tree.items()}
    answer = program.get(f"/goals?{query}")
    assert answer.status == 200, answer.body
    return {names[item["id"]] for item in answer["items"]}
