"""PUT /goals/{id}/alignments and /contributions (spec okrs §5.5, §8.1)."""

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
def parent(ada: Program, objective: dict[str, Any]) -> str:
    return str(ada.post("/goals", objective)["id"])


@pytest.fixture
def child(ada: Program, parent: str, key_result: Callable[..., dict[str, Any]]) -> Callable[..., str]:
    """child("A", 40) stands below the parent at 40 %."""

    def make(title: str, value: float) -> str:
        made = str(ada.post("/goals", key_result(title, parent=parent))["id"])
        assert ada.post(f"/goals/{made}/check-ins", {"value": value}).status == 201
        return made

    return make


def shares(answer: Answer) -> list[tuple[str, float, bool]]:
    return [(row["title"], row["contribution"], row["is_fixed"]) for row in answer["children"]]


def test_shares_of_50_25_25_and_what_a_fourth_child_does(
    ada: Program, parent: str, child: Callable[..., str]
) -> None:
    """Golden: spec okrs §5.5, "Worked"."""
    a, _b, _c = child("A", 40), child("B", 80), child("C", 20)
    assert shares(ada.get(f"/goals/{parent}")) == [
        ("A", 33.3333, False), ("B", 33.3333, False), ("C", 33.3333, False),
    ]  # fmt: skip
    done = ada.put(f"/goals/{parent}/contributions", [{"child": a, "contribution": 50}])
    assert (done.status, done["progress"], done["version"]) == (200, 45, 2)
    assert shares(done) == [("A", 50, True), ("B", 25, False), ("C", 25, False)]
    child("D", 0)
    assert ada.get(f"/goals/{parent}")["progress"] == 36.6667
    freed = ada.put(f"/goals/{parent}/contributions", [{"child": a, "contribution": None}])
    assert [share for _title, share, _fixed in shares(freed)] == [25, 25, 25, 25]


@pytest.mark.parametrize("rows", [[110], [60, 60], [-1], [30, 30]])
def test_shares_that_cannot_stand_together_are_refused(
    ada: Program, parent: str, child: Callable[..., str], rows: list[float]
) -> None:
    children = [child("A", 0), child("B", 0)]
    body = [{"child": row, "contribution": share} for row, share in zip(children, rows, strict=False)]
    assert ada.put(f"/goals/{parent}/contributions", body).status == 422
    assert [share for _title, share, _fixed in shares(ada.get(f"/goals/{parent}"))] == [50, 50]


def test_a_share_of_nought_leaves_a_child_out(ada: Program, parent: str, child: Callable[..., str]) -> None:
    a, _b = child("A", 40), child("B", 80)
    done = ada.put(f"/goals/{parent}/contributions", [{"child": a, "contribution": 0}])
    assert (done["progress"], shares(done)) == (80, [("A", 0, True), ("B", 100, False)])


def test_a_stranger_below_is_refused_and_so_is_naming_one_twice(
    ada: Program, parent: str, child: Callable[..., str]
) -> None:
    a = child("A", 0)
    path = f"/goals/{a}/contributions"
    assert ada.put(path, [{"child": parent, "contribution": 10}]).status == 422
    twice = [{"child": a, "contribution": 10}, {"child": a, "contribution": 20}]
    assert ada.put(f"/goals/{parent}/contributions", twice).status == 422


def test_shares_can_be_given_one_child_after_the_other(
    ada: Program, parent: str, key_result: Callable[..., dict[str, Any]]
) -> None:
    for title, share in (("A", 50), ("B", 30), ("C", 20)):
        made = ada.post("/goals", {**key_result(title), "parents": [{"id": parent, "contribution": share}]})
        assert made.status == 201, made.body
    assert shares(ada.get(f"/goals/{parent}")) == [("A", 50, True), ("B", 30, True), ("C", 20, True)]
    over = ada.post("/goals", {**key_result("D"), "parents": [{"id": parent, "contribution": 1}]})
    assert (over.status, over["errors"][0]["field"]) == (422, "contribution")


def test_aligning_to_two_parents_counts_in_both_and_away_in_none(
    ada: Program, parent: str, child: Callable[..., str], objective: dict[str, Any]
) -> None:
    other = ada.post("/goals", {**objective, "title": "Grow"})["id"]
    a = child("A", 40)
    done = ada.put(f"/goals/{a}/alignments", [{"parent": parent}, {"parent": other, "contribution": 100}])
    assert done.status == 200, done.body
    assert [(row["id"], row["is_fixed"]) for row in done["parents"]] == [(parent, False), (other, True)]
    assert [(row["id"], row["progress"]) for row in done["changed"]] == [(other, 40)]
    freed = ada.put(f"/goals/{a}/alignments", [{"parent": parent}, {"parent": other, "contribution": None}])
    assert [row["is_fixed"] for row in freed["parents"]] == [False, False]
    kept = ada.put(f"/goals/{a}/alignments", [{"parent": other, "contributes": False}])
    assert [(row["id"], row["contribution"], row["contributes"]) for row in kept["parents"]] == [(other, 0, False)]
    assert ada.put(f"/goals/{a}/alignments", [])["parents"] == []
    assert ada.get(f"/goals/{parent}")["children"] == []


def test_circles_are_refused_and_shown(ada: Program, parent: str, objective: dict[str, Any]) -> None:
    below = ada.post("/goals", {**objective, "title": "Below", "parents": [{"id": parent}]})["id"]
    answer = ada.put(f"/goals/{parent}/alignments", [{"parent": below}])
    assert (answer.status, answer["errors"][0]["field"]) == (422, "parents")
    assert "Delight our customers → Below → Delight our customers" in answer["detail"]
    assert ada.put(f"/goals/{parent}/alignments", [{"parent": parent}]).status == 422
