"""Comments through the API (spec okrs §20)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cairn.api.tests.conftest import Program

Call = Callable[..., Program]


@pytest.fixture
def goal(program: Call, objective: dict[str, Any]) -> str:
    return str(program("Ada").post("/goals", objective)["id"])


def test_what_is_said_is_listed_with_answers_names_and_reactions(program: Call, goal: str) -> None:
    ada, cy = program("Ada"), program("Cy")
    first = cy.post(f"/goals/{goal}/comments", {"body": "Which ones, @Ada?"})
    answer = ada.post(f"/goals/{goal}/comments", {"body": "All.", "answers": first["id"]})
    for _twice in range(2):
        liked = ada("PUT", f"/comments/{first['id']}/reactions/like")
    assert (liked.status, liked["reactions"]) == (200, {"like": 1})
    items = cy.get(f"/goals/{goal}/comments")["items"]
    assert [(item["body"], item["answers"]) for item in items] == [
        ("Which ones, @Ada?", None),
        ("All.", first["id"]),
    ]
    assert len(items[0]["mentions"]) == 1
    assert ada("DELETE", f"/comments/{first['id']}/reactions/like")["reactions"] == {}
    assert answer.status == 201


def test_only_ones_own_words_are_changed_and_deleted(program: Call, goal: str) -> None:
    ada, cy = program("Ada"), program("Cy")
    made = cy.post(f"/goals/{goal}/comments", {"body": "Teh ones"})["id"]
    assert ada.patch(f"/comments/{made}", {"body": "Mine"}).status == 403
    assert ada("DELETE", f"/comments/{made}").status == 403
    assert cy.patch(f"/comments/{made}", {"body": "The ones"})["edited_at"] is not None
    assert cy("DELETE", f"/comments/{made}").status == 204
    assert cy.get(f"/goals/{goal}/comments")["items"] == []
    assert cy.patch(f"/comments/{made}", {"body": "Again"}).status == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"body": ""},
        {"body": "x" * 10_001},
        {"body": "a\x00"},
        {"body": "x", "check_in": "01900000-0000-7000-8000-000000000000"},
        {"body": "x", "answers": "01900000-0000-7000-8000-000000000000"},
        {"body": "x", "colour": "red"},
    ],
)
def test_an_odd_comment_is_refused(program: Call, goal: str, body: dict[str, str]) -> None:
    assert program("Cy").post(f"/goals/{goal}/comments", body).status == 422
    assert program("Cy").get(f"/goals/{goal}/comments")["items"] == []
