"""The inbox (spec okrs §15.1)."""

from __future__ import annotations

from collections.abc import Callable

from tests.world import World

from cairn.api.tests.conftest import Program
from cairn.notifications import actions
from cairn.notifications.models import Notification

Call = Callable[..., Program]


def tell(world: World, name: str, kind: str) -> None:
    with world.enter():
        actions.notify(kind, [world.members[name].pk], key=kind, facts={"name": "Nora", "period": "Q4"})


def test_each_program_reads_the_inbox_of_its_person(program: Call, world: World) -> None:
    tell(world, "Ada", "join_request.made")
    (row,) = program("Ada").get("/notifications")["items"]
    assert (row["kind"], row["sentence"], row["owed"]) == ("join_request.made", "Nora asks to join", True)
    assert program("Cy").get("/notifications")["items"] == []


def test_unread_owed_and_done_are_told_apart(program: Call, world: World) -> None:
    tell(world, "Ada", "join_request.made")
    tell(world, "Ada", "period.started")
    ada = program("Ada")
    assert [row["kind"] for row in ada.get("/notifications?owed=true")["items"]] == ["join_request.made"]
    with world.enter():
        ids = Notification.objects.filter(kind="period.started").values_list("pk", flat=True)
        actions.mark_done(ids, by=world.actor("Ada"))
    assert [row["kind"] for row in ada.get("/notifications?unread=true")["items"]] == ["join_request.made"]
    assert [row["sentence"] for row in ada.get("/notifications?done=true")["items"]] == ["Q4 has begun"]
