"""An event is recorded with its change, delivered after commit, once to each subscriber, and tried again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from cairn.core import clock, events, tenancy
from cairn.core.models import Event, EventReceipt, EventSeal, PendingEvent
from cairn.core.tests.conftest import Somebody

HAPPENED = events.Kind("thing.happened", "Something happened")


class Listener:
    """A subscriber that remembers what it got, and fails while told to."""

    def __init__(self) -> None:
        self.got: list[Any] = []
        self.fails = False

    def __call__(self, event: Event) -> None:
        if self.fails:
            raise RuntimeError("not now")
        self.got.append(event.data.get("number"))


@pytest.fixture
def inside(acme: Any) -> Iterator[None]:
    with tenancy.enter(acme.pk):
        yield


@pytest.fixture
def listeners(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Listener]:
    monkeypatch.setattr(events, "_subscribers", {})

    def listen(name: str, *prefixes: str) -> Listener:
        listener = Listener()
        events.subscribe(name, *(prefixes or ("thing.",)))(listener)
        return listener

    return listen


def happen(number: int = 0) -> Event:
    return events.record(HAPPENED, None, by=Somebody(), number=number)


def later(minutes: int) -> Any:
    return clock.at(clock.now() + timedelta(minutes=minutes))


def test_an_event_goes_with_the_transaction_that_was_rolled_back(inside: None) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        happen()
        raise ZeroDivisionError
    assert not Event.objects.exists()
    assert not PendingEvent.objects.exists()


def test_it_is_delivered_after_commit_and_not_before(
    inside: None, listeners: Callable[..., Listener], django_capture_on_commit_callbacks: Any
) -> None:
    listener = listeners("one")
    with django_capture_on_commit_callbacks(execute=True):
        happen(7)
        assert listener.got == []
    assert listener.got == [7]
    assert not PendingEvent.objects.exists()


def test_each_subscriber_gets_its_kinds_only(inside: None, listeners: Callable[..., Listener]) -> None:
    mine, all_of_them, other = listeners("mine"), listeners("all", ""), listeners("other", "other.")
    events.deliver.call_local(event_id=str(happen(1).pk))
    assert (mine.got, all_of_them.got, other.got) == ([1], [1], [])


def test_delivering_twice_serves_once(inside: None, listeners: Callable[..., Listener]) -> None:
    listener = listeners("one")
    event = happen(1)
    pending = PendingEvent.objects.get()
    events.deliver.call_local(event_id=str(event.pk))
    PendingEvent(event=event, retry_at=pending.retry_at).save()  # as if the worker had died before the last step
    events.deliver.call_local(event_id=str(event.pk))
    assert listener.got == [1]
    assert EventSeal.objects.count() == 1


def test_one_that_fails_does_not_keep_the_others_from_theirs(
    inside: None, listeners: Callable[..., Listener]
) -> None:
    failing, healthy = listeners("a-failing"), listeners("b-healthy")
    failing.fails = True
    events.deliver.call_local(event_id=str(happen(1).pk))
    assert (failing.got, healthy.got) == ([], [1])
    assert EventReceipt.objects.get().subscriber == "b-healthy"


def test_what_failed_is_swept_up_later_and_ever_more_rarely(inside: None, listeners: Callable[..., Listener]) -> None:
    listener = listeners("one")
    listener.fails = True
    events.deliver.call_local(event_id=str(happen(1).pk))
    waits = []
    for _ in range(12):
        now = PendingEvent.objects.get().retry_at
        with clock.at(now - timedelta(seconds=1)):
            assert events.sweep() == 0, "too early"
        with clock.at(now):
            assert events.sweep() == 1
        waits.append((PendingEvent.objects.get().retry_at - now) / timedelta(minutes=1))
    assert waits == [4, 8, 16, 32, 64, 128, 256, 360, 360, 360, 360, 360]

    listener.fails = False
    with clock.at(PendingEvent.objects.get().retry_at):
        events.sweep()
    assert listener.got == [1]
    assert not PendingEvent.objects.exists()


def test_a_failing_handler_leaves_no_half_of_its_work(inside: None, listeners: Callable[..., Listener]) -> None:
    def half(event: Event) -> None:
        EventReceipt(event=event, subscriber="half of the work").save()
        raise RuntimeError

    events.subscribe("half", "thing.")(half)
    events.deliver.call_local(event_id=str(happen().pk))
    assert not EventReceipt.objects.exists()


def test_a_crash_between_commit_and_delivery_loses_nothing(inside: None, listeners: Callable[..., Listener]) -> None:
    listener = listeners("one")
    happen(1), happen(2)  # the callbacks after commit never run in this test, as if the process had died
    with later(minutes=2):
        assert events.sweep() == 2
    assert listener.got == [1, 2]


def test_events_of_a_bulk_load_are_sealed_by_the_sweep(inside: None, listeners: Callable[..., Listener]) -> None:
    events.record_many([events.build(HAPPENED, None, by=Somebody(), number=n) for n in range(5)])
    assert events.sweep() == 5
    assert EventSeal.objects.count() == 5
    assert events.broken_links() == []


def test_a_kind_can_be_declared_once_only() -> None:
    with pytest.raises(AssertionError, match="declared twice"):
        events.Kind("thing.happened", "Something else")
