"""How far tasks are, and their place on the board; the number of the project follows (spec okrs §11.2, §11.4)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from cairn.core import clock
from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions as goal_actions
from cairn.goals import verify
from cairn.goals.models import CheckIn, ProgressPoint
from cairn.goals.tests.quarter import NOON
from cairn.work import actions
from cairn.work.models import Task

from .conftest import Site

pytestmark = pytest.mark.django_db


def names(site: Site) -> list[str]:
    return list(Task.objects.standing().in_order().values_list("name", flat=True))


def test_six_of_eight_tasks_are_75_percent(site: Site) -> None:
    for task in site.add(*"abcdefgh")[:6]:
        site.tell(task, "done")
    assert site.fresh.progress == 75
    assert ProgressPoint.objects.filter(goal=site.goal, progress=Decimal("75")).count() == 1
    assert list(verify.differences()) == []


def test_cancelled_tasks_leave_the_denominator(site: Site) -> None:
    a, b, c = site.add("a", "b", "c")
    site.tell(a, "done")
    site.tell(b, "cancelled")
    assert site.fresh.progress == 50
    site.tell(c, "cancelled")
    assert site.fresh.progress == 100
    site.tell(a, "cancelled")
    assert site.fresh.progress == 0


def test_taking_back_what_was_done_takes_the_number_back(site: Site) -> None:
    a, _b = site.add("a", "b")
    site.tell(a, "done")
    site.tell(a, "doing")
    assert site.fresh.progress == 0
    assert Task.objects.get(pk=a.pk).done_at is None


def test_the_ancestors_move_in_the_same_transaction(site: Site) -> None:
    from cairn.goals.recompute import settings_row

    settings = settings_row()
    settings.project_contribution = "on"
    settings.save()
    goal_actions.align(site.goal, [goal_actions.Parent(site.quarter.win.pk)], by=site.actor("Ada"))
    a, _b = site.add("a", "b")
    changes = actions.move_task(a, by=site.actor("Tom"), status="done")
    assert [change.goal.title for change in changes] == ["Build the warehouse", "Win the north"]
    assert site.quarter.fresh(site.quarter.win).progress == Decimal("16.6667")


def test_the_owner_of_a_task_says_how_far_it_is_and_nobody_else_without_rights(site: Site) -> None:
    (task,) = site.add("a", owner=site.id_of("Cy"))
    site.tell(task, "done", by="Cy")
    assert site.fresh.progress == 100
    (other,) = site.add("b")
    for name in ("Cy", "Olive"):
        with pytest.raises(Denied):
            site.tell(other, "done", by=name)


def test_the_same_status_again_changes_and_records_nothing(site: Site) -> None:
    (task,) = site.add("a")
    site.tell(task, "done")
    before = Event.objects.count()
    site.tell(task, "done")
    assert Event.objects.count() == before
    assert Event.objects.filter(kind="task.done").count() == 1


def test_an_odd_status_is_refused(site: Site) -> None:
    (task,) = site.add("a")
    with pytest.raises(Refused) as refused:
        site.tell(task, "sleeping")
    assert refused.value.field == "status"


def test_tasks_go_before_and_after_each_other(site: Site) -> None:
    a, b, c = site.add("a", "b", "c")
    actions.move_task(c, by=site.actor("Tom"), before=a.pk)
    assert names(site) == ["c", "a", "b"]
    actions.move_task(c, by=site.actor("Tom"), after=b.pk)
    assert names(site) == ["a", "b", "c"]
    actions.move_task(a, by=site.actor("Tom"), after=b.pk, status="doing")
    assert names(site) == ["b", "a", "c"]


def test_there_is_room_between_two_however_often_something_goes_there(site: Site) -> None:
    tasks = site.add(*"abcd")
    for number in range(40):
        moved = tasks[number % 2 + 1]
        actions.move_task(moved, by=site.actor("Tom"), after=tasks[0].pk)
        assert names(site)[:2] == ["a", moved.name]
    assert names(site)[-1] == "d"


def test_a_neighbour_of_another_project_is_none(site: Site) -> None:
    (a,) = site.add("a")
    other = site.quarter.goal("Move in", by="Tom", kind="project")
    (b,) = actions.add_tasks(other, [actions.NewTask("b")], by=site.actor("Tom"))
    with pytest.raises(Refused, match="no such neighbour"):
        actions.move_task(a, by=site.actor("Tom"), before=b.pk)


def test_one_check_in_a_day_says_what_was_done_added_and_removed(site: Site) -> None:
    a, b, c = site.add("Dig", "Pour", "Paint")
    site.tell(a, "done")
    actions.remove_task(c, by=site.actor("Tom"))
    row = CheckIn.objects.get(goal=site.goal)
    assert row.note == "Done: Dig\n\nAdded: Dig; Pour\n\nRemoved: Paint"
    assert (row.source, row.value, row.progress) == ("parts", 50, 50)
    site.tell(b, "done")
    assert CheckIn.objects.get(goal=site.goal).value == 100


def test_the_entry_of_the_day_stays_true_when_nothing_is_left_to_list(site: Site) -> None:
    """okrs §7: what was done is open again, or cancelled: the number moved, and the entry says where to."""
    with clock.at(NOON - timedelta(days=1)):
        a, b, _c = site.add("Dig", "Pour", "Paint")
        site.tell(a, "done")
    site.tell(b, "done")
    assert CheckIn.objects.latest("at").note == "Done: Pour"
    site.tell(b, "todo")
    row = CheckIn.objects.latest("at")
    assert (row.note, row.value) == ("1 of 3 done now.", site.fresh.current_value)
    site.tell(b, "cancelled")
    row = CheckIn.objects.latest("at")
    assert (row.note, row.value) == ("1 of 2 done now.", 50)
    assert CheckIn.objects.filter(goal=site.goal).count() == 2


def test_stream_and_quick_view_list_what_was_done_added_and_removed(site: Site) -> None:
    """okrs §7: automated check-ins of projects are marked with their source and list their tasks."""
    a, _b, c = site.add("Dig", "Pour", "Paint")
    site.tell(a, "done")
    actions.remove_task(c, by=site.actor("Tom"))
    client, here = site.world.client("Tom"), f"/o/acme/goals/{site.goal.pk}"
    for address in (f"{here}/stream", f"{here}/quick", f"{here}/quick?tab=stream"):
        text = client.get(address, headers={"HX-Request": "true"}).content.decode()
        assert "Done: Dig" in text, address
        assert "Added: Dig; Pour" in text, address
        assert "Removed: Paint" in text, address


def test_nothing_of_an_ended_project_moves(site: Site) -> None:
    (task,) = site.add("a")
    goal_actions.close(site.goal, by=site.actor("Tom"))
    with pytest.raises(Refused, match="Reopen it first"):
        site.tell(task, "done")
    goal_actions.reopen(site.fresh, by=site.actor("Tom"))
    site.tell(task, "done")
    assert site.fresh.progress == 100
