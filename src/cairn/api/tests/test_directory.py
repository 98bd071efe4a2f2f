"""People, teams and periods."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.world import World

from cairn.api.tests.conftest import Program
from cairn.planning.models import Period

Call = Callable[..., Program]


def test_members_are_found_by_name_address_and_team(program: Call, world: World) -> None:
    cy = program("Cy")
    assert {row["name"] for row in cy.get("/members")["items"]} == {"Ada", "Ben", "Tom", "Tia", "Max", "Cy", "Olive"}
    assert [row["name"] for row in cy.get("/members?q=oli")["items"]] == ["Olive"]
    assert [row["name"] for row in cy.get("/members?email=MAX@acme.example")["items"]] == ["Max"]
    sales = cy.get(f"/members?team={world.teams['Sales'].pk}")
    assert {row["name"] for row in sales["items"]} == {"Tom", "Tia", "Max"}


def test_teams_say_who_is_in_them(program: Call, world: World) -> None:
    teams = {row["name"]: row for row in program("Cy").get("/teams")["items"]}
    assert set(teams) == {"Company", "Product", "Sales", "Sales North"}
    assert teams["Sales"]["parent"] == teams["Company"]["id"]
    assert teams["Sales"]["owners"] == [str(world.members["Tom"].pk)]
    assert len(teams["Sales"]["members"]) == 3


def test_a_team_is_created_by_those_who_may(program: Call, world: World) -> None:
    max_id = str(world.members["Max"].pk)
    body = {"name": "Data", "type": "Guild", "parent": str(world.teams["Product"].pk), "owners": [max_id]}
    made = program("Ada").post("/teams", body)
    assert made.status == 201, made.body
    assert (made["name"], made["type"], made["owners"]) == ("Data", "Guild", [max_id])
    assert program("Cy").post("/teams", {"name": "Mine"}).status == 403
    assert program("Ada").post("/teams", body).status == 409


@pytest.mark.parametrize("field", ["parent", "owners", "members"])
def test_a_team_takes_only_what_is_here(program: Call, world: World, field: str) -> None:
    mona = str(world.members["Mona"].pk)
    answer = program("Ada").post("/teams", {"name": "New", field: mona if field == "parent" else [mona]})
    assert (answer.status, answer["errors"][0]["field"]) == (422, field)


def test_periods_say_which_one_is_current(program: Call, q3: Period) -> None:
    periods = {row["name"]: row for row in program("Cy").get("/periods")["items"]}
    third = next(row for row in periods.values() if row["id"] == str(q3.pk))
    assert (third["start"], third["end"], third["kind"]) == ("2026-07-01", "2026-09-30", "quarter")
    assert (third["state"], third["is_current"]) == ("active", True)
    year = next(row for row in periods.values() if row["kind"] == "year")
    assert (year["state"], year["is_current"], third["parent"]) == ("active", False, year["id"])
    assert [row["id"] for row in program("Cy").get("/periods?state=active&kind=quarter")["items"]] == [str(q3.pk)]
    states = {state: len(program("Cy").get(f"/periods?state={state}")["items"]) for state in ("past", "upcoming")}
    assert states == {"past": 2, "upcoming": 1}


def test_a_period_is_created_by_admins_only(program: Call, q3: Period) -> None:
    body: dict[str, Any] = {"name": "Launch", "start": "2026-08-10", "end": "2026-09-20"}
    made = program("Ada").post("/periods", body)
    assert made.status == 201, made.body
    assert (made["kind"], made["state"]) == ("custom", "active")
    assert program("Max").post("/periods", body).status == 403
    assert program("Ada").post("/periods", body).status == 409
    assert program("Ada").post("/periods", {**body, "name": "Back", "end": "2026-08-01"}).status == 422
