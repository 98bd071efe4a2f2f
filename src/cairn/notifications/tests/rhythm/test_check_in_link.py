"""Checking in with the link of a letter: signed, for one thing, once (spec integrations §3)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client

from cairn.core import clock
from cairn.core.errors import Conflict
from cairn.core.models import Event
from cairn.goals import actions as goals
from cairn.goals.models import CheckIn
from cairn.goals.tests.quarter import Quarter
from cairn.notifications.actions import check_in_by_link
from cairn.notifications.models import UsedLink
from cairn.notifications.rhythm import links
from cairn.notifications.tests.rhythm.conftest import MONDAY_NINE
from cairn.organizations import actions


def link(quarter: Quarter, name: str = "Max") -> links.CheckInLink:
    return links.link_of(
        uuid4(), quarter.world.acme.pk, quarter.world.members[name].pk, quarter.shops.pk, MONDAY_NINE
    )


def path(found: links.CheckInLink) -> str:
    return urlsplit(links.address_of(found)).path


@pytest.fixture(autouse=True)
def at_ten(quarter: Quarter) -> object:
    with clock.at(MONDAY_NINE + timedelta(hours=1)):
        goals.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(4))
        yield
    return None


def test_looking_shows_where_it_stands_and_changes_nothing(quarter: Quarter) -> None:
    before = CheckIn.objects.count()
    stranger = Client()
    for method in (stranger.get, stranger.head, stranger.get):
        response = method(path(link(quarter)))
        assert response.status_code == 200
    html = stranger.get(path(link(quarter))).content.decode()
    assert "Open ten shops" in html
    assert 'name="value" value="4"' in html
    assert "You check in as Max in Acme." in html
    assert CheckIn.objects.count() == before
    assert not UsedLink.objects.exists()


def test_posting_checks_in_without_signing_in(quarter: Quarter) -> None:
    response = Client().post(path(link(quarter)), {"value": "6", "note": "Two more."})
    assert response.status_code == 200
    assert "Thank you" in response.content.decode()
    assert "6 of 0 → 10" in response.content.decode()
    latest = CheckIn.objects.latest_first().first()
    assert (latest.value, latest.note, latest.author) == (6, "Two more.", quarter.world.members["Max"])
    event = Event.objects.filter(kind="check_in.created").latest("at", "pk")
    assert (event.via, event.actor_id) == ("mail", quarter.world.members["Max"].pk)


def test_it_works_once(quarter: Quarter) -> None:
    found = link(quarter)
    Client().post(path(found), {"value": "6"})
    for again in (Client().post(path(found), {"value": "7"}), Client().get(path(found))):
        assert again.status_code == 410
        assert "already" in again.content.decode()
    assert CheckIn.objects.filter(goal=quarter.shops).count() == 2


def test_of_two_at_once_the_second_hears_that_it_was_used(quarter: Quarter) -> None:
    found = link(quarter)
    check_in_by_link(found, value=Decimal(6))
    with pytest.raises(Conflict, match="used already"):
        check_in_by_link(found, value=Decimal(7))


def test_it_ends_after_two_weeks_and_says_so(quarter: Quarter) -> None:
    with clock.at(MONDAY_NINE + links.VALID):
        response = Client().post(path(link(quarter)), {"value": "6"})
    assert response.status_code == 410
    assert "too old" in response.content.decode()


def test_it_says_that_the_goal_was_closed(quarter: Quarter) -> None:
    goals.close(quarter.shops, by=quarter.actor("Tom"))
    response = Client().get(path(link(quarter)))
    assert response.status_code == 410
    assert "closed meanwhile" in response.content.decode()


def test_it_says_that_the_goal_is_gone_and_does_not_name_it(quarter: Quarter) -> None:
    goals.delete(quarter.shops, by=quarter.actor("Tom"))
    response = Client().get(path(link(quarter)))
    assert response.status_code == 410
    assert "Open ten shops" not in response.content.decode()


def test_who_checks_in_no_more_is_told_so(quarter: Quarter) -> None:
    people = {"owners": [quarter.world.members["Tom"].pk], "check_in_owner": quarter.world.members["Tom"].pk}
    goals.edit(quarter.shops, people, by=quarter.actor("Tom"))
    response = Client().post(path(link(quarter, "Cy")), {"value": "6"})
    assert response.status_code == 410
    assert CheckIn.objects.filter(goal=quarter.shops).count() == 1


def test_who_left_finds_nothing(quarter: Quarter) -> None:
    actions.deactivate_member(quarter.world.members["Max"], by=quarter.actor("Ada"))
    assert Client().get(path(link(quarter))).status_code == 404


@pytest.mark.parametrize("typed", [{"value": "many"}, {"value": "1e400"}, {"value": "3", "note": "\x00"}])
def test_what_cannot_be_read_is_said_at_its_field_and_the_link_stays_good(
    quarter: Quarter, typed: dict[str, str]
) -> None:
    found = link(quarter)
    response = Client().post(path(found), typed)
    assert response.status_code == 422
    assert typed["value"] in response.content.decode()
    assert Client().post(path(found), {"value": "6"}).status_code == 200


@pytest.mark.parametrize("token", ["x", "a:b:c", "x" * 4000])
def test_what_is_not_signed_by_us_does_not_exist(quarter: Quarter, token: str) -> None:
    assert Client().get(f"/mail/check-in/{token}").status_code == 404


def test_a_token_made_for_something_else_does_not_check_in(quarter: Quarter) -> None:
    said = [uuid4().hex] * 4 + [2_000_000_000]
    other = signing.dumps(said, salt="cairn.notifications.unsubscribe")
    assert links.read(other) is None
    assert links.read(signing.dumps(["x", 3], salt="cairn.notifications.check-in")) is None


def test_the_page_asks_browsers_not_to_keep_it(quarter: Quarter) -> None:
    assert "no-store" in Client().get(path(link(quarter)))["Cache-Control"]
