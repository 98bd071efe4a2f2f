"""A file that was exported is read again: into another organisation it brings the same tree (okrs §17.2, §19.2)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.storage import default_storage
from tests.world import World

from cairn.core import clock
from cairn.core.access import Via
from cairn.core.models import Run
from cairn.goals import actions as goals
from cairn.goals.actions import Parent
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import NOON, Quarter, increase, third_quarter
from cairn.integrations.exports import actions
from cairn.integrations.exports.columns import COLUMNS
from cairn.integrations.exports.order import Order
from cairn.integrations.migration import policies
from cairn.integrations.migration.actions import import_now
from cairn.integrations.migration.viva_goals.choices import Choices
from cairn.integrations.migration.viva_goals.detect import SourceFile
from cairn.integrations.migration.viva_goals.examine import examine


@pytest.fixture
def quarter(world: World) -> Iterator[Quarter]:
    """Two trees that share a key result; one objective of the first is called like a list of titles."""
    with world.enter(), clock.at(NOON):
        made = third_quarter(world)
        second = made.goal("Be known; be liked", kind="objective")
        fair = made.goal("Talk at fairs", under=second, outcome=increase(2, 12, "talks"))
        goals.align(fair, [Parent(second.pk), Parent(made.win.pk)], by=made.actor("Ada"))
        made.goal("Print a map", kind="project", under=fair)
        goals.set_contributions(made.win, {fair.pk: Decimal(40)}, by=made.actor("Ada"))
        yield made


def exported(quarter: Quarter, form: str = "csv") -> bytes:
    wanted = Order("organization", "", (str(quarter.period.pk),), "", form, tuple(COLUMNS), below=True)
    run = actions.begin_export(wanted, by=quarter.actor("Ada"))
    actions.write_file.call_local(run_id=str(run.pk))
    path = Run.objects.get(pk=run.pk).report["path"]
    with default_storage.open(path) as file:
        content: bytes = file.read()
    default_storage.delete(path)
    return content


def tree() -> list[tuple[Any, ...]]:
    return [
        (
            goal.title, goal.kind, goal.entity, str(goal.start), str(goal.due), goal.unit, str(goal.target_value),
            sorted(goal.parent_links.values_list("parent__title", "contribution"), key=str),
            sorted(goal.ownerships.values_list("member__email", flat=True)),
        )
        for goal in Goal.objects.standing().order_by("title")
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_was_exported_comes_in_as_the_same_tree(quarter: Quarter, form: str) -> None:
    content, before = exported(quarter, form), tree()
    assert any(len(line[7]) == 2 for line in before), "something has two parents"
    world = quarter.world
    with world.enter(world.globex):
        by = world.actor("Mallory", Via.IMPORT)
        files = [SourceFile(f"okrs.{form}", content)]
        import_now([], examine(files, world.globex, Choices(), policies.reach_of(by)), by=by)
        assert tree() == before
