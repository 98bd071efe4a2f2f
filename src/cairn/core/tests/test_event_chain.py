"""The hash chain over an organisation's events notices every change and every removal but that of its end."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from cairn.core import events, tenancy
from cairn.core.models import Event, EventSeal
from cairn.core.tests.conftest import Somebody

SEALED = events.Kind("thing.sealed", "Something was sealed")
LENGTH = 12

CHANGES: dict[str, Any] = {
    "kind": "thing.forged",
    "at": None,
    "actor_id": uuid4(),
    "real_actor_id": uuid4(),
    "via": "forged",
    "subject_type": "forged",
    "subject_id": uuid4(),
    "data": {"number": -1},
}


@pytest.fixture
def chain(acme: Any) -> Iterator[list[Event]]:
    with tenancy.enter(acme.pk):
        events.record_many([events.build(SEALED, None, by=Somebody(), number=n, share=0.1) for n in range(LENGTH)])
        events.sweep()
        yield list(Event.objects.order_by("seal__position"))


def test_an_untouched_chain_holds(chain: list[Event]) -> None:
    assert events.broken_links() == []


@pytest.mark.parametrize("field", CHANGES)
def test_changing_any_field_of_an_event_is_noticed(chain: list[Event], field: str) -> None:
    event = random.Random(field).choice(chain)
    value = event.at + timedelta(microseconds=1) if field == "at" else CHANGES[field]
    Event.objects.filter(pk=event.pk).update(**{field: value})
    assert [str(event.pk) in sentence for sentence in events.broken_links()] == [True]


@pytest.mark.parametrize("position", range(1, LENGTH + 1))
def test_removing_a_link_is_noticed(chain: list[Event], position: int) -> None:
    EventSeal.objects.filter(position=position).delete()
    assert events.broken_links()


@pytest.mark.parametrize("position", range(1, LENGTH))
def test_removing_an_event_with_its_link_is_noticed_before_the_end(chain: list[Event], position: int) -> None:
    EventSeal.objects.filter(position=position).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_event WHERE id = %s", [_stored(chain[position - 1].pk)])
    assert events.broken_links() == [f"Event chain: link {position} is missing."]


def test_swapping_two_events_is_noticed(chain: list[Event]) -> None:
    first, second = chain[3], chain[4]
    Event.objects.filter(pk=first.pk).update(data=second.data)
    Event.objects.filter(pk=second.pk).update(data=first.data)
    assert events.broken_links()


def test_each_organisation_has_a_chain_of_its_own(chain: list[Event], globex: Any) -> None:
    with tenancy.enter(globex.pk):
        events.record_many([events.build(SEALED, None, by=Somebody())])
        events.sweep()
        assert EventSeal.objects.get().position == 1
        Event.objects.update(via="forged")
        assert events.broken_links()
    assert events.broken_links() == []


def _stored(value: Any) -> Any:
    return value if connection.vendor == "postgresql" else value.hex
