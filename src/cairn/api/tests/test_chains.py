"""Chains of dependants at the end of a period: the nine rules of spec okrs §10.5, each through the API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.world import World

from cairn.api.tests.conftest import Answer, Program
from cairn.planning.models import Period

Call = Callable[..., Program]


class Quarter:
    """Ada's quarter: makes goals, ends them, and asks how they stand."""

    def __init__(self, ada: Program, q3: Period, q4: Period) -> None:
        self.ada, self.q3, self.q4 = ada, q3, q4

    def make(self, kind: str, title: str, *parents: str, period: Period | None = None, value: float = 0) -> str:
        body: dict[str, Any] = {
            "kind": kind, "title": title, "entity": {"type": "organization"}, "period": str((period or self.q3).pk),
            "parents": [{"id": parent} for parent in parents],
        }  # fmt: skip
        made = self.ada.post("/goals", body)
        assert made.status == 201, made.body
        if value:
            assert self.ada.post(f"/goals/{made['id']}/check-ins", {"value": value}).status == 201
        return str(made["id"])

    def objective(self, title: str, *parents: str, **more: Any) -> str:
        return self.make("objective", title, *parents, **more)

    def key_result(self, title: str, *parents: str, **more: Any) -> str:
        return self.make("key_result", title, *parents, **more)

    def postpone(self, goal: str, *, into: Period | None = None, **how: Any) -> Answer:
        going_on = {"period": str((into or self.q4).pk), **how}
        done = self.ada.post(f"/goals/{goal}/postponement", {"reason": "Not now.", "clone_to": going_on})
        assert done.status == 200, done.body
        return done

    def close(self, goal: str) -> Answer:
        done = self.ada.post(f"/goals/{goal}/closure", {})
        assert done.status == 200, done.body
        return done

    def __getitem__(self, goal: str) -> Answer:
        return self.ada.get(f"/goals/{goal}")

    def below(self, goal: str) -> list[str]:
        return sorted(child["title"] for child in self[goal]["children"])


@pytest.fixture
def quarter(program: Call, q3: Period, q4: Period) -> Quarter:
    return Quarter(program("Ada"), q3, q4)


@pytest.mark.parametrize(
    ("how", "below"),
    [
        ({}, ["Number"]),
        ({"depth": "only"}, []),
        ({"depth": "children"}, ["Number"]),
        ({"depth": "tree"}, ["Child objective", "Number"]),
    ],
)
def test_1_one_level_is_copied_unless_one_chooses_another_depth(
    quarter: Quarter, how: dict[str, str], below: list[str]
) -> None:
    top = quarter.objective("Top")
    number = quarter.key_result("Number", top)
    child, under_number = quarter.objective("Child objective", top), quarter.objective("Answers it", number)
    copy = quarter.postpone(top, **how)["continued_as"]
    assert quarter.below(copy) == below
    for goal, parent in ((child, top), (under_number, number)):
        assert [link["id"] for link in quarter[goal]["parents"]] == [parent]
    copied = [quarter.below(row["id"]) for row in quarter[copy]["children"] if row["title"] == "Number"]
    assert copied in ([], [["Answers it"]] if how.get("depth") == "tree" else [[]])


def test_1_of_a_key_result_with_objectives_of_its_own_only_itself_is_copied(quarter: Quarter) -> None:
    number = quarter.key_result("Number")
    child = quarter.objective("Answers it", number)
    copy = quarter.postpone(number)["continued_as"]
    assert quarter.below(copy) == []
    assert quarter[child]["status"] != "postponed"
    assert [link["id"] for link in quarter[child]["parents"]] == [number]


