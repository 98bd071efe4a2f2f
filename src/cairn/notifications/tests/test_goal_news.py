"""What happens to goals reaches whom it concerns (spec okrs §15.4, rows 5, 15, 17, 18, 20)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cairn.core import clock, events
from cairn.core.access import Via
from cairn.core.models import Event, EventReceipt, PendingEvent
from cairn.goals import actions
from cairn.goals.actions import Parent
from cairn.goals.tests.quarter import NOON, Quarter, increase
from cairn.notifications.models import Notification
from cairn.notifications.tests.news import forget, settle_news, told


def member(quarter: Quarter, name: str) -> object:
    return quarter.world.members[name].pk


@pytest.fixture
def calm(quarter: Quarter) -> Iterator[Quarter]:
    """The quarter an hour later, with every inbox empty."""
    forget()
    with clock.at(NOON + timedelta(hours=1)):
        yield quarter


def test_who_is_made_owner_by_somebody_else_is_told_and_the_maker_is_not(quarter: Quarter) -> None:
    """okrs §4.4: who is added hears of it."""
    news = told()
    assert ("Max", "Tom made you an owner of “Open ten shops”") in news
    assert not [what for who, what in news if who == "Tom" and "Hire a crew" in what]


def test_owners_hear_what_is_aligned_to_theirs_once(quarter: Quarter) -> None:
    assert ("Ada", "Tom aligned “Open ten shops” to “Win the north”") in told()
    forget()
    actions.align(quarter.shops, [], by=quarter.actor("Tom"))
    actions.align(quarter.shops, [Parent(quarter.win.pk)], by=quarter.actor("Tom"))
    settle_news()
    assert Notification.objects.filter(kind="goal.aligned").count() <= 1


def test_an_alignment_from_a_hidden_goal_gives_no_sign(calm: Quarter) -> None:
    calm.goal("Buy the rival", by="Tom", under=calm.win, privacy="listed", viewers=[])
    assert not [what for who, what in told() if who == "Ada"]


def test_a_new_owner_hears_of_it_and_the_old_one_does_not_hear_of_an_edit(calm: Quarter) -> None:
    people = [member(calm, "Max"), member(calm, "Cy")]
    actions.edit(calm.shops, {"owners": people}, by=calm.actor("Tom"))
    assert told() == {("Cy", "Tom made you an owner of “Open ten shops”")}


def test_check_in_owner_and_delegate_are_told(calm: Quarter) -> None:
    fields = {"check_in_owner": member(calm, "Cy"), "delegate": member(calm, "Tia")}
    actions.edit(calm.shops, fields, by=calm.actor("Max"))  # type: ignore[arg-type]
    assert told() == {
        ("Cy", "Max asks you to check in on “Open ten shops” from now on"),
        ("Tia", "Max delegated “Open ten shops” to you"),
    }


def test_while_it_is_delegated_the_owner_still_hears_of_it(calm: Quarter) -> None:
    """okrs §13.2: the original owner still gets notifications."""
    actions.edit(calm.shops, {"delegate": member(calm, "Tia")}, by=calm.actor("Max"))  # type: ignore[dict-item]
    forget()
    actions.edit(calm.shops, {"description": "Why"}, by=calm.actor("Tia"))
    assert ("Max", "Tia changed “Open ten shops”") in told()


def test_an_edit_by_somebody_else_is_told_once_a_day(calm: Quarter) -> None:
    for text in ("Why", "Why it matters", "Why it matters now"):
        actions.edit(calm.shops, {"description": text}, by=calm.actor("Tom"))
    assert told() == {("Max", "Tom changed “Open ten shops”")}
    with clock.at(NOON + timedelta(days=1)):
        actions.edit(calm.shops, {"description": "Again"}, by=calm.actor("Tom"))
        settle_news()
    assert Notification.objects.count() == 2


def test_ones_own_edits_are_no_news(calm: Quarter) -> None:
    actions.edit(calm.shops, {"title": "Open a dozen shops"}, by=calm.actor("Max"))
    assert told() == set()


@pytest.mark.parametrize("change", [{"outcome": increase(0, 12)}, {"due": date(2026, 9, 15)}])
def test_a_new_target_or_date_is_called_by_its_name(calm: Quarter, change: dict[str, object]) -> None:
    actions.edit(calm.shops, change, by=calm.actor("Tom"))  # type: ignore[arg-type]
    assert told() == {("Max", "Tom changed what “Open ten shops” aims at")}


def test_a_close_is_told_to_the_owners_and_to_those_of_parents_that_closed_with_it(calm: Quarter) -> None:
    actions.close(calm.crew, by=calm.actor("Tom"), score=Decimal(1))
    assert told() == set()
    actions.close(calm.shops, by=calm.actor("Tom"), score=Decimal("0.7"))
    assert told() == {("Max", "Tom closed “Open ten shops”"), ("Ada", "Tom closed “Win the north”")}


def test_postponing_tells_each_owner_below_once(calm: Quarter) -> None:
    actions.postpone(calm.win, by=calm.actor("Ada"), reason="The north can wait")
    assert told() == {("Max", "Ada postponed “Open ten shops”"), ("Tom", "Ada postponed “Hire a crew”")}


def test_reopening_deleting_and_restoring_are_told(calm: Quarter) -> None:
    actions.close(calm.shops, by=calm.actor("Tom"), score=Decimal(1))
    actions.reopen(calm.shops, by=calm.actor("Tom"))
    actions.delete(calm.shops, by=calm.actor("Tom"))
    assert {what for who, what in told() if who == "Max"} == {
        "Tom closed “Open ten shops”",
        "Tom reopened “Open ten shops”",
        "Tom deleted “Open ten shops”",
    }
    actions.restore(calm.shops, by=calm.actor("Tom"))
    assert ("Max", "Tom restored “Open ten shops”") in told()


def test_what_an_import_or_the_demo_tells_is_no_news(calm: Quarter) -> None:
    ada = calm.world.actor("Ada", via=Via.IMPORT)
    actions.edit(calm.shops, {"title": "Open a dozen shops"}, by=ada)
    assert told() == set()


def test_what_is_delivered_days_late_is_no_news(calm: Quarter) -> None:
    actions.edit(calm.shops, {"title": "Open a dozen shops"}, by=calm.actor("Tom"))
    with clock.at(NOON + timedelta(days=4)):
        assert told() == set()


def test_the_same_event_delivered_twice_is_told_once(calm: Quarter) -> None:
    actions.close(calm.shops, by=calm.actor("Tom"), score=Decimal(1))
    settle_news()
    before = Notification.objects.count()
    EventReceipt.objects.all().delete()
    event = Event.objects.latest("at", "pk")
    PendingEvent(event=event).save()
    events.deliver.call_local(event_id=str(event.pk))
    assert Notification.objects.count() == before
