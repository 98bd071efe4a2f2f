"""GET /tree, now and as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.api.tests.conftest import Answer, Program
from cairn.core import clock
from cairn.planning.models import Period

Call = Callable[..., Program]


@pytest.fixture
def ada(program: Call) -> Program:
    return program("Ada")


@pytest.fixture
def grown(ada: Program, objective: dict[str, Any], key_result: Callable[..., dict[str, Any]]) -> dict[str, str]:
    """In July: Delight ← A (40), B (80). Since August: A renamed, B freed, C added and everything further on."""
    made: dict[str, str] = {}
    with clock.at(datetime(2026, 7, 10, 9, tzinfo=UTC)):
        made["delight"] = ada.post("/goals", objective)["id"]
        for title, value in (("A", 40), ("B", 80)):
            made[title] = ada.post("/goals", key_result(title, parent=made["delight"]))["id"]
            ada.post(f"/goals/{made[title]}/check-ins", {"value": value})
    with clock.at(datetime(2026, 8, 1, 9, tzinfo=UTC)):
        ada.patch(f"/goals/{made['A']}", {"title": "A renamed", "owners": []})
        ada.post(f"/goals/{made['A']}/check-ins", {"value": 90})
        ada.put(f"/goals/{made['B']}/alignments", [])
        made["C"] = ada.post("/goals", key_result("C", parent=made["delight"]))["id"]
    return made


def drawn(nodes: list[dict[str, Any]]) -> list[Any]:
    return [(node["title"], node["progress"], node["contribution"], drawn(node["children"])) for node in nodes]


def test_now_it_shows_what_stands_under_what(ada: Program, grown: dict[str, str], q3: Period) -> None:
    answer = ada.get(f"/tree?period={q3.pk}")
    assert answer.status == 200, answer.body
    assert drawn(answer["items"]) == [
        ("Delight our customers", 45, None, [("A renamed", 90, 50, []), ("C", 0, 50, [])]),
        ("B", 80, None, []),
    ]
    assert drawn(ada.get("/tree")["items"]) == drawn(answer["items"]), "the current period is the third quarter"


def test_at_an_instant_it_shows_what_was_and_how(
    ada: Program, grown: dict[str, str], q3: Period, program: Call
) -> None:
    july = ada.get(f"/tree?period={q3.pk}&at=2026-07-31T12:00:00Z")
    assert july.status == 200, july.body
    assert drawn(july["items"]) == [("Delight our customers", 60, None, [("A", 40, 50, []), ("B", 80, 50, [])])]
    [delight] = july["items"]
    assert delight["children"][0]["owners"] == delight["owners"] != []
    assert [child["status"] for child in delight["children"]] == ["on_track", "on_track"]
    assert round(delight["expected"], 2) == 32.97, "day 31 of 92"
    assert drawn(ada.get(f"/tree?period={q3.pk}&at=2026-07-31")["items"]) == drawn(july["items"])
    assert ada.get(f"/tree?period={q3.pk}&at=2026-07-01")["items"] == []


def test_what_was_deleted_since_was_there_then(ada: Program, grown: dict[str, str], q3: Period) -> None:
    ada.delete(f"/goals/{grown['delight']}?with_children=true")
    assert drawn(ada.get(f"/tree?period={q3.pk}")["items"]) == [("B", 80, None, [])]
    assert len(drawn(ada.get(f"/tree?period={q3.pk}&at=2026-07-31")["items"])[0][3]) == 2


def test_what_became_private_hides_its_past_and_what_was_private_keeps_hiding_it(
    ada: Program, grown: dict[str, str], q3: Period, program: Call
) -> None:
    max_ = program("Max")
    ada.patch(f"/goals/{grown['A']}", {"privacy": "listed"})
    [july] = max_.get(f"/tree?period={q3.pk}&at=2026-07-31")["items"]
    assert (drawn(july["children"]), july["hidden_children"], july["progress"]) == ([("B", 80, 50, [])], 1, 60)
    with clock.at(datetime(2026, 8, 15, 11, tzinfo=UTC)):
        ada.patch(f"/goals/{grown['A']}", {"privacy": "everyone"})
        [now] = [node for node in max_.get(f"/tree?period={q3.pk}")["items"] if node["id"] == grown["delight"]]
        assert now["hidden_children"] == 0
        [secret] = [
            node
            for node in max_.get(f"/tree?period={q3.pk}&at=2026-08-15T10:30:00Z")["items"]
            if node["id"] == grown["delight"]
        ]
        assert secret["hidden_children"] == 1


def test_a_root_shows_only_what_is_below_it(ada: Program, grown: dict[str, str], program: Call) -> None:
    assert drawn(ada.get(f"/tree?root={grown['A']}")["items"]) == [("A renamed", 90, None, [])]
    assert drawn(ada.get(f"/tree?root={grown['A']}&at=2026-07-31")["items"]) == [("A", 40, None, [])]
    assert program("Mallory").get(f"/tree?root={grown['A']}").status == 404
    assert program("Mallory").get(f"/tree?root={grown['A']}&at=2026-07-31").status == 404


def test_a_goal_under_two_parents_stands_under_both_and_opens_once(
    ada: Program, grown: dict[str, str], q3: Period, objective: dict[str, Any], key_result: Callable[..., Any]
) -> None:
    second = ada.post("/goals", {**objective, "title": "Second"})["id"]
    middle = ada.post("/goals", {**objective, "title": "Middle"})["id"]
    ada.post("/goals", key_result("Leaf", parent=middle))
    ada.put(f"/goals/{middle}/alignments", [{"parent": grown["delight"]}, {"parent": second}])
    nodes = {node["title"]: node for node in ada.get(f"/tree?period={q3.pk}")["items"]}
    first_time = nodes["Delight our customers"]["children"][-1]
    again = nodes["Second"]["children"][0]
    assert (first_time["title"], first_time["is_cut"], len(first_time["children"])) == ("Middle", False, 1)
    assert (again["title"], again["is_cut"], again["children"]) == ("Middle", True, [])


def test_pages_count_the_goals_at_the_top(ada: Program, grown: dict[str, str], q3: Period) -> None:
    for instant in ("", "&at=2026-08-10"):
        first = ada.get(f"/tree?period={q3.pk}&limit=1{instant}")
        second = ada.get(f"/tree?period={q3.pk}&limit=1&cursor={first['next']}{instant}")
        titles = [node["title"] for answer in (first, second) for node in answer["items"]]
        assert titles == ["Delight our customers", "B"]
        assert second["next"] is None


@pytest.mark.parametrize("query", ["at=2026-08-16", "at=2026-08-15T10:00:01Z", "at=never", "root=1", "cursor=WyJ4Il"])
def test_odd_questions_are_refused(ada: Program, query: str) -> None:
    assert ada.get(f"/tree?{query}").status == 422
    assert ada.get(f"/tree?at=2026-08-01&{query}").status == 422


@pytest.mark.parametrize("instant", ["", "&at=2026-08-14"])
def test_the_tree_costs_the_same_queries_however_broad(
    ada: Program, grown: dict[str, str], q3: Period, key_result: Callable[..., Any], instant: str
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            answer: Answer = ada.get(f"/tree?period={q3.pk}{instant}")
        assert answer.status == 200
        return len(queries)

    ada.get("/tree")
    before = cost()
    with clock.at(datetime(2026, 8, 10, 9, tzinfo=UTC)):
        for number in range(10):
            ada.post("/goals", key_result(f"K{number}", parent=grown["delight"]))
    assert cost() == before
