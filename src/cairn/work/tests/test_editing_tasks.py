"""Changing and removing tasks (spec okrs §11.4)."""

from __future__ import annotations

from datetime import date

import pytest

from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals import verify
from cairn.work import actions
from cairn.work.models import Task

from .conftest import Site

pytestmark = pytest.mark.django_db


def test_only_what_is_named_changes_and_is_recorded(site: Site) -> None:
    (task,) = site.add("Dig", owner=site.id_of("Tom"))
    actions.edit_task(task, {"name": "Dig  deeper", "due": date(2026, 9, 1)}, by=site.actor("Tom"))
    task = Task.objects.get(pk=task.pk)
    assert (task.name, task.due, task.owner_id) == ("Dig deeper", date(2026, 9, 1), site.id_of("Tom"))
    told = Event.objects.get(kind="task.edited").data["task"]
    assert told == {"name": ["Dig", "Dig deeper"], "due": [None, "2026-09-01"]}


def test_the_same_again_changes_nothing(site: Site) -> None:
    (task,) = site.add("Dig")
    actions.edit_task(task, {"name": "Dig", "status": "todo", "owner": None}, by=site.actor("Tom"))
    assert not Event.objects.filter(kind="task.edited").exists()


def test_handing_a_task_over_tells_the_new_owner(site: Site) -> None:
    (task,) = site.add("Dig", owner=site.id_of("Tom"))
    actions.edit_task(task, {"owner": site.id_of("Max")}, by=site.actor("Tom"))
    assert Event.objects.get(kind="task.assigned").data["assignee"] == str(site.id_of("Max"))


def test_a_status_that_is_edited_moves_the_number(site: Site) -> None:
    a, _b = site.add("a", "b")
    actions.edit_task(a, {"status": "done"}, by=site.actor("Tom"))
    assert site.fresh.progress == 50


def test_its_owner_may_tick_a_task_but_not_rewrite_it(site: Site) -> None:
    (task,) = site.add("Dig", owner=site.id_of("Cy"))
    with pytest.raises(Denied):
        actions.edit_task(task, {"name": "Rest"}, by=site.actor("Cy"))
    with pytest.raises(Denied):
        actions.remove_task(task, by=site.actor("Cy"))


def test_a_removed_task_does_not_count_and_comes_back(site: Site) -> None:
    a, b = site.add("a", "b")
    site.tell(a, "done")
    actions.remove_task(b, by=site.actor("Tom"))
    assert site.fresh.progress == 100
    assert actions.remove_task(b, by=site.actor("Tom")) == []
    with pytest.raises(Refused, match="removed meanwhile"):
        site.tell(b, "done")
    actions.restore_task(b, by=site.actor("Tom"))
    assert site.fresh.progress == 50
    assert list(verify.differences()) == []