def test_2_an_objective_takes_its_open_key_results_along_and_leaves_the_closed_ones(quarter: Quarter) -> None:
    top = quarter.objective("Top")
    first, second, third = (quarter.key_result(f"KR{n}", top, value=v) for n, v in ((1, 100), (2, 20), (3, 0)))
    quarter.close(first)
    assert quarter[top]["progress"] == 40
    done = quarter.postpone(top)
    assert [quarter[goal]["status"] for goal in (first, second, third)] == ["closed", "postponed", "postponed"]
    assert set(done["along"]) == {second, third}
    assert quarter.below(done["continued_as"]) == ["KR2", "KR3"]
    assert quarter[top]["progress"] == 40


@pytest.mark.parametrize("contributes", [True, False])
def test_2_a_project_is_postponed_too_where_it_contributes_and_copied_anyway(
    quarter: Quarter, contributes: bool
) -> None:
    """okrs §10.2: the objective, its immediate key results and its projects are cloned."""
    top = quarter.objective("Top")
    number = quarter.key_result("Number", top)
    project = quarter.make("project", "Counts", top)
    aligned = quarter.ada.put(f"/goals/{project}/alignments", [{"parent": top, "contributes": contributes}])
    assert aligned.status == 200, aligned.body
    done = quarter.postpone(top)
    assert set(done["along"]) == ({number, project} if contributes else {number})
    assert (quarter[project]["status"] == "postponed") is contributes
    assert quarter.below(done["continued_as"]) == ["Counts", "Number"]


def test_3_with_another_open_parent_only_the_link_leaves_the_roll_up(quarter: Quarter) -> None:
    top, other = quarter.objective("Top"), quarter.objective("Other")
    shared = quarter.key_result("Shared", top, other, value=30)
    assert quarter.postpone(top)["along"] == []
    assert quarter[shared]["status"] != "postponed"
    assert quarter[other]["progress"] == 30


def test_4_in_a_parent_outside_of_the_batch_it_stops_counting_at_once(quarter: Quarter) -> None:
    top = quarter.objective("Top")
    _fifty, _seventy, zero = (quarter.key_result(f"{v}", top, value=v) for v in (50, 70, 0))
    assert quarter[top]["progress"] == 40
    quarter.postpone(zero)
    assert quarter[top]["progress"] == 60


def test_5_under_a_year_the_copy_stays_and_under_a_quarter_it_follows_its_parents_copy(
    quarter: Quarter, world: World
) -> None:
    with world.enter():
        year = Period.objects.get(kind="year", start=date(2026, 1, 1))
    annual, quarterly = quarter.objective("Annual", period=year), quarter.objective("Quarterly")
    under_year, alone = quarter.key_result("Under the year", annual), quarter.key_result("Alone", quarterly)
    together = quarter.key_result("Together", quarterly)

    def parents(copy: str) -> list[str]:
        return [parent["id"] for parent in quarter[copy]["parents"]]

    assert parents(quarter.postpone(under_year)["continued_as"]) == [annual]
    assert parents(quarter.postpone(alone)["continued_as"]) == []
    batch = [
        {"goal": goal, "ending": "postponed", "note": "Not now.", "continue_in": {"period": str(quarter.q4.pk)}}
        for goal in (together, quarterly)
    ]
    assert quarter.ada.post("/endings", {"endings": batch})["copied"] == 2
    made = {row["title"]: row["id"] for row in quarter.ada.get(f"/goals?period={quarter.q4.pk}")["items"]}
    assert parents(made["Together"]) == [made["Quarterly"]]


def test_6_each_time_it_is_carried_over_the_chain_grows_by_one(quarter: Quarter, world: World) -> None:
    with world.enter():
        q1 = Period.objects.create(name="Early 2027", kind="custom", start=date(2027, 1, 1), end=date(2027, 3, 31))
    first = quarter.key_result("Again and again")
    second = quarter.postpone(first)["continued_as"]
    third = quarter.postpone(second, into=q1)["continued_as"]
    assert [quarter[goal]["carry_over_count"] for goal in (first, second, third)] == [0, 1, 2]
    assert [quarter[goal]["carried_over_from"] for goal in (first, second, third)] == [None, first, second]


