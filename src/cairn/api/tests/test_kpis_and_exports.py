"""KPI panels and exports through the API (spec okrs §8.3, §17.2; integrations §6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.world import World

from cairn.api.tests.conftest import Program
from cairn.goals.models import GoalSettings
from cairn.integrations.exports import actions
from cairn.integrations.exports.columns import USUAL

Call = Callable[..., Program]


def titles(answer: Any) -> list[str]:
    return [item["title"] for item in answer["items"]]


def test_tiles_are_put_on_arranged_and_taken_off(ada: Program, tree: Any) -> None:
    nps, churn = tree["nps"]["id"], tree["churn"]["id"]
    assert titles(ada.get("/kpis")) == []
    put = ada.post("/kpis", {"goal": nps})
    assert (put.status, put["goal"], put["progress"], put["status"]) == (201, nps, 40, "behind")
    ada.post("/kpis", {"goal": churn})
    assert ada.post("/kpis", {"goal": churn}).status == 201, "again changes nothing"
    assert titles(ada.get("/kpis")) == ["NPS up", "Churn down"]
    assert titles(ada.put("/kpis/order", {"goals": [churn, nps]})) == ["Churn down", "NPS up"]
    assert ada.delete(f"/kpis/{churn}").status == 204
    assert titles(ada.get("/kpis")) == ["NPS up"]


def test_each_page_has_a_panel_of_its_own(ada: Program, tree: Any, world: World) -> None:
    sales = str(world.teams["Sales"].pk)
    entity = {"type": "team", "id": sales}
    ada.post("/kpis", {"goal": tree["nps"]["id"], "entity": entity})
    assert titles(ada.get(f"/kpis?type=team&id={sales}")) == ["NPS up"]
    assert titles(ada.get("/kpis")) == []
    assert ada.delete(f"/kpis/{tree['nps']['id']}?type=team&id={sales}").status == 204
    assert titles(ada.get(f"/kpis?type=team&id={sales}")) == []


def test_what_cannot_be_a_tile_is_a_problem(ada: Program, tree: Any) -> None:
    assert ada.post("/kpis", {"goal": tree["delight"]["id"]}).status == 422
    assert ada.post("/kpis", {"goal": tree["nps"]["id"], "entity": {"type": "team"}}).status == 422
    assert ada.get("/kpis?type=team").status == 422


def test_where_panels_are_switched_off_there_are_none(ada: Program, tree: Any, world: World) -> None:
    with world.enter():
        GoalSettings.objects.update(kpi_panel=False)
    assert ada.get("/kpis").status == 404
    assert ada.post("/kpis", {"goal": tree["nps"]["id"]}).status == 404


@pytest.fixture
def body(objective: dict[str, Any]) -> dict[str, Any]:
    return {"periods": [objective["period"]], "kind": "key_result", "columns": ["title", "level"]}


def written(world: World, export_id: str) -> None:
    """The job that follows the commit."""
    with world.enter():
        actions.write_file.call_local(run_id=export_id)


def fetched(program: Program, export_id: str) -> Any:
    path = program.get(f"/exports/{export_id}")["file"]
    return program.client.get(path, headers={"Authorization": f"Bearer {program.secret}"})


def content_of(response: Any) -> str:
    return b"".join(response.streaming_content).decode("utf-8-sig")


def test_a_file_is_asked_for_polled_and_fetched(program: Call, tree: Any, body: dict[str, Any], world: World) -> None:
    """A token that reads is enough: nothing is in the file that it could not read."""
    reader = program("Ada", "okrs:read")
    asked = reader.post("/exports", body)
    assert (asked.status, asked["state"], asked["file"]) == (201, "waiting", None)
    assert asked.headers["Location"] == f"/api/v1/exports/{asked['id']}"
    assert reader.get(f"/exports/{asked['id']}/file").status == 404
    written(world, asked["id"])
    done = reader.get(f"/exports/{asked['id']}")
    assert (done["state"], done["done"], done["total"]) == ("done", 2, 2)
    assert [item["id"] for item in reader.get("/exports")["items"]] == [asked["id"]]
    response = fetched(reader, asked["id"])
    text = content_of(response)
    assert response["Content-Type"].startswith("text/csv")
    assert text.splitlines() == ["Title,Level", "NPS up,2", "Churn down,2"]


def test_nobody_else_fetches_it(program: Call, tree: Any, body: dict[str, Any], world: World) -> None:
    asked = program("Ada").post("/exports", body)
    written(world, asked["id"])
    for name in ("Ben", "Mallory"):
        other = program(name)
        assert other.get(f"/exports/{asked['id']}").status == 404
        assert other.get(f"/exports/{asked['id']}/file").status == 404
        assert other.get("/exports")["items"] == []


def test_who_may_not_export_is_told_who_can_help(program: Call, body: dict[str, Any], world: World) -> None:
    with world.enter():
        GoalSettings.objects.update_or_create(defaults={"who_exports": "admins"})
    denied = program("Cy").post("/exports", body)
    assert (denied.status, "Ada" in str(denied.body)) == (403, True)


@pytest.mark.parametrize("odd", [{"columns": ["salary"]}, {"form": "pdf"}, {"periods": ["x"]}, {"status": "odd"}])
def test_an_odd_order_is_a_problem(ada: Program, body: dict[str, Any], odd: dict[str, Any]) -> None:
    assert ada.post("/exports", body | odd).status == 422


def test_without_columns_the_file_has_the_usual_ones(ada: Program, tree: Any, world: World) -> None:
    asked = ada.post("/exports", {})
    written(world, asked["id"])
    head = content_of(fetched(ada, asked["id"])).splitlines()[0]
    assert len(head.split(",")) == len(USUAL)
