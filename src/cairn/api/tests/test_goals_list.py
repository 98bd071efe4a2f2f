"""GET /goals and what one goal shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.world import World

from cairn.api.tests.conftest import NOW, Answer, Program, found
from cairn.core import clock

Call = Callable[..., Program]


def test_filters_find_what_they_say(ada: Program, tree: dict[str, Answer], world: World) -> None:
    sales, tom = world.teams["Sales"].pk, world.members["Tom"].pk
    everything = {"delight", "nps", "churn", "crm"}
    assert found(ada, tree, "") == everything
    assert found(ada, tree, "kind=key_result") == {"nps", "churn"}
    assert found(ada, tree, "kind=key_result&kind=project") == {"nps", "churn", "crm"}
    assert found(ada, tree, "kind=key_result,project") == {"nps", "churn", "crm"}
    assert found(ada, tree, "entity=team") == {"crm"}
    assert found(ada, tree, f"team={sales}") == {"crm"}
    assert found(ada, tree, f"owner={tom}") == {"nps"}
    assert found(ada, tree, "owner=none") == {"churn"}
    assert found(ada, tree, "owner=me") == {"delight", "crm"}
    assert found(ada, tree, f"owner=none,{tom}") == {"nps", "churn"}
    assert found(ada, tree, f"period={tree['nps']['period']}") == everything
    assert found(ada, tree, f"period={tom}") == set()
    assert found(ada, tree, "q=nps") == {"nps"}
    assert found(ada, tree, "q=down+churn") == {"churn"}
    assert found(ada, tree, "tag=voice") == {"nps"}
    assert found(ada, tree, "aligned=any") == {"nps", "churn"}
    assert found(ada, tree, "aligned=none") == {"delight", "crm"}
    assert found(ada, tree, f"aligned={tree['delight']['id']}") == {"nps", "churn"}
    assert found(ada, tree, "kind=key_result&owner=none") == {"churn"}


def test_the_filter_of_status_agrees_with_the_status_that_is_shown(ada: Program, tree: dict[str, Answer]) -> None:
    shown = {item["id"]: item["status"] for item in ada.get("/goals")["items"]}
    assert shown[tree["nps"]["id"]] == "behind", "40 where 48.9 is expected"
    for status in ("not_started", "on_track", "behind", "at_risk", "closed", "postponed", "in_progress"):
        ids = {item["id"] for item in ada.get(f"/goals?status={status}")["items"]}
        assert ids == {goal_id for goal_id, found in shown.items() if found == status}, status


def test_updated_since_finds_parents_whose_numbers_moved(ada: Program, tree: dict[str, Answer]) -> None:
    with clock.at(NOW + timedelta(hours=1)):
        ada.post(f"/goals/{tree['nps']['id']}/check-ins", {"value": 60})
    assert found(ada, tree, "updated_since=2026-08-15T10:30:00Z") == {"nps", "delight"}
    assert found(ada, tree, "updated_since=2026-08-15T11:30:00Z") == set()


def test_pages_follow_each_other_without_gap_or_repetition(ada: Program, tree: dict[str, Answer]) -> None:
    whole = [item["id"] for item in ada.get("/goals")["items"]]
    seen: list[str] = []
    cursor = ""
    for _page in range(4):
        answer = ada.get(f"/goals?limit=1&cursor={cursor}" if cursor else "/goals?limit=1")
        seen += [item["id"] for item in answer["items"]]
        cursor = answer["next"] or ""
        assert ("Link" in answer.headers) == bool(cursor)
    assert (seen, cursor) == (whole, "")


def test_hidden_goals_are_nowhere(ada: Program, program: Call, tree: dict[str, Answer], world: World) -> None:
    churn = tree["churn"]["id"]
    assert ada.patch(f"/goals/{churn}", {"privacy": "listed"}).status == 200
    max_ = program("Max")
    assert max_.get(f"/goals/{churn}").status == 404
    assert "churn" not in found(max_, tree, "")
    above = max_.get(f"/goals/{tree['delight']['id']}")
    assert [child["title"] for child in above["children"]] == ["NPS up"]
    assert (above["hidden_children"], above["children"][0]["contribution"]) == (1, 50)
    assert churn not in str(above.body)


def test_a_hidden_parent_is_left_out(ada: Program, program: Call, tree: dict[str, Answer]) -> None:
    other = {"kind": "objective", "title": "Secret", "entity": {"type": "organization"}, "privacy": "listed"}
    secret = ada.post("/goals", {**other, "period": tree["crm"]["period"]})
    assert ada.put(f"/goals/{tree['crm']['id']}/alignments", [{"parent": secret["id"]}]).status == 200
    shown = program("Max").get(f"/goals/{tree['crm']['id']}")
    assert shown["parents"] == []
    assert "crm" in found(program("Max"), tree, "aligned=none")
    assert found(program("Max"), tree, f"aligned={secret['id']}") == set()


def test_a_list_costs_the_same_queries_however_long_it_is(
    ada: Program, tree: dict[str, Answer], key_result: Callable[..., dict[str, Any]]
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ada.get("/goals?limit=200")
        return len(queries)

    ada.get("/goals")
    before = cost()
    for number in range(10):
        ada.post("/goals", {**key_result(f"More {number}", parent=tree["delight"]["id"]), "tags": ["a", "b"]})
    assert cost() == before <= 24
