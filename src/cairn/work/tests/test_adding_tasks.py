"""Adding tasks to a project, one or many (spec okrs §11.4)."""

from __future__ import annotations

from datetime import date

import pytest

from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions as goal_actions
from cairn.work import actions
from cairn.work.actions import NewTask
from cairn.work.models import Task
from cairn.work.pasting import Line, lines_of

from .conftest import Site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Order the steel", ["Order the steel"]),
        ("- one\n* two\n+ three\n• four\n– five", ["one", "two", "three", "four", "five"]),
        ("1. first\n2) second\n12. twelfth", ["first", "second", "twelfth"]),
        ("  \n\n-\n\t\n", []),
        ("2024 was a year", ["2024 was a year"]),
        ("a\r\nb", ["a", "b"]),
    ],
)
def test_bullets_and_numbers_fall_off_pasted_lines(text: str, names: list[str]) -> None:
    assert [line.name for line in lines_of(text)] == names


def test_ticked_lines_are_done_already() -> None:
    assert lines_of("- [x] laid\n[ ] built\n☑ paid\n☐ sold") == [
        Line("laid", True), Line("built"), Line("paid", True), Line("sold")
    ]  # fmt: skip


def test_the_first_task_makes_an_untouched_project_count_its_tasks(site: Site) -> None:
    site.add("Dig", "Pour", status="done")
    site.add("Roof", "Paint")
    assert (site.fresh.progress_mode, site.fresh.progress) == ("tasks", 50)
    assert list(Task.objects.in_order().values_list("name", flat=True)) == ["Dig", "Pour", "Roof", "Paint"]


def test_a_project_that_was_checked_in_by_hand_stays_so(site: Site) -> None:
    goal_actions.check_in(site.goal, by=site.actor("Tom"), value=None, note="Begun.")
    site.add("Dig", status="done")
    assert (site.fresh.progress_mode, site.fresh.tasks_done) == ("manual", 1)


def test_a_task_may_be_due_after_the_project(site: Site) -> None:
    (task,) = site.add("Clear up", due=date(2026, 12, 24))
    assert task.due == date(2026, 12, 24)


def test_adding_is_recorded_once_and_the_person_it_is_for_is_named(site: Site) -> None:
    tasks = site.add("Dig", "Pour", owner=site.id_of("Max"))
    assert Event.objects.filter(kind="task.added").count() == 1
    told = Event.objects.filter(kind="task.assigned").order_by("pk")
    assert [row.data["task_id"] for row in told] == [str(task.pk) for task in tasks]
    assert {row.data["assignee"] for row in told} == {str(site.id_of("Max"))}
    assert {row.subject_id for row in told} == {site.goal.pk}


def test_nobody_is_told_of_a_task_they_gave_themselves(site: Site) -> None:
    site.add("Dig", owner=site.id_of("Tom"))
    assert not Event.objects.filter(kind="task.assigned").exists()


def test_who_may_not_edit_the_project_adds_nothing(site: Site) -> None:
    for name in ("Cy", "Olive"):
        with pytest.raises(Denied):
            site.add("Dig", by=name)
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ([], "lines"),
        ([NewTask("x")] * 201, "lines"),
        ([NewTask(" \n ")], "lines"),
        ([NewTask("a" * 301)], "lines"),
        ([NewTask("a\x00b")], "lines"),
        ([NewTask("a\ud800b")], "lines"),
        ([NewTask("a", status="later")], "status"),
        ([NewTask("a", description="d" * 10_001)], "description"),
    ],
)
def test_what_cannot_be_a_task_is_refused_at_its_field(site: Site, wanted: list[NewTask], field: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_tasks(site.goal, wanted, by=site.actor("Tom"))
    assert refused.value.field == field
    assert not Task.objects.exists()


def test_observers_own_no_tasks(site: Site) -> None:
    with pytest.raises(Refused, match="observer") as refused:
        site.add("Dig", owner=site.id_of("Olive"))
    assert refused.value.field == "owner"


def test_only_open_projects_take_tasks(site: Site) -> None:
    with pytest.raises(Refused, match="Only projects"):
        actions.add_tasks(site.quarter.shops, [NewTask("Dig")], by=site.actor("Ada"))
    goal_actions.close(site.goal, by=site.actor("Tom"))
    with pytest.raises(Refused, match="Reopen it first"):
        site.add("Dig")
