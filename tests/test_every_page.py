"""Everybody tries every address: a stranger, Mallory of another organisation, Cy without rights, Olive who observes.

The addresses come from the URL configuration, so a page that is added later is tried from its first day on.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client

from cairn.core import clock, tenancy
from cairn.core.tenancy import TenantModel
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import NOON, third_quarter
from tests.addresses import every_address
from tests.ids import real_ids
from tests.world import World

pytestmark = pytest.mark.django_db

ADDRESSES = every_address()
FOR_ALL = {"template_id"}  # what every organisation has: the library of templates
METHODS = ("get", "post", "put", "patch", "delete")
# What writes about the reader only, whatever the rights: counters and their own things.
OWN = {
    "core.idempotencykey",
    "core.ratewindow",
    "core.event",
    "core.pendingevent",
    "core.eventseal",
    "core.eventreceipt",
    "goals.nudge",  # anybody may ask for a check-in
    "notifications.follow",
}


@pytest.fixture
def ids(world: World) -> Iterator[dict[str, object]]:
    """A real id of Acme for each place that an address can have. Nothing of it is Cy's."""
    with clock.at(NOON):
        with world.enter():
            quarter = third_quarter(world)
        yield real_ids(world, quarter)


def everything(world: World) -> dict[str, list[Any]]:
    """Every row of Acme's tables but the reader's own traces."""
    with world.enter():
        return {
            model._meta.label_lower: list(model._default_manager.order_by("pk").values())
            for model in apps.get_models()
            if issubclass(model, TenantModel) and model._meta.label_lower not in OWN
        }


def test_every_place_of_an_address_can_be_filled(ids: dict[str, object]) -> None:
    missing = {place for address in ADDRESSES for place in address.places} - set(ids)
    assert not missing, f"say in tests/ids.py what stands for {missing}"


def test_a_stranger_is_sent_to_sign_in(world: World, ids: dict[str, object]) -> None:
    for address in ADDRESSES:
        response = Client().get(address.below("acme", ids))
        assert response.status_code == 302, address
        assert "/accounts/login/" in response["Location"]


def answers(client: Client, path: str) -> Iterator[tuple[str, int]]:
    """An empty request by every method, each in a savepoint so that a failure spoils only itself."""
    client.raise_request_exception = False
    for method in METHODS:
        with transaction.atomic():
            yield method, getattr(client, method)(path).status_code


def test_another_organisation_finds_nothing_and_changes_nothing(world: World, ids: dict[str, object]) -> None:
    """In Acme all is 404 to Mallory, and so are Acme's ids in her own organisation."""
    before, client = everything(world), world.client("Mallory")
    found = [
        f"{address} answered {method} with {status}"
        for address in ADDRESSES
        for slug in (["acme", "globex"] if set(address.places) - FOR_ALL else ["acme"])
        for method, status in answers(client, address.below(slug, ids))
        if status != 404 and not (slug == "globex" and status == 405)
    ]
    assert not found
    assert everything(world) == before


@pytest.mark.parametrize("name", ["Cy", "Olive"])
def test_without_a_right_nothing_of_others_changes(world: World, ids: dict[str, object], name: str) -> None:
    """Never a failure of the server, and nothing of anybody else is touched."""
    before, client = everything(world), world.client(name)
    failures = [
        f"{address} answered {method} with {status}"
        for address in ADDRESSES
        for method, status in answers(client, address.below("acme", ids))
        if status >= 500
    ]
    assert not failures
    after = everything(world)
    assert {table for table in after if after[table] != before[table]} == set()


def test_the_owner_never_meets_a_failure(world: World, ids: dict[str, object]) -> None:
    """Ada may do everything; odd and empty input still ends in an answer."""
    client = world.client("Ada")
    client.raise_request_exception = False
    query = {"period": "not-a-period", "page": "-1", "open": "x", "q": "\x00", "status": "splendid", "owner": "?"}
    odd = {"title": "\x00", "value": "1e400", "entry": "9" * 400, "period": "x", "q": "%", "version": "-1"}
    failures = []
    for address in ADDRESSES:
        path = address.below("acme", ids)
        for request in (
            lambda: client.get(path),  # noqa: B023
            lambda: client.get(path, query),  # noqa: B023
            lambda: client.post(path, odd),  # noqa: B023
            lambda: client.post(path, data="{", content_type="application/json"),  # noqa: B023
        ):
            with transaction.atomic():
                status = request().status_code
                transaction.set_rollback(True)
            if status >= 500:
                failures.append(f"{address}: {status}")
    assert not failures


TEXTS = ("title", "name", "description", "note", "body", "answer", "mission", "vision", "values_", "why", "lines",
         "message", "outcome", "comment", "reason", "wanted", "profit", "lessons", "learned")  # fmt: skip


@pytest.fixture
def unlogged() -> Iterator[None]:
    """Without notes of what was refused: pytest keeps them to the end of a test, each with its request."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.once
@pytest.mark.usefixtures("unlogged")
def test_ten_megabytes_of_markdown_with_script_in_it_are_kept_nowhere(world: World, ids: dict[str, object]) -> None:
    """Issue 3, bad input: refused or passed over by every form, and never a failure."""
    client = world.client("Ada")
    client.raise_request_exception = False
    size = 10 * 1024 * 1024 // len(TEXTS)
    huge = dict.fromkeys(TEXTS, ("[<script>alert(1)</script>](javascript:x) " * size)[:size])
    before, found = everything(world), []
    for address in ADDRESSES:
        with transaction.atomic():
            response = client.post(address.below("acme", ids), huge)
            is_kept = response.status_code < 400 and any(
                "<script>alert" in str(value)
                for table, rows in everything(world).items()
                for row in rows
                if row not in before[table]
                for value in row.values()
            )
            transaction.set_rollback(True)
        if response.status_code >= 500 or is_kept or b"<script>alert" in response.content:
            found.append(f"{address}: {response.status_code}")
    assert not found


def test_a_private_goal_is_404_by_every_address(world: World, ids: dict[str, object]) -> None:
    with world.enter():
        Goal.objects.filter(pk=ids["goal_id"]).update(privacy="listed")
    client = world.client("Cy")
    for address in ADDRESSES:
        if "goal_id" in address.places:
            for method in METHODS:
                status = getattr(client, method)(address.below("acme", ids)).status_code
                assert status in {404, 405}, f"{address} answered {method} with {status}"


def test_nothing_is_read_without_an_organisation(world: World) -> None:
    with pytest.raises(tenancy.NoOrganization):
        Goal.objects.count()
