"""Summary updates to followers, and summaries sent by hand (spec okrs §15.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client

from cairn.core import clock
from cairn.core.models import Event
from cairn.goals import actions as goal_actions
from cairn.goals.models import Entity
from cairn.goals.queries.tree import Place
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.notifications import actions
from cairn.notifications.delivery.hand_over import hand_over
from cairn.notifications.following import Cadence, Rhythm
from cairn.notifications.models import Notification, SharedSummary
from cairn.notifications.queries.summaries import summary_of
from cairn.notifications.summarizing import plan_summaries
from cairn.organizations.models import Member

FRIDAY = NOON + timedelta(days=6, hours=3)  # 21 August 2026, 15:00 UTC, the zone of Acme


@pytest.fixture
def week(quarter: Quarter) -> Iterator[Quarter]:
    """A week later: Max has checked in, the crew is at risk, everybody has been in Acme for long."""
    Member.objects.update(joined_at=NOON - timedelta(days=30))
    with clock.at(NOON + timedelta(days=3)):
        goal_actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(6), status="on_track")
        goal_actions.check_in(quarter.crew, by=quarter.actor("Tom"), value=Decimal(5), status="at_risk")
    with clock.at(FRIDAY):
        yield quarter


def letters() -> dict[str, str]:
    """Sends what is due; the text of each letter by name."""
    mail.outbox.clear()
    hand_over.call_local()
    return {message.to[0].split("@")[0].title(): str(message.body) for message in mail.outbox}


def test_followers_get_one_letter_about_everything_they_follow(week: Quarter) -> None:
    plan_summaries()
    found = letters()
    assert "Sales" in found["Max"]
    assert "Acme" in found["Max"]
    assert "Open ten shops" in found["Max"]
    assert "Open ten shops" not in found["Cy"]


def test_the_same_hour_is_told_once(week: Quarter) -> None:
    assert plan_summaries() > 0
    assert plan_summaries() == 0
    with clock.at(FRIDAY + timedelta(minutes=15)):
        assert plan_summaries() == 0
    letters()
    assert letters() == {}


def test_what_was_missed_for_hours_is_made_up_and_after_half_a_day_it_is_not(week: Quarter) -> None:
    with clock.at(FRIDAY + timedelta(hours=13)):
        assert plan_summaries() == 0
    with clock.at(FRIDAY + timedelta(hours=11)):
        assert plan_summaries() > 0


def test_each_zone_has_its_own_hour(week: Quarter) -> None:
    Member.objects.filter(name="Cy").update(time_zone="America/New_York")
    plan_summaries()
    assert not Notification.objects.filter(recipient__name="Cy", kind="summary").exists()
    with clock.at(FRIDAY + timedelta(hours=4)):
        plan_summaries()
    assert Notification.objects.filter(recipient__name="Cy", kind="summary").count() == 1


def test_who_left_everything_gets_no_letter(week: Quarter) -> None:
    cy = week.world.member("Cy")
    actions.follow(cy, "organization", None, by=week.actor("Cy"), is_on=False)
    plan_summaries()
    assert "Cy" not in letters()


def test_a_rhythm_of_ones_own_is_kept(week: Quarter) -> None:
    cy = week.world.member("Cy")
    with clock.at(NOON):
        actions.follow(cy, "organization", None, by=week.actor("Cy"), rhythm=Rhythm(Cadence.DAILY))
    with clock.at(FRIDAY - timedelta(days=1)):
        plan_summaries()
        assert "Acme" in letters()["Cy"]


def test_a_silent_week_sends_nothing(quarter: Quarter) -> None:
    Member.objects.update(joined_at=NOON - timedelta(days=30))
    with clock.at(FRIDAY + timedelta(days=7)):
        goal_actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(9), status="on_track")
        goal_actions.check_in(quarter.crew, by=quarter.actor("Tom"), value=Decimal(90), status="on_track")
    with clock.at(FRIDAY + timedelta(days=14)):
        plan_summaries()
        assert letters() == {}


def test_a_summary_stands_in_the_inbox_as_read(week: Quarter) -> None:
    plan_summaries()
    assert not Notification.objects.of(week.actor("Max")).unread().filter(kind="summary").exists()


def test_it_says_what_goes_well_and_what_does_not(week: Quarter) -> None:
    found = summary_of(Place(Entity.TEAM, week.world.teams["Sales"].pk), NOON, FRIDAY)
    assert found is not None
    assert [row.title for row in found.well] == ["Open ten shops"]
    assert (found.check_ins, found.total, found.well[0].moved) == (1, 1, Decimal(60))
    tom = summary_of(Place(Entity.INDIVIDUAL, week.world.members["Tom"].pk), NOON, FRIDAY)
    assert tom is not None
    assert [row.title for row in tom.not_well] == ["Hire a crew"]


def test_private_goals_are_in_none_of_its_numbers(week: Quarter) -> None:
    goal_actions.edit(week.shops, {"privacy": "listed", "viewers": []}, by=week.actor("Ada"))
    assert summary_of(Place(Entity.TEAM, week.world.teams["Sales"].pk), NOON, FRIDAY) is None
    plan_summaries()
    assert "Open ten shops" not in "".join(letters().values())


PATH = "/o/acme/summaries/company"


@pytest.fixture
def ada(week: Quarter) -> Client:
    return week.world.client("Ada")


def test_a_summary_is_sent_by_hand_with_a_note(week: Quarter, ada: Client) -> None:
    sent = {"people": "Max, cy@acme.example", "note": "Have a look before Monday.", "days": "7", "send": "yes"}
    assert ada.post(PATH, sent).status_code == 303
    found = letters()
    assert set(found) == {"Max", "Cy"}
    assert "Have a look before Monday." in found["Max"]
    assert "Win the north" in found["Max"]
    assert "note" not in Event.objects.get(kind="summary.shared").data


def test_a_preview_goes_to_oneself_alone(week: Quarter, ada: Client) -> None:
    assert ada.post(PATH, {"people": "Max", "days": "7", "preview": "yes"}).status_code == 303
    assert set(letters()) == {"Ada"}
    assert not Event.objects.filter(kind="summary.shared").exists()


def test_followers_are_included_when_asked(week: Quarter) -> None:
    path = f"/o/acme/summaries/teams/{week.world.teams['Sales'].pk}"
    week.world.client("Ada").post(path, {"with_followers": "on", "days": "7", "send": "yes"})
    assert set(letters()) == {"Tom", "Tia", "Max"}


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ({"people": ""}, "Name at least one person"),
        ({"people": "Nobody Known"}, "Nobody here is called"),
        ({"people": "Max", "days": "0"}, "greater than or equal to 1"),
        ({"people": "Max", "days": "9" * 30}, "less than or equal to"),
        ({"people": "Max", "note": "a\x00b"}, "Null characters"),
        ({"people": "Max", "note": "x" * 5000}, "at most 4000"),
    ],
)
def test_what_cannot_be_sent_is_said_and_nothing_typed_is_lost(
    week: Quarter, ada: Client, odd: dict[str, str], said: str
) -> None:
    response = ada.post(PATH, {"note": "Kept.", "days": "7", "send": "yes", **odd})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not SharedSummary.objects.exists()


def test_the_page_shows_what_will_go_out(week: Quarter, ada: Client) -> None:
    body = ada.get(f"{PATH}?days=14").content.decode()
    assert "How Acme is doing" in body
    assert "Win the north" in body
    assert ada.get(f"{PATH}?days=x").status_code == 200


def test_an_observer_may_read_it(week: Quarter) -> None:
    assert week.world.client("Olive").get(PATH).status_code == 200
