"""Mallory of another organisation and Cy without rights try every call that the description of the API names.

The calls are taken from the OpenAPI description itself, so a call that is added without a place here fails the test.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from tests.world import World

from cairn.api.application import api
from cairn.api.tests.conftest import Program
from cairn.conversations.models import Comment, Reaction
from cairn.core.models import Event
from cairn.goals.models import Alignment, CheckIn, Goal, GoalOwner, GoalVersion, KpiTile, Tag
from cairn.organizations.models import Team
from cairn.planning.models import Period
from cairn.work.models import Milestone, Task

Call = Callable[..., Program]
CALLS = sorted(
    (method.upper(), path.removeprefix("/api/v1"))
    for path, methods in api.get_openapi_schema()["paths"].items()
    for method in methods
)
READING = {("POST", "/lint")}  # has a body, and yet writes nothing
FOR_READERS = {("POST", "/exports")}  # writes nothing but a file of what may be read
MANY = {("POST", "/endings")}  # answers for each goal why it stays as it was
LISTS = {
    "/me",
    "/quality",
    "/lint",
    "/members",
    "/notifications",
    "/teams",
    "/periods",
    "/goals",
    "/tree",
    "/compare",
    "/events",
    "/search",
    "/tags",
    "/kpis",
    "/kpis/order",
    "/exports",
}


@dataclass
class Place:
    """One goal of Acme with a child and a check-in, and what every kind of body needs."""

    goal: str
    child: str
    check_in: str
    period: str
    project: str
    task: str
    milestone: str
    tag: str
    other_tag: str
    comment: str
    export: str

    def path(self, template: str) -> str:
        goal = self.project if template.endswith(("/tasks", "/milestones")) else self.goal
        goal = self.child if template.endswith("/nudges") else goal
        ids = {"goal_id": goal, "check_in_id": self.check_in, "task_id": self.task, "milestone_id": self.milestone}
        ids |= {"tag_id": self.tag, "comment_id": self.comment, "kpi_id": self.child, "export_id": self.export}
        return template.format(**ids, kind="like")

    def body(self, method: str, template: str) -> Any:
        bodies: dict[tuple[str, str], Any] = {
            ("POST", "/goals"): {
                "kind": "objective", "title": "Mine", "period": self.period, "entity": {"type": "organization"},
                "parents": [{"id": self.goal}],
            },
            ("PATCH", "/goals/{goal_id}"): {"title": "Mine"},
            ("POST", "/lint"): {"title": "Mine"},
            ("POST", "/goals/{goal_id}/check-ins"): {"value": 1},
            ("PATCH", "/check-ins/{check_in_id}"): {"value": 1},
            ("PUT", "/goals/{goal_id}/alignments"): [],
            ("PUT", "/goals/{goal_id}/contributions"): [{"child": self.child, "contribution": 0}],
            ("POST", "/goals/{goal_id}/closure"): {},
            ("POST", "/goals/{goal_id}/postponement"): {"reason": "Mine"},
            ("POST", "/goals/{goal_id}/clones"): {"period": self.period},
            ("POST", "/goals/{goal_id}/tasks"): {"name": "Mine"},
            ("PATCH", "/tasks/{task_id}"): {"status": "done"},
            ("POST", "/goals/{goal_id}/milestones"): {"name": "Mine"},
            ("PATCH", "/milestones/{milestone_id}"): {"reached": True},
            ("POST", "/goals/{goal_id}/nudges"): {},
            ("POST", "/endings"): {"endings": [{"goal": self.goal, "ending": "closed"}]},
            ("POST", "/tags"): {"name": "Mine"},
            ("PATCH", "/tags/{tag_id}"): {"name": "Mine"},
            ("POST", "/tags/{tag_id}/merge"): {"into": self.other_tag},
            ("POST", "/goals/{goal_id}/comments"): {"body": "Mine"},
            ("PATCH", "/comments/{comment_id}"): {"body": "Mine"},
            ("POST", "/kpis"): {"goal": self.child},
            ("PUT", "/kpis/order"): {"goals": [self.child]},
            ("POST", "/exports"): {"periods": [self.period]},
            ("POST", "/teams"): {"name": "Mine"},
            ("POST", "/periods"): {"name": "Mine", "start": "2026-08-01", "end": "2026-08-31"},
        }  # fmt: skip
        if method in {"GET", "DELETE"}:
            return None
        return bodies.get((method, template)) if "/reactions/" in template else bodies[method, template]


@pytest.fixture
def place(program: Call, objective: dict[str, Any], key_result: Callable[..., dict[str, Any]]) -> Place:
    ada = program("Ada")
    goal = ada.post("/goals", {**objective, "title": "Treasure"})["id"]
    child = ada.post("/goals", key_result("Treasure below", parent=goal))["id"]
    row = ada.post(f"/goals/{child}/check-ins", {"value": 40, "note": "Treasure"})["check_in"]["id"]
    project = ada.post(
        "/goals", {**objective, "kind": "project", "title": "Treasure hunt", "parents": [{"id": goal}]}
    )
    task = ada.post(f"/goals/{project['id']}/tasks", {"name": "Treasure map"})["task"]["id"]
    step = ada.post(f"/goals/{project['id']}/milestones", {"name": "Treasure island"})["milestone"]["id"]
    tags = [ada.post("/tags", {"name": name})["id"] for name in ("gold", "silver")]
    comment = ada.post(f"/goals/{goal}/comments", {"body": "Treasure"})["id"]
    ada.post("/kpis", {"goal": child})
    export = ada.post("/exports", {"periods": [objective["period"]]})["id"]
    return Place(goal, child, row, objective["period"], project["id"], task, step, *tags, comment, export)


def state(world: World) -> str:
    """Everything that a call could have changed at Acme."""
    with world.enter():
        models = (
            Goal, CheckIn, Alignment, GoalOwner, GoalVersion, Team, Period, Tag, Task, Milestone, Comment, Reaction,
            KpiTile,
        )  # fmt: skip
        rows = [list(model._default_manager.order_by("pk").values()) for model in models]
        return json.dumps([*rows, Event.objects.count()], default=str)


def query(template: str) -> str:
    return "?q=Treasure" if template == "/search" else ""


def test_mallory_finds_and_changes_nothing(world: World, program: Call, place: Place) -> None:
    mallory, before = program("Mallory"), state(world)
    for method, template in CALLS:
        body = place.body(method, template)
        answer = mallory(method, place.path(template) + query(template), body)
        assert "Treasure" not in str(answer.body), (method, template)
        assert place.child not in str(answer.body), (method, template)
        if (method, template) in MANY:
            assert (answer.status, answer["closed"], len(answer["refused"])) == (200, 0, 1)
        elif template in LISTS:
            assert answer.status in ({200} if method == "GET" or (method, template) in READING else {201, 422}), (
                method,
                template,
            )
        else:
            assert (answer.status, answer["type"]) == (404, "urn:cairn:problem:not-found"), (method, template)
        assert state(world) == before, (method, template)


EVERYBODYS = {
    ("POST", "/goals"),
    ("POST", "/goals/{goal_id}/clones"),
    ("POST", "/tags"),
    ("POST", "/goals/{goal_id}/comments"),
    ("POST", "/goals/{goal_id}/nudges"),
    ("POST", "/exports"),
}


def test_cy_changes_nothing_of_others(world: World, program: Call, place: Place) -> None:
    """What everybody may do (create a goal, clone what one sees, talk about it) is Cy's too; the rest is denied."""
    cy, before = program("Cy"), state(world)
    others = [call for call in CALLS if call not in EVERYBODYS | READING | MANY and "/reactions/" not in call[1]]
    for method, template in [call for call in others if call[0] != "GET"]:
        answer = cy(method, place.path(template), place.body(method, template))
        assert (answer.status, answer["type"]) == (403, "urn:cairn:problem:denied"), (method, template)
        assert state(world) == before, (method, template)
    assert cy("POST", "/endings", place.body("POST", "/endings"))["closed"] == 0
    assert state(world) == before
    assert {cy(*call[:1], place.path(call[1]), place.body(*call)).status for call in EVERYBODYS} == {201}


