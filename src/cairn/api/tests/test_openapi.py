"""The description of the API and its committed copy."""

from __future__ import annotations

import json
from pathlib import Path

from django.test import Client

from cairn.api.application import description

COPY = Path(__file__).resolve().parents[4] / "docs" / "openapi.json"


def test_the_committed_copy_is_what_the_api_is() -> None:
    assert COPY.read_text(encoding="utf-8") == description(), "write it anew: cairn api schema > docs/openapi.json"


def test_everybody_may_read_the_description(db: None) -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert json.loads(answer.content) == json.loads(description())


def test_the_contract_of_the_architecture_is_there() -> None:
    paths = json.loads(description())["paths"]
    found = {(path.removeprefix("/api/v1"), method.upper()) for path, methods in paths.items() for method in methods}
    goal = "/goals/{goal_id}"
    wanted = {
        "/me": "GET", "/periods": "GET POST", "/teams": "GET POST", "/members": "GET", "/goals": "GET POST",
        goal: "GET PATCH DELETE", f"{goal}/check-ins": "GET POST", "/check-ins/{check_in_id}": "PATCH DELETE",
        f"{goal}/alignments": "PUT", f"{goal}/contributions": "PUT", f"{goal}/closure": "POST DELETE",
        f"{goal}/postponement": "POST", f"{goal}/clones": "POST", f"{goal}/explanation": "GET", "/tree": "GET",
        "/compare": "GET", "/events": "GET", "/search": "GET", "/quality": "GET",
        f"{goal}/comments": "GET POST", "/comments/{comment_id}": "PATCH DELETE",
        "/comments/{comment_id}/reactions/{kind}": "PUT DELETE", f"{goal}/nudges": "POST", "/endings": "POST",
        "/lint": "POST", f"{goal}/advice": "GET", "/notifications": "GET",
        f"{goal}/tasks": "GET POST", "/tasks/{task_id}": "PATCH DELETE", f"{goal}/milestones": "GET POST",
        "/milestones/{milestone_id}": "PATCH DELETE", "/tags": "GET POST", "/tags/{tag_id}": "PATCH DELETE",
        "/tags/{tag_id}/merge": "POST", "/kpis": "GET POST", "/kpis/order": "PUT", "/kpis/{kpi_id}": "DELETE",
        "/exports": "GET POST", "/exports/{export_id}": "GET", "/exports/{export_id}/file": "GET",
    }  # fmt: skip
    assert found == {(path, method) for path, methods in wanted.items() for method in methods.split()}


def test_every_call_says_how_it_can_fail_and_what_it_is_for() -> None:
    for path, methods in json.loads(description())["paths"].items():
        for method, call in methods.items():
            assert {"401", "422", "429"} <= set(call["responses"]), (path, method)
            assert call["summary"]
            assert len({(row["in"], row["name"]) for row in call["parameters"]}) == len(call["parameters"])
