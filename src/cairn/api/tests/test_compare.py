"""GET /compare (spec okrs §8.3)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from cairn.api.tests.conftest import Program
from cairn.api.tests.test_tree import Call, ada, grown
from cairn.core import clock
from cairn.planning.models import Period

__all__ = ["ada", "grown"]
JULY = "2026-07-31"


def told(answer: Any) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for item in answer["items"]:
        found.setdefault(item["what"], []).append((item["title"], item["before"], item["after"]))
    return found


def test_what_changed_since_july(ada: Program, grown: dict[str, str], q3: Period) -> None:
    answer = ada.get(f"/compare?period={q3.pk}&since={JULY}")

    assert answer.status == 200, answer.body
    changes = told(answer)
    assert changes["added"] == [("C", None, None)]
    assert changes["renamed"] == [("A renamed", "A", "A renamed")]
    assert changes["moved"] == [("B", [grown["delight"]], [])]
    assert ("A renamed", 40, 90) in changes["progressed"]
    assert told(ada.get(f"/compare?since={JULY}")) == changes, "the current period is the third quarter"


def test_two_instants_between_which_nothing_happened(ada: Program, grown: dict[str, str], q3: Period) -> None:
    assert ada.get(f"/compare?period={q3.pk}&since=2026-07-15&at={JULY}")["items"] == []


def test_a_private_goal_is_in_nobody_elses_changes(
    ada: Program,
    program: Call,
    key_result: Any,
    q3: Period,
    grown: dict[str, str],
) -> None:
    with clock.at(datetime(2026, 8, 2, 9, tzinfo=UTC)):
        ada.post("/goals", {**key_result("Buy the rival"), "viewers": []})
    mine, hers = (program(name).get(f"/compare?period={q3.pk}&since={JULY}") for name in ("Cy", "Ada"))
    assert hers.status == mine.status == 200
    assert {item["goal"] for item in mine["items"]} <= {item["goal"] for item in hers["items"]}


@pytest.mark.parametrize("query", ["since=2999-01-01", "since=2026-07-31&at=2026-07-30", "since=x", "since=%00"])
def test_what_cannot_be_compared_is_refused(ada: Program, q3: Period, query: str) -> None:
    assert ada.get(f"/compare?{query}").status == 422
