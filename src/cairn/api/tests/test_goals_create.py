"""POST /goals"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.world import World

from cairn.api.tests.conftest import Program

Call = Callable[..., Program]


def test_an_objective_is_created_with_the_defaults_of_its_period(
    program: Call, objective: dict[str, Any], world: World
) -> None:
    made = program("Ada").post("/goals", objective)
    assert made.status == 201, made.body
    assert made["title"] == "Delight our customers"
    assert (made["start"], made["due"]) == ("2026-07-01", "2026-09-30")
    assert made["owners"] == [str(world.members["Ada"].pk)]
    assert made["progress_mode"] == "rollup"
    assert (made["progress"], made["status"], made["version"]) == (0, "at_risk", 1)
    assert made.headers["ETag"] == '"1"'
    assert made.headers["Location"] == f"/api/v1/goals/{made['id']}"