@pytest.mark.parametrize(("closes_one", "status"), [(False, "postponed"), (True, "closed")])
def test_7_a_parent_ends_as_its_children_did(quarter: Quarter, closes_one: bool, status: str) -> None:
    top = quarter.objective("Top")
    first, second = (quarter.key_result(f"KR{n}", top, value=n * 10) for n in (1, 2))
    if closes_one:
        quarter.close(first)
    else:
        quarter.postpone(first)
    quarter.postpone(second)
    assert quarter[top]["status"] == status


def test_8_a_batch_works_from_the_top_and_repeating_it_changes_nothing(quarter: Quarter) -> None:
    top = quarter.objective("Top")
    numbers = [quarter.key_result(f"KR{n}", top, value=10) for n in (1, 2)]
    body = {
        "endings": [
            {"goal": goal, "ending": "closed", "continue_in": {"period": str(quarter.q4.pk)}}
            for goal in (*numbers, top)
        ]
    }
    first = quarter.ada.post("/endings", body)
    assert (first["closed"], first["copied"], first["refused"]) == (3, 3, [])
    again = quarter.ada.post("/endings", body)
    assert (again["closed"], again["copied"], len(again["refused"])) == (0, 0, 3)
    quarter.ada.delete(f"/goals/{top}/closure")
    assert quarter.postpone(top)["continued_as"] is not None
    made = quarter.ada.get(f"/goals?period={quarter.q4.pk}")["items"]
    assert sorted(row["title"] for row in made) == ["KR1", "KR2", "Top"]


def test_9_a_period_that_is_not_there_is_named_and_any_other_may_be_picked(quarter: Quarter, world: World) -> None:
    goal = quarter.key_result("Number")
    nowhere = {"reason": "Not now.", "clone_to": {"period": "01900000-0000-7000-8000-000000000000"}}
    refused = quarter.ada.post(f"/goals/{goal}/postponement", nowhere)
    assert (refused.status, refused["errors"][0]["field"]) == (422, "clone_to.period")
    with world.enter():
        later = Period.objects.create(name="Some day", kind="custom", start=date(2028, 1, 1), end=date(2028, 6, 30))
    copy = quarter.postpone(goal, into=later)["continued_as"]
    assert quarter[copy]["period"] == str(later.pk)


def test_9_a_missing_period_is_created_by_who_may_and_others_pick_another(quarter: Quarter, program: Call) -> None:
    cy, body = program("Cy"), {"name": "Q1 2028", "start": "2028-01-01", "end": "2028-03-31", "kind": "custom"}
    assert cy.post("/periods", body).status == 403
    made = quarter.ada.post("/periods", body)
    assert made.status == 201
    goal = quarter.key_result("Number")
    going_on = {"reason": "Not now.", "clone_to": {"period": made["id"]}}
    copy = quarter.ada.post(f"/goals/{goal}/postponement", going_on)["continued_as"]
    assert quarter[copy]["period"] == made["id"]


def test_what_one_may_not_know_of_is_no_goal_in_a_batch(quarter: Quarter, program: Call, world: World) -> None:
    from cairn.goals.models import Goal

    secret = quarter.key_result("Secret")
    with world.enter():
        Goal.objects.filter(pk=secret).update(privacy="listed")
    answer = program("Cy").post("/endings", {"endings": [{"goal": secret, "ending": "closed"}]})
    assert answer["refused"] == [{"goal": secret, "sentence": "There is no such goal."}]


def test_a_clone_moves_to_the_page_one_names(quarter: Quarter, world: World) -> None:
    goal = quarter.key_result("Number")
    team = str(world.teams["Sales"].pk)
    body = {"period": str(quarter.q4.pk), "entity": {"type": "team", "id": team}}
    copy = quarter.ada.post(f"/goals/{goal}/clones", body)
    assert (copy.status, copy["entity"]) == (201, {"type": "team", "id": team})
    body["entity"]["id"] = goal  # type: ignore[index]
    assert quarter.ada.post(f"/goals/{goal}/clones", body).status == 422
