"""One person asks another to check in, once a day (spec okrs §7)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from cairn.core import clock
from cairn.core.errors import Refused
from cairn.core.models import Event
from cairn.goals import actions
from cairn.goals.models import Nudge
from cairn.goals.tests.quarter import NOON, Quarter


def test_the_check_in_owner_is_asked_and_the_note_stays_between_the_two(quarter: Quarter) -> None:
    row = actions.nudge(quarter.shops, by=quarter.actor("Olive"), note="The board asks.")
    assert (row.to.name, row.sender.name) == ("Max", "Olive")
    event = Event.objects.get(kind="nudge.sent")
    assert event.data["to"] == str(row.to_id)
    assert "board" not in str(event.data)


def test_once_a_day_for_each_who_asks(quarter: Quarter) -> None:
    actions.nudge(quarter.shops, by=quarter.actor("Ada"))
    with pytest.raises(Refused, match="today already"):
        actions.nudge(quarter.shops, by=quarter.actor("Ada"))
    actions.nudge(quarter.shops, by=quarter.actor("Tom"))
    with clock.at(NOON + timedelta(days=1)):
        actions.nudge(quarter.shops, by=quarter.actor("Ada"))
    assert Nudge.objects.count() == 3


@pytest.mark.parametrize(
    ("who", "what", "sentence"), [("Max", "shops", "You are the one"), ("Tom", "win", "by itself")]
)
def test_there_is_nobody_to_ask(quarter: Quarter, who: str, what: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.nudge(getattr(quarter, what), by=quarter.actor(who))


def test_a_closed_goal_and_one_without_check_in_owner_refuse(quarter: Quarter) -> None:
    actions.edit(quarter.crew, {"owners": [], "check_in_owner": None}, by=quarter.actor("Tom"))
    with pytest.raises(Refused, match="Nobody checks in"):
        actions.nudge(quarter.crew, by=quarter.actor("Ada"))
    actions.close(quarter.shops, by=quarter.actor("Tom"), score=Decimal("0.5"))
    with pytest.raises(Refused, match="has ended"):
        actions.nudge(quarter.shops, by=quarter.actor("Ada"))


def test_the_explanation_offers_it_to_everybody_but_who_checks_in(quarter: Quarter) -> None:
    address = f"/o/acme/goals/{quarter.shops.pk}"
    assert "Ask Max for a check-in" in quarter.world.client("Cy").get(f"{address}/explanation").content.decode()
    assert "Ask Max" not in quarter.world.client("Max").get(f"{address}/explanation").content.decode()


def test_the_panel_asks_and_says_why_it_does_not(quarter: Quarter) -> None:
    browser, address = quarter.world.client("Cy"), f"/o/acme/goals/{quarter.shops.pk}/nudges"
    assert "Max checks in on this" in browser.get(address).content.decode()
    assert browser.post(address, {"note": "Any news?"}).status_code == 303
    again = browser.post(address, {"note": "Any news at all?"})
    assert again.status_code == 422
    assert "today already" in again.content.decode()
    assert "Any news at all?" in again.content.decode()


def test_the_stream_tells_that_somebody_asked(quarter: Quarter) -> None:
    actions.nudge(quarter.shops, by=quarter.actor("Ada"), note="The board asks.")
    stream = quarter.world.client("Cy").get(f"/o/acme/goals/{quarter.shops.pk}/stream").content.decode()
    assert "asked for a check-in" in stream
    assert "board" not in stream
