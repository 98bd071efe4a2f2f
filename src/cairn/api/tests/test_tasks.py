"""Tasks, milestones and tags through the API (spec okrs §11, §12)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cairn.api.tests.conftest import Program

Call = Callable[..., Program]


@pytest.fixture
def ada(program: Call) -> Program:
    return program("Ada")


@pytest.fixture
def project(ada: Program, objective: dict[str, Any]) -> str:
    return str(ada.post("/goals", {**objective, "kind": "project", "title": "Build the warehouse"})["id"])


def test_finished_tasks_answer_the_new_number_of_the_project(ada: Program, project: str) -> None:
    dig = ada.post(f"/goals/{project}/tasks", {"name": "Dig", "due": "2026-12-24"})
    assert (dig.status, dig["task"]["due"], dig["goal"]["progress"]) == (201, "2026-12-24", 0)
    ada.post(f"/goals/{project}/tasks", {"name": "Pour"})
    done = ada.patch(f"/tasks/{dig['task']['id']}", {"status": "done"})
    assert (done["task"]["status"], done["goal"]["progress"]) == ("done", 50)
    assert [row["name"] for row in ada.get(f"/goals/{project}/tasks")["items"]] == ["Dig", "Pour"]
    gone = ada("DELETE", f"/tasks/{dig['task']['id']}")
    assert gone["goal"]["progress"] == 0
    assert ada.get(f"/goals/{project}")["progress_mode"] == "tasks"


def test_the_automatic_check_in_lists_what_was_done_added_and_removed(ada: Program, project: str) -> None:
    """okrs §7: marked with its source; one a day."""
    dig, _pour, paint = (
        ada.post(f"/goals/{project}/tasks", {"name": name})["task"]["id"] for name in ("Dig", "Pour", "Paint")
    )
    ada.patch(f"/tasks/{dig}", {"status": "done"})
    ada("DELETE", f"/tasks/{paint}")
    (row,) = ada.get(f"/goals/{project}/check-ins")["items"]
    assert (row["source"], row["value"]) == ("parts", 50)
    assert row["note"] == "Done: Dig\n\nAdded: Dig; Pour\n\nRemoved: Paint"


NOBODY = "01900000-0000-7000-8000-000000000000"


@pytest.mark.parametrize(
    "body",
    [
        {"name": ""}, {"name": "x" * 301}, {"name": "a\x00b"}, {"name": "x", "status": "late"}, {},
        {"name": "x", "due": 1}, {"name": "x", "owner": NOBODY}, {"name": "x", "odd": 1},
    ],
)  # fmt: skip
def test_what_cannot_be_a_task_is_a_problem(ada: Program, project: str, body: dict[str, Any]) -> None:
    assert ada.post(f"/goals/{project}/tasks", body).status == 422
    assert ada.get(f"/goals/{project}/tasks")["items"] == []


def test_a_patch_changes_only_what_it_names(ada: Program, project: str) -> None:
    task = ada.post(f"/goals/{project}/tasks", {"name": "Dig", "description": "Deep."})["task"]
    changed = ada.patch(f"/tasks/{task['id']}", {"name": "Dig well", "due": None})["task"]
    assert (changed["name"], changed["description"]) == ("Dig well", "Deep.")
    assert ada.patch(f"/tasks/{task['id']}", {"name": None}).status == 422


def test_milestones_weigh(ada: Program, project: str) -> None:
    ada.patch(f"/goals/{project}", {"progress_mode": "milestones"})
    roof = ada.post(f"/goals/{project}/milestones", {"name": "Roof", "weight": 3})["milestone"]
    ada.post(f"/goals/{project}/milestones", {"name": "Walls"})
    assert ada.patch(f"/milestones/{roof['id']}", {"reached": True})["goal"]["progress"] == 75
    assert ada.patch(f"/milestones/{roof['id']}", {"weight": 1})["goal"]["progress"] == 50
    for weight in (0, -1, 1001):
        assert ada.post(f"/goals/{project}/milestones", {"name": "x", "weight": weight}).status == 422
    assert ada("DELETE", f"/milestones/{roof['id']}")["goal"]["progress"] == 0


def test_tags_are_made_renamed_merged_and_deleted(ada: Program, program: Call) -> None:
    north = ada.post("/tags", {"name": "north", "colour": "blue"})
    assert (north.status, north["colour"]) == (201, "blue")
    assert ada.post("/tags", {"name": "NORTH"}).status == 422
    south = ada.post("/tags", {"name": "south"})
    assert ada.patch(f"/tags/{south['id']}", {"archived": True})["archived"] is True
    assert ada.post(f"/tags/{south['id']}/merge", {"into": south["id"]}).status == 422
    assert ada.post(f"/tags/{south['id']}/merge", {"into": north["id"]})["name"] == "north"
    assert [row["name"] for row in ada.get("/tags")["items"]] == ["north"]
    assert program("Cy").patch(f"/tags/{north['id']}", {"name": "x"}).status == 403
    assert ada("DELETE", f"/tags/{north['id']}").status == 204
