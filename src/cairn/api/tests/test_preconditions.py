"""ETag and If-Match: nobody overwrites what they have not seen."""

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
def edited_twice(ada: Program, objective: dict[str, Any]) -> Answer:
    """A goal at version 2; whoever has seen version 1 is late."""
    made = ada.post("/goals", objective)
    return ada.patch(f"/goals/{made['id']}", {"title": "Delight all our customers"})


def test_editing_the_version_one_has_seen_gives_the_next_one(ada: Program, edited_twice: Answer) -> None:
    path = f"/goals/{edited_twice['id']}"
    assert ada.get(path).headers["ETag"] == '"2"'
    done = ada.patch(path, {"title": "Delight everybody"}, If_Match='"2"')
    assert (done.status, done.headers["ETag"]) == (200, '"3"')


def test_who_is_late_gets_both_versions(ada: Program, edited_twice: Answer) -> None:
    late = ada.patch(f"/goals/{edited_twice['id']}", {"title": "Please them"}, If_Match='"1"')
    assert (late.status, late["type"]) == (412, "urn:cairn:problem:outdated")
    assert late["mine"] == {"title": "Please them"}
    assert late["theirs"] == {"title": "Delight all our customers"}
    assert late["version"] == 2
    assert ada.get(f"/goals/{edited_twice['id']}")["title"] == "Delight all our customers"


@pytest.mark.parametrize(
    ("method", "below", "body"),
    [
        ("DELETE", "", None),
        ("PUT", "/alignments", []),
        ("PUT", "/contributions", []),
        ("POST", "/closure", {}),
        ("POST", "/postponement", {"reason": "Later"}),
    ],
)
def test_every_write_on_a_goal_heeds_it(
    ada: Program, edited_twice: Answer, method: str, below: str, body: Any
) -> None:
    path = f"/goals/{edited_twice['id']}"
    assert ada(method, path + below, body, If_Match='"1"').status == 412
    assert ada.get(path)["version"] == 2
    assert ada(method, path + below, body, If_Match='W/"1", "2"').status in {200, 204}


def test_a_star_matches_any_version(ada: Program, edited_twice: Answer) -> None:
    assert ada.patch(f"/goals/{edited_twice['id']}", {"title": "Any"}, If_Match="*").status == 200


@pytest.mark.parametrize("header", ['"two"', "1e9", '"-1"', '"' + "9" * 30 + '"'])
def test_an_odd_header_is_malformed(ada: Program, edited_twice: Answer, header: str) -> None:
    assert ada.patch(f"/goals/{edited_twice['id']}", {"title": "Odd"}, If_Match=header).status == 400
