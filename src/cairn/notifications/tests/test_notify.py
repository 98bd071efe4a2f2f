"""Tell people (spec okrs §15.1, §15.4; integrations §2.5)."""

from __future__ import annotations

from uuid import UUID

from cairn.core import clock
from cairn.goals import actions as goal_actions
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.notifications import actions
from cairn.notifications.models import Delivery, Notification
from cairn.organizations.models import Member


def member_id(quarter: Quarter, name: str) -> UUID:
    return quarter.world.members[name].pk


def tell(quarter: Quarter, *names: str, kind: str = "comment", key: str = "one") -> int:
    return actions.notify(
        kind,
        [member_id(quarter, name) for name in names],
        key=key,
        about=quarter.shops,
        by=member_id(quarter, "Ada"),
    )


def told() -> dict[str, str]:
    return dict(Notification.objects.values_list("recipient__name", "kind"))


def test_everyone_named_finds_it_in_the_inbox(quarter: Quarter) -> None:
    assert tell(quarter, "Max", "Tom") == 2
    assert told() == {"Max": "comment", "Tom": "comment"}
    assert set(Notification.objects.values_list("at", flat=True)) == {NOON}


def test_telling_the_same_thing_again_tells_nobody(quarter: Quarter) -> None:
    tell(quarter, "Max")
    assert tell(quarter, "Max", "Tom") == 1
    assert Notification.objects.count() == Delivery.objects.count() == 2


def test_nobody_is_told_what_they_did_themselves(quarter: Quarter) -> None:
    assert tell(quarter, "Ada", "Max") == 1
    assert told() == {"Max": "comment"}


def test_who_cannot_sign_in_is_not_told(quarter: Quarter) -> None:
    Member.objects.filter(pk=member_id(quarter, "Max")).update(state="deactivated")
    Member.objects.filter(pk=member_id(quarter, "Tom")).update(state="provisioned")
    assert tell(quarter, "Max", "Tom") == 0


def test_a_private_goal_stays_unknown_to_who_is_not_listed(quarter: Quarter) -> None:
    goal_actions.edit(quarter.shops, {"privacy": "listed", "viewers": []}, by=quarter.actor("Ada"))
    assert tell(quarter, "Max", "Cy") == 1
    assert told() == {"Max": "comment"}


def test_the_inbox_forgets_a_goal_that_was_hidden_afterwards(quarter: Quarter) -> None:
    tell(quarter, "Max", "Cy")
    goal_actions.edit(quarter.shops, {"privacy": "listed", "viewers": []}, by=quarter.actor("Ada"))
    assert Notification.objects.of(quarter.actor("Max")).count() == 1
    assert Notification.objects.of(quarter.actor("Cy")).count() == 0


def test_a_kind_without_mail_stays_in_the_inbox(quarter: Quarter) -> None:
    tell(quarter, "Max", kind="made_owner")
    assert Notification.objects.exists()
    assert not Delivery.objects.exists()


def test_a_kind_for_the_digest_waits_for_the_next_morning(quarter: Quarter) -> None:
    tell(quarter, "Max", kind="status.worsened")
    delivery = Delivery.objects.get()
    assert delivery.due_at.isoformat() == "2026-08-16T08:00:00+00:00"
    assert delivery.bundle


def test_nothing_leaves_the_house_before_its_hour(quarter: Quarter) -> None:
    later = NOON.replace(hour=18)
    actions.notify("check_in.due", [member_id(quarter, "Max")], key="due", facts={"count": 2}, at=later)
    assert Delivery.objects.get().due_at == later


def test_many_are_told_with_few_queries(quarter: Quarter, django_assert_max_num_queries: object) -> None:
    for number in range(60):
        quarter.world.join(quarter.world.acme, f"Guest{number}")
    ids = list(Member.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        assert actions.notify("comment", ids, key="all", about=quarter.shops) == len(ids)


def test_the_clock_decides_when_it_happened(quarter: Quarter) -> None:
    with clock.at(NOON.replace(day=17)):
        tell(quarter, "Max")
    assert Notification.objects.get().at.day == 17
