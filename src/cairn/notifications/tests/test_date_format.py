"""A person's date format: chosen on the account page, followed by pages, letters and the API (spec okrs §2.3)."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.world import World

from cairn.core import clock
from cairn.core.errors import Refused
from cairn.goals import actions
from cairn.goals.tests.quarter import NOON, third_quarter
from cairn.notifications.delivery.composing import Reader, speaking_to
from cairn.organizations.actions import update_member
from cairn.ui import dates

pytestmark = pytest.mark.django_db

PERIOD = {"": "1 Jul – 30 Sep 2026", "dots": "01.07 – 30.09.2026", "iso": "2026-07-01 – 2026-09-30"}


def choose(world: World, name: str, style: str) -> None:
    with world.enter():
        update_member(world.members[name], by=world.actor(name), date_format=style)


@pytest.mark.parametrize("style", PERIOD)
def test_pages_follow_the_reader(world: World, style: str) -> None:
    with world.enter(), clock.at(NOON):
        period = third_quarter(world).period
    choose(world, "Max", style)
    with clock.at(NOON):
        page = f"/o/acme/company?period={period.pk}"
        assert PERIOD[style] in world.client("Max").get(page).content.decode()
        assert PERIOD[""] in world.client("Tom").get(page).content.decode()


def test_the_chart_is_told_how_the_reader_writes_days(world: World) -> None:
    with world.enter(), clock.at(NOON):
        goal = third_quarter(world).crew
        actions.check_in(goal, by=world.actor("Tom"), value=Decimal(40))
    choose(world, "Max", "dots")
    with clock.at(NOON):
        page = world.client("Max").get(f"/o/acme/goals/{goal.pk}").content.decode()
    assert '"day": "d.m"' in page


def test_letters_follow_the_reader(world: World) -> None:
    choose(world, "Max", "words")
    with world.enter():
        reader = Reader(type(world.members["Max"]).objects.get(pk=world.members["Max"].pk), world.acme, None)
        with speaking_to(reader):
            assert dates.full_day(datetime(2026, 8, 15, 12, tzinfo=UTC)) == "Aug 15, 2026"


def test_it_is_chosen_on_ones_account_page(world: World) -> None:
    client = world.client("Max")
    form = client.get("/o/acme/account").content.decode()
    assert "31.12.2026" in form
    given = {"name": "Max", "title": "", "time_zone": "", "locale": "", "date_format": "slashes"}
    assert client.post("/o/acme/account", given).status_code == 303
    with world.enter():
        assert type(world.members["Max"]).objects.get(pk=world.members["Max"].pk).date_format == "slashes"
    assert client.post("/o/acme/account", given | {"date_format": "stars"}).status_code == 422


def test_a_style_there_is_not_is_refused_at_its_field(world: World) -> None:
    with world.enter(), pytest.raises(Refused) as refused:
        update_member(world.members["Max"], by=world.actor("Max"), date_format="stars")
    assert refused.value.field == "date_format"
