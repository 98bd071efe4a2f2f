"""GET /events, GET /search, GET /goals/{id}/explanation"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from cairn.api.tests.conftest import NOW, Program
from cairn.core import clock

Call = Callable[..., Program]


@pytest.fixture
def ada(program: Call) -> Program:
    return program("Ada")


@pytest.fixture
def pair(ada: Program, objective: dict[str, Any], key_result: Callable[..., dict[str, Any]]) -> tuple[str, str]:
    """An objective and a key result below it, an hour after everything else, checked in half an hour later."""
    with clock.at(NOW + timedelta(hours=1)):
        parent = ada.post("/goals", objective)["id"]
        child = ada.post("/goals", key_result("NPS", parent=parent))["id"]
    with clock.at(NOW + timedelta(minutes=90)):
        ada.post(f"/goals/{child}/check-ins", {"value": 40})
    return parent, child


SINCE = "2026-08-15T10:30:00Z"


def test_events_tell_what_happened_since_in_order(ada: Program, pair: tuple[str, str]) -> None:
    parent, child = pair
    found = ada.get(f"/events?since={SINCE}")
    assert [(event["kind"], event["subject"]["id"]) for event in found["items"]] == [
        ("goal.created", parent), ("goal.created", child), ("check_in.created", child),
    ]  # fmt: skip
    last = found["items"][-1]
    assert (last["via"], last["data"]["value"], last["data"]["title"]) == ("api", "40.0000", "NPS")
    assert {row["goal"] for row in last["data"]["changed"]} == {parent, child}
    assert len(ada.get(f"/events?since={SINCE}&goal={parent}")["items"]) == 1


def test_pages_of_events_follow_each_other(ada: Program, pair: tuple[str, str]) -> None:
    whole = [event["id"] for event in ada.get("/events?limit=200")["items"]]
    seen, cursor = [], ""
    for _page in range(len(whole)):
        answer = ada.get("/events?limit=2" + (f"&cursor={cursor}" if cursor else ""))
        seen += [event["id"] for event in answer["items"]]
        cursor = answer["next"]
        if cursor is None:
            break
    assert seen == whole


def test_hidden_goals_are_neither_told_of_nor_named_by_others(
    ada: Program, program: Call, pair: tuple[str, str]
) -> None:
    parent, child = pair
    ada.patch(f"/goals/{parent}", {"privacy": "listed"})  # and with it the key result below
    assert child not in str(program("Max").get("/events?limit=200").body)
    ada.patch(f"/goals/{child}", {"privacy": "everyone"})
    ada.put(f"/goals/{child}/alignments", [{"parent": parent}])
    told = program("Max").get(f"/events?since={SINCE}")
    assert parent not in str(told.body)
    assert "Delight" not in str(told.body)
    assert [event["subject"]["id"] for event in told["items"]].count(child) >= 2
    ada.delete(f"/goals/{parent}")
    assert parent not in str(program("Max").get("/events?limit=200").body)


def test_a_deleted_goal_is_still_told_of(ada: Program, program: Call, pair: tuple[str, str]) -> None:
    with clock.at(NOW + timedelta(hours=2)):
        ada.delete(f"/goals/{pair[1]}")
    kinds = [event["kind"] for event in program("Max").get(f"/events?goal={pair[1]}")["items"]]
    assert kinds == ["goal.created", "check_in.created", "goal.deleted"]


def test_tokens_and_accounts_are_nobodys_business(ada: Program, program: Call) -> None:
    program("Ben")
    kinds = {event["kind"].split(".")[0] for event in ada.get("/events?limit=200")["items"]}
    assert "api_token" not in kinds
    assert kinds <= {"organization", "member", "team", "season", "period", "goal", "check_in"}


def test_search_finds_everything_that_has_a_name(ada: Program, program: Call, pair: tuple[str, str]) -> None:
    found = ada.get("/search?q=sales")
    assert [(hit["type"], hit["title"]) for hit in found["items"]] == [("team", "Sales North"), ("team", "Sales")]
    assert [hit["type"] for hit in ada.get("/search?q=delight")["items"]] == ["objective"]
    assert ada.get("/search?q=max")["items"][0]["type"] == "member"
    assert "period" in {hit["type"] for hit in ada.get("/search?q=2026")["items"]}
    assert ada.get("/search?q=a&limit=1")["items"][0]["url"].startswith("/o/acme/")
    assert [ada.get(f"/search?q={q}").status for q in ("", "%20", "%00", "x" * 201)] == [422] * 4
    ada.patch(f"/goals/{pair[0]}", {"privacy": "listed"})
    assert program("Max").get("/search?q=delight")["items"] == []
    assert program("Mallory").get("/search?q=sales")["items"] == []


def test_an_explanation_adds_up(ada: Program, pair: tuple[str, str], key_result: Callable[..., Any]) -> None:
    parent, child = pair
    other = ada.post("/goals", key_result("Churn", parent=parent))["id"]
    why = ada.get(f"/goals/{parent}/explanation")
    assert why.status == 200, why.body
    parts = why["progress"]["parts"]
    assert [(part["goal"], part["share"], part["part"]) for part in parts] == [(child, 50, 20), (other, 50, 0)]
    assert sum(part["part"] for part in parts) == why["progress"]["progress"] == 20
    assert (why["progress"]["method"], why["status"]["rule"]) == ("average", "from_progress")
    assert why["expected"]["day_number"] == 46
    below = ada.get(f"/goals/{child}/explanation")
    assert (below["progress"]["method"], below["progress"]["cause"]["value"]) == ("value", 40)
    assert [(row["goal"], row["part"]) for row in below["counts_in"]] == [(parent, 20)]


def test_an_explanation_sums_hidden_children_up(ada: Program, program: Call, pair: tuple[str, str]) -> None:
    parent, child = pair
    ada.patch(f"/goals/{child}", {"privacy": "listed"})
    why = program("Max").get(f"/goals/{parent}/explanation")
    assert [(part["goal"], part["count"], part["part"]) for part in why["progress"]["parts"]] == [(None, 1, 40)]
    assert child not in str(why.body)
    assert "NPS" not in str(why.body)
