"""Closing, reopening, postponing and cloning through the API, with the golden examples of spec okrs §10.4."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.world import World

from cairn.api.tests.conftest import NOW, Answer, Program
from cairn.core import clock
from cairn.planning.models import Period

Call = Callable[..., Program]
BLOGS = {"type": "metric", "kind": "reach", "start": 0, "target": 10}
CHURN = {"type": "metric", "kind": "decrease", "start": 35, "target": 24}


@pytest.fixture
def ada(program: Call) -> Program:
    return program("Ada")


@pytest.fixture
def at(ada: Program, key_result: Callable[..., dict[str, Any]]) -> Callable[..., Answer]:
    """at(5, BLOGS): a key result with this outcome that stands at 5."""

    def make(value: float, outcome: dict[str, Any], parent: str = "") -> Answer:
        made = ada.post("/goals", {**key_result("Number", parent=parent), "outcome": outcome})
        assert made.status == 201, made.body
        assert ada.post(f"/goals/{made['id']}/check-ins", {"value": value}).status == 201
        return made

    return make


# value before, outcome, how, (start, current, target) of the copy, its progress, next value, progress then
GOLDEN: list[tuple[float, dict[str, Any], str, tuple[float, float, float], float, float, float]] = [
    (5, BLOGS, "reset", (5, 5, 10), 0, 7, 40),
    (5, BLOGS, "preserve", (0, 5, 10), 50, 7, 70),
    (60, {"type": "percent"}, "reset", (0, 0, 100), 0, 60, 60),
    (60, {"type": "percent"}, "preserve", (0, 60, 100), 60, 70, 70),
    (30, CHURN, "reset", (30, 30, 24), 0, 27, 50),
    (30, CHURN, "preserve", (35, 30, 24), 45.4545, 24, 100),
]


@pytest.mark.parametrize(("value", "outcome", "how", "numbers", "progress", "following", "then"), GOLDEN)
@pytest.mark.parametrize("verb", ["closure", "postponement"])
def test_what_is_continued_starts_anew_or_where_it_stands(
    ada: Program, at: Callable[..., Answer], q4: Period, verb: str, value: float, outcome: dict[str, Any], how: str,
    numbers: tuple[float, float, float], progress: float, following: float, then: float,
) -> None:  # fmt: skip
    goal = at(value, outcome)
    going_on = {"period": str(q4.pk), "progress": how}
    body = {"continue_in": going_on} if verb == "closure" else {"reason": "Not now", "clone_to": going_on}
    done = ada.post(f"/goals/{goal['id']}/{verb}", body)
    assert done.status == 200, done.body
    copy = ada.get(f"/goals/{done['continued_as']}")
    assert (copy["outcome"]["start"], copy["current"], copy["outcome"]["target"]) == numbers
    assert (copy["progress"], copy["period"], copy["carry_over_count"]) == (progress, str(q4.pk), 1)
    assert copy["carried_over_from"] == goal["id"]


@pytest.mark.parametrize(("value", "outcome", "how", "numbers", "progress", "following", "then"), GOLDEN)
def test_and_goes_on_from_there(
    ada: Program, at: Callable[..., Answer], q4: Period, value: float, outcome: dict[str, Any], how: str,
    numbers: tuple[float, float, float], progress: float, following: float, then: float,
) -> None:  # fmt: skip
    going_on = {"period": str(q4.pk), "progress": how}
    copy = ada.post(f"/goals/{at(value, outcome)['id']}/closure", {"continue_in": going_on})["continued_as"]
    ada.patch(f"/goals/{copy}", {"start": "2026-08-01"})
    assert ada.post(f"/goals/{copy}/check-ins", {"value": following})["goal"]["progress"] == then


def test_beyond_its_target_the_copy_needs_the_next_one(ada: Program, at: Callable[..., Answer], q4: Period) -> None:
    path = f"/goals/{at(12, BLOGS)['id']}/closure"
    refused = ada.post(path, {"continue_in": {"period": str(q4.pk)}})
    assert (refused.status, refused["errors"][0]["field"]) == (422, "continue_in.target")
    done = ada.post(path, {"continue_in": {"period": str(q4.pk), "target": 20}})
    copy = ada.get(f"/goals/{done['continued_as']}")
    assert (copy["outcome"]["start"], copy["outcome"]["target"]) == (12, 20)


def test_closing_scores_and_reopening_forgets_the_score(ada: Program, at: Callable[..., Answer]) -> None:
    goal = at(7, BLOGS)
    closed = ada.post(f"/goals/{goal['id']}/closure", {"score": 0.8, "note": "Well done"})
    assert (closed["status"], closed["score"], closed["suggested_score"]) == ("closed", 0.8, 0.7)
    assert (closed["closing_note"], closed["closed_at"]) == ("Well done", "2026-08-15T10:00:00Z")
    assert ada.post(f"/goals/{goal['id']}/closure", {}).status == 422
    assert ada.post(f"/goals/{goal['id']}/check-ins", {"value": 8}).status == 422
    opened = ada.delete(f"/goals/{goal['id']}/closure")
    assert (opened.status, opened["status"], opened["score"], opened["closed_at"]) == (200, "on_track", None, None)


@pytest.mark.parametrize("score", [-0.1, 1.01, 50, "1"])
def test_a_score_lies_between_0_and_1(ada: Program, at: Callable[..., Answer], score: Any) -> None:
    answer = ada.post(f"/goals/{at(7, BLOGS)['id']}/closure", {"score": score})
    assert (answer.status, answer["errors"][0]["field"]) == (422, "score")


def test_a_parent_whose_last_child_closes_ends_too_and_comes_back(
    ada: Program, at: Callable[..., Answer], objective: dict[str, Any]
) -> None:
    parent = ada.post("/goals", objective)["id"]
    child = at(7, BLOGS, parent)["id"]
    assert ada.post(f"/goals/{child}/closure", {})["along"] == [parent]
    assert ada.get(f"/goals/{parent}")["status"] == "closed"
    assert ada.delete(f"/goals/{child}/closure")["along"] == [parent]
    assert ada.get(f"/goals/{parent}")["closed_at"] is None


def test_postponing_leaves_the_parent_to_the_others_at_once(
    ada: Program, at: Callable[..., Answer], objective: dict[str, Any]
) -> None:
    """Golden: spec okrs §5.4 and §10.5.4: 50, 70 and 0 make 40; without the third 60."""
    parent = ada.post("/goals", objective)["id"]
    _a, _b, third = (at(value, {"type": "percent"}, parent)["id"] for value in (50, 70, 0))
    assert ada.get(f"/goals/{parent}")["progress"] == 40
    done = ada.post(f"/goals/{third}/postponement", {"reason": "No budget"})
    assert [(row["id"], row["progress"]) for row in done["changed"]] == [(parent, 60)]
    assert (done["status"], done["continued_as"]) == ("postponed", None)
    assert ada.post(f"/goals/{third}/postponement", {"reason": ""}).status == 422


def test_a_clone_begins_at_the_original_start(
    ada: Program, at: Callable[..., Answer], q4: Period, objective: dict[str, Any]
) -> None:
    parent = ada.post("/goals", objective)["id"]
    at(30, CHURN, parent)
    copy = ada.post(f"/goals/{parent}/clones", {"period": str(q4.pk), "depth": "tree"})
    assert (copy.status, copy["period"], copy["carry_over_count"]) == (201, str(q4.pk), 0)
    assert copy.headers["Location"] == f"/api/v1/goals/{copy['id']}"
    [child] = copy["children"]
    number = ada.get(f"/goals/{child['id']}")
    assert (number["outcome"]["start"], number["current"], number["progress"]) == (35, 35, 0)


def test_an_unknown_period_is_named(ada: Program, at: Callable[..., Answer]) -> None:
    goal = at(5, BLOGS)["id"]
    answer = ada.post(f"/goals/{goal}/closure", {"continue_in": {"period": goal}})
    assert (answer.status, answer["errors"][0]["field"]) == (422, "continue_in.period")
    assert ada.post(f"/goals/{goal}/clones", {"period": goal})["errors"][0]["field"] == "period"


def test_a_reopened_goal_is_listed_as_such_until_somebody_checks_in(ada: Program, at: Callable[..., Answer]) -> None:
    """Okrs §6.1, §9.5: filterable."""
    goal, other = at(7, BLOGS)["id"], at(7, BLOGS)["id"]
    assert ada.post(f"/goals/{goal}/closure", {}).status == 200
    assert ada.delete(f"/goals/{goal}/closure").status == 200
    assert [row["id"] for row in ada.get("/goals?status=reopened")["items"]] == [goal]
    assert {row["id"] for row in ada.get("/goals?status=reopened,on_track")["items"]} == {goal, other}
    with clock.at(NOW + timedelta(minutes=1)):
        assert ada.post(f"/goals/{goal}/check-ins", {"value": 8}).status == 201
        assert ada.get("/goals?status=reopened")["items"] == []


@pytest.mark.parametrize(("verb", "key"), [("closure", "continue_in"), ("postponement", "clone_to")])
def test_nothing_goes_on_in_a_period_that_is_over_or_comes_before(
    ada: Program, at: Callable[..., Answer], q3: Period, world: World, verb: str, key: str
) -> None:
    """Okrs §10.2: refused with a sentence, and the goal stays open."""
    with world.enter():
        july = Period.objects.create(name="July", kind="custom", start=date(2026, 7, 5), end=date(2026, 7, 31))
    goal = at(5, BLOGS)["id"]
    body = {} if verb == "closure" else {"reason": "Not now."}
    same = ada.post(f"/goals/{goal}/{verb}", {**body, key: {"period": str(q3.pk)}})
    assert (same.status, same["detail"]) == (422, "Continue it in a later period than its own.")
    over = ada.post(f"/goals/{goal}/{verb}", {**body, key: {"period": str(july.pk)}})
    assert (over.status, over["errors"][0]["field"]) == (422, f"{key}.period")
    assert "is over" in over["detail"]
    assert ada.get(f"/goals/{goal}")["closed_at"] is None


def test_ending_twice_and_reopening_what_is_open_are_refused(ada: Program, at: Callable[..., Answer]) -> None:
    """Okrs §9.1, §9.5: each with a sentence that says what to do."""
    goal = at(5, BLOGS)["id"]
    opened = ada.delete(f"/goals/{goal}/closure")
    assert (opened.status, opened["detail"]) == (422, "“Number” is open.")
    assert ada.post(f"/goals/{goal}/postponement", {"reason": "Not now."}).status == 200
    for verb, body in (("closure", {}), ("postponement", {"reason": "Again."})):
        twice = ada.post(f"/goals/{goal}/{verb}", body)
        assert (twice.status, twice["detail"]) == (422, "“Number” is postponed. Reopen it first.")


def test_reopening_under_a_parent_closed_by_hand_leaves_the_parent_closed(
    ada: Program, at: Callable[..., Answer], objective: dict[str, Any]
) -> None:
    """Okrs §9.5: only a parent that had closed itself comes back."""
    parent = ada.post("/goals", objective)["id"]
    child, _other = at(7, BLOGS, parent)["id"], at(3, BLOGS, parent)
    ada.post(f"/goals/{child}/closure", {})
    assert ada.post(f"/goals/{parent}/closure", {}).status == 200
    opened = ada.delete(f"/goals/{child}/closure")
    assert (opened.status, opened["along"]) == (200, [])
    assert ada.get(f"/goals/{parent}")["status"] == "closed"


CONTROL = {"type": "metric", "kind": "stay_above", "target": 9}
BASELINE = {"type": "metric", "kind": "baseline"}
PHASED = {**BLOGS, "phases": [{"date": "2026-08-31", "value": 4}]}


@pytest.mark.parametrize(
    ("outcome", "how", "current", "progress"),
    [(CONTROL, "reset", None, None), (CONTROL, "preserve", 9.5, 100), (BASELINE, "reset", None, None),
     (BASELINE, "preserve", 9.5, None)],
)  # fmt: skip
def test_controls_keep_their_bounds_and_baselines_start_empty(
    ada: Program,
    at: Callable[..., Answer],
    q4: Period,
    outcome: dict[str, Any],
    how: str,
    current: Any,
    progress: Any,
) -> None:
    """Okrs §10.4: no value on reset, the last one on preserve."""
    goal = at(9.5, outcome)["id"]
    done = ada.post(f"/goals/{goal}/closure", {"continue_in": {"period": str(q4.pk), "progress": how}})
    copy = ada.get(f"/goals/{done['continued_as']}")
    assert (copy["current"], copy["progress"]) == (current, progress)
    assert copy["outcome"]["target"] == outcome.get("target")


def test_phased_targets_are_dropped_when_it_starts_afresh(
    ada: Program, at: Callable[..., Answer], q4: Period
) -> None:
    """Okrs §10.4: rebuilt linearly."""
    goal = at(5, PHASED)["id"]
    done = ada.post(f"/goals/{goal}/closure", {"continue_in": {"period": str(q4.pk)}})
    assert ada.get(f"/goals/{goal}")["outcome"]["phases"] != []
    assert ada.get(f"/goals/{done['continued_as']}")["outcome"]["phases"] == []
