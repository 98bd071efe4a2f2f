"""A project's number from its tasks or milestones (spec okrs §11.2)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cairn.core.errors import Refused
from cairn.goals import actions, verify
from cairn.goals.actions.parts import count_parts
from cairn.goals.explaining import explain
from cairn.goals.formula import formula
from cairn.goals.models import CheckIn, Goal, ProgressPoint
from cairn.goals.parts import Parts, percent
from cairn.goals.telling import method, override
from cairn.goals.tests.quarter import NOON, Quarter, increase

pytestmark = pytest.mark.django_db
D = Decimal
TODAY = NOON.date()


@pytest.mark.parametrize(
    ("done", "whole", "expected"),
    [(6, 8, "75"), (0, 0, "0"), (0, 5, "0"), (1, 3, "33.3333"), (5, 5, "100"), ("1.5", 2, "75")],
)
def test_the_share_of_parts_that_are_done(done: object, whole: object, expected: str) -> None:
    assert percent(Parts(D(str(done)), D(str(whole)))) == D(expected)


def project(quarter: Quarter, **fields: object) -> Goal:
    wanted = {"kind": "project", "progress_mode": "tasks", **fields}
    return quarter.goal("Build the warehouse", by="Tom", **wanted)


def count(quarter: Quarter, goal: Goal, done: int, whole: int, mode: str = "tasks") -> Goal:
    count_parts(goal.pk, mode, Parts(D(done), D(whole)), by=quarter.actor("Tom"))
    return quarter.fresh(goal)


def test_six_of_eight_tasks_are_75_percent_and_say_so(quarter: Quarter) -> None:
    goal = count(quarter, project(quarter), 6, 8)
    assert (goal.progress, goal.current_value) == (75, 75)
    why = explain(goal, quarter.actor("Tom"), TODAY)
    assert formula(why) == "6 ÷ 8"
    assert method(why) == "6 of 8 tasks are done; cancelled ones do not count."
    assert ProgressPoint.objects.filter(goal=goal, progress=75).count() == 1


def test_the_same_count_changes_nothing_the_second_time(quarter: Quarter) -> None:
    goal = count(quarter, project(quarter), 1, 2)
    assert count_parts(goal.pk, "tasks", Parts(D(1), D(2)), by=quarter.actor("Tom")) == []
    assert ProgressPoint.objects.filter(goal=goal, progress=50).count() == 1


def test_what_contributes_moves_the_objective_above_in_the_same_breath(quarter: Quarter) -> None:
    settings_on(quarter)
    win = quarter.goal("Move house", kind="objective")
    for value in (60, 40):
        key_result = quarter.goal(f"Key result at {value}", under=win)
        actions.check_in(key_result, by=quarter.actor("Ada"), value=D(value))
    goal = quarter.goal("Pack everything", kind="project", progress_mode="tasks", under=win)
    assert quarter.fresh(win).progress == D("33.3333")
    count(quarter, goal, 3, 3)
    assert quarter.fresh(win).progress == D("66.6667")


def test_without_the_policy_a_project_does_not_count_above(quarter: Quarter) -> None:
    win = quarter.goal("Move house", kind="objective")
    for value in (60, 40):
        key_result = quarter.goal(f"Key result at {value}", under=win)
        actions.check_in(key_result, by=quarter.actor("Ada"), value=D(value))
    count(quarter, quarter.goal("Pack everything", kind="project", progress_mode="tasks", under=win), 3, 3)
    assert quarter.fresh(win).progress == 50


def settings_on(quarter: Quarter) -> None:
    from cairn.goals.recompute import settings_row

    settings = settings_row()
    settings.project_contribution = "on"
    settings.save()


def test_a_check_in_by_hand_lasts_until_the_tasks_change(quarter: Quarter) -> None:
    tom = quarter.actor("Tom")
    goal = count(quarter, project(quarter), 1, 4)
    actions.check_in(goal, by=tom, value=D(40), note="further than the list says")
    goal = quarter.fresh(goal)
    assert (goal.progress, goal.automatic_value) == (40, 25)
    said = override(explain(goal, tom, TODAY)).replace("\u202f", " ").replace("\xa0", " ")
    assert said == "Set by hand. Its tasks would give 25 %, and will once they change."
    assert count(quarter, goal, 2, 4).progress == 50


def test_a_deleted_check_in_gives_the_number_back_to_the_tasks(quarter: Quarter) -> None:
    tom = quarter.actor("Tom")
    goal = count(quarter, project(quarter), 1, 4)
    row = actions.check_in(goal, by=tom, value=D(40)).check_in
    actions.delete_check_in(row, by=tom)
    assert quarter.fresh(goal).progress == 25


def test_stopping_the_automatic_number_holds_until_it_is_resumed(quarter: Quarter) -> None:
    tom = quarter.actor("Tom")
    goal = count(quarter, project(quarter), 1, 4)
    actions.check_in(goal, by=tom, value=D(40), override="kept")
    assert count(quarter, goal, 2, 4).progress == 40
    actions.resume_roll_up(quarter.fresh(goal), by=tom)
    assert (quarter.fresh(goal).progress, quarter.fresh(goal).progress_mode) == (50, "tasks")


def test_going_over_to_check_ins_keeps_the_number(quarter: Quarter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cairn.goals.counting._counters", {})
    goal = count(quarter, project(quarter), 6, 8)
    actions.edit(goal, {"progress_mode": "manual"}, by=quarter.actor("Tom"))
    goal = quarter.fresh(goal)
    assert (goal.progress, goal.current_value) == (75, 75)
    assert CheckIn.objects.filter(goal=goal, value=75, source="carried").exists()
    assert list(verify.differences()) == []


def test_going_over_to_tasks_takes_what_was_counted_meanwhile(quarter: Quarter) -> None:
    goal = count(quarter, project(quarter, progress_mode="manual"), 6, 8)
    assert goal.progress == 0
    actions.edit(goal, {"progress_mode": "tasks"}, by=quarter.actor("Tom"))
    assert quarter.fresh(goal).progress == 75


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "key_result"}, "Only a project counts"),
        ({"outcome": increase(0, 10)}, "tasks do not move it"),
    ],
)
def test_tasks_feed_only_projects_in_percent(quarter: Quarter, fields: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        project(quarter, **fields)


def test_a_wrong_count_is_found(quarter: Quarter, monkeypatch: pytest.MonkeyPatch) -> None:
    goal = count(quarter, project(quarter), 6, 8)
    monkeypatch.setattr("cairn.goals.counting._counters", {"tasks": lambda: {goal.pk: Parts(D(6), D(9))}})
    assert [line.split(": ")[1] for line in verify.differences()] == [
        "of its tasks it counts 6 of 8, there are 6 of 9."
    ]