def test_what_is_private_is_not_there_for_cy(world: World, program: Call, place: Place) -> None:
    for goal in (place.goal, place.project):
        program("Ada").patch(f"/goals/{goal}", {"privacy": "listed"})
    cy, before = program("Cy"), state(world)
    for method, template in CALLS:
        if (method != "GET" and "{" not in template) or "{tag_id}" in template:
            continue
        answer = cy(method, place.path(template) + query(template), place.body(method, template))
        assert "Treasure" not in str(answer.body), (method, template)
        assert answer.status == (404 if "{" in template else 200), (method, template)
        assert state(world) == before, (method, template)


def test_a_reading_token_writes_nothing(world: World, program: Call, place: Place) -> None:
    ada, before = program("Ada", "okrs:read"), state(world)
    for method, template in [call for call in CALLS if call[0] != "GET" and call not in READING | FOR_READERS]:
        answer = ada(method, place.path(template), place.body(method, template))
        assert (answer.status, answer["type"]) == (403, "urn:cairn:problem:denied"), (method, template)
    assert state(world) == before


def test_without_a_token_there_is_nothing(world: World, place: Place) -> None:
    stranger, before = Program(""), state(world)
    for method, template in CALLS:
        assert stranger(method, place.path(template), place.body(method, template)).status == 401, (method, template)
    assert state(world) == before
