"""People are told once, at nine by their own clock, also when the planner dies in between (spec okrs §15.2)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from tests.world import World

from cairn.core import clock
from cairn.goals import actions as goals
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.notifications.models import CheckInRhythm, Holiday, Notification, Turn, Watch
from cairn.notifications.rhythm import planner
from cairn.organizations import actions

MONDAY = date(2026, 8, 17)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def look(moment: datetime) -> None:
    """One turn of the planner."""
    with clock.at(moment):
        planner.look_at_the_clock()
        planner.work_off.call_local()


def told(kind: str = "check_in.due") -> list[str]:
    rows = Notification.objects.filter(kind=kind).select_related("recipient")
    return sorted(row.recipient.name for row in rows)


def test_the_check_in_owner_is_told_at_nine_and_not_before(quarter: Quarter) -> None:
    look(at(MONDAY, 8, 59))
    assert told() == []
    look(at(MONDAY, 9))
    assert told() == ["Max", "Tom"]


def test_looking_again_tells_nobody_twice(quarter: Quarter) -> None:
    for minute in (0, 1, 2, 59):
        look(at(MONDAY, 9, minute))
    Turn.objects.update(done_at=None, cursor=None)
    look(at(MONDAY, 11))
    assert told() == ["Max", "Tom"]


def test_everybody_is_told_by_their_own_clock(quarter: Quarter) -> None:
    actions.update_member(quarter.world.member("Max"), by=quarter.actor("Max"), time_zone="America/New_York")
    look(at(MONDAY, 9))
    assert told() == ["Tom"]
    look(at(MONDAY, 13))
    assert told() == ["Max", "Tom"]


def test_one_message_names_all_that_is_due(quarter: Quarter) -> None:
    more = quarter.goal("Find a warehouse", by="Max")
    look(at(MONDAY, 9))
    row = Notification.objects.get(recipient=quarter.world.members["Max"])
    assert set(row.facts["check_in"]) == {str(more.pk), str(quarter.shops.pk)}
    assert row.facts["count"] == 2


def test_who_is_out_of_office_hears_of_it_when_back(quarter: Quarter) -> None:
    days = {"first_day": MONDAY, "last_day": MONDAY + timedelta(days=2)}
    actions.add_absence(quarter.world.member("Max"), by=quarter.actor("Max"), **days)
    look(at(MONDAY, 9))
    assert told() == ["Tom"]
    for later in range(1, 5):
        look(at(MONDAY + timedelta(days=later), 9))
    assert told() == ["Max", "Tom"]
    assert Notification.objects.get(recipient=quarter.world.members["Max"]).facts["day"] == "2026-08-20"


def test_a_holiday_moves_the_day_for_everybody(quarter: Quarter) -> None:
    Holiday(day=MONDAY, name="Founders' day").save()
    look(at(MONDAY, 9))
    assert told() == []
    look(at(MONDAY + timedelta(days=1), 9))
    assert told() == ["Max", "Tom"]


def test_a_team_may_have_a_rhythm_of_its_own(quarter: Quarter) -> None:
    CheckInRhythm(
        team=quarter.world.teams["Sales"], every="week", weekdays=[3], at=time(14), begins=MONDAY
    ).save()  # “Open ten shops” is of Sales
    look(at(MONDAY, 9))
    assert told() == ["Tom"]
    look(at(MONDAY + timedelta(days=3), 9))
    look(at(MONDAY + timedelta(days=3), 14))
    assert told() == ["Max", "Tom"]


def test_a_new_message_takes_the_place_of_the_old(quarter: Quarter) -> None:
    look(at(MONDAY, 9))
    look(at(MONDAY + timedelta(days=7), 9))
    rows = Notification.objects.filter(recipient=quarter.world.members["Max"], kind="check_in.due").order_by("at")
    assert [row.done_at is None for row in rows] == [False, True]


def test_what_was_closed_or_is_automatic_is_not_asked_for(quarter: Quarter) -> None:
    with clock.at(NOON):
        goals.close(quarter.crew, by=quarter.actor("Tom"))
    look(at(MONDAY, 9))
    assert told() == ["Max"]  # nor Ada, whose “Win the north” rolls up


def test_deactivated_and_imported_people_hear_nothing(quarter: Quarter) -> None:
    actions.deactivate_member(quarter.world.members["Max"], by=quarter.actor("Ada"))
    look(at(MONDAY, 9))
    assert told() == ["Tom"]


@contextmanager
def dying(monkeypatch: pytest.MonkeyPatch, where: str) -> Iterator[None]:
    """The process ends when it comes to this function."""
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(planner, where, _die)
        yield


def _die(*_args: Any, **_more: Any) -> None:
    raise KeyboardInterrupt


def test_a_planner_that_dies_goes_on_behind_what_it_has_done(
    quarter: Quarter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planner, "PART", 1)  # every person a part of their own
    with clock.at(at(MONDAY, 9)):
        planner.find_turns()
        turn = Turn.objects.get()
        for _part in range(4):  # Ada, Ben, Tom, Tia
            planner.work_off_part(turn.pk)
        assert told() == ["Tom"]
        with dying(monkeypatch, "tell"):
            planner.work_off_part(turn.pk)
    look(at(MONDAY, 9, 1))
    assert told() == ["Max", "Tom"]


def test_what_a_dead_planner_had_not_written_down_it_finds_again(
    quarter: Quarter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.at(at(MONDAY, 9)), dying(monkeypatch, "_candidates"):
        planner.find_turns()
    look(at(MONDAY, 9, 30))
    assert told() == ["Max", "Tom"]


def test_after_a_long_night_the_day_before_is_made_up_for_and_older_days_are_not(quarter: Quarter) -> None:
    look(at(MONDAY + timedelta(days=1), 8))
    assert told() == ["Max", "Tom"]
    look(at(MONDAY + timedelta(days=9), 8))  # the Monday in between was missed
    assert Notification.objects.filter(kind="check_in.due").count() == 2


def test_a_new_organisation_starts_now_and_not_in_the_past(world: World) -> None:
    with world.enter(world.globex), clock.at(at(MONDAY, 15)):
        assert planner.find_turns() == 0
        assert Watch.objects.get().seen_until == at(MONDAY, 15)


def test_everyone_hears_that_a_period_has_begun_but_who_observes(quarter: Quarter) -> None:
    with clock.at(at(date(2026, 9, 30), 23)):
        Watch.objects.update(seen_until=clock.now())
    look(at(date(2026, 10, 1), 9))
    assert told("period.started") == ["Ada", "Ben", "Cy", "Max", "Tia", "Tom"]
    row = Notification.objects.filter(kind="period.started").first()
    assert row.facts["period"] == "Q4 2026"


def test_owners_of_open_goals_and_of_their_teams_hear_twice_that_a_period_ends(quarter: Quarter) -> None:
    for day in (date(2026, 9, 16), date(2026, 9, 28)):  # the 27th, three days before, is a Sunday
        Watch.objects.update(seen_until=at(day, 0))
        look(at(day, 9))
    assert told("period.ending") == ["Ada", "Ada", "Max", "Max", "Tom", "Tom"]
    days = Notification.objects.filter(kind="period.ending").values_list("facts__days", flat=True)
    assert set(days) == {14, 2}


def test_a_private_goal_gives_no_sign_to_the_owner_of_its_team(quarter: Quarter) -> None:
    goals.edit(quarter.shops, {"privacy": "listed"}, by=quarter.actor("Max"))
    with clock.at(NOON):
        goals.close(quarter.crew, by=quarter.actor("Tom"))
    Watch.objects.update(seen_until=at(date(2026, 9, 16), 0))
    look(at(date(2026, 9, 16), 9))
    assert told("period.ending") == ["Ada", "Max"]
    assert told("manager.digest") == []


def test_a_manager_hears_on_monday_who_has_not_checked_in(quarter: Quarter) -> None:
    look(at(MONDAY, 9))
    with clock.at(at(MONDAY, 10)):
        goals.check_in(quarter.crew, by=quarter.actor("Tom"), note="Two hired.")
    look(at(MONDAY + timedelta(days=7), 9))
    row = Notification.objects.filter(kind="manager.digest", key__endswith="2026-08-24").get()
    assert row.recipient == quarter.world.members["Tom"]  # Max reports to Tom
    assert row.facts["people"] == {str(quarter.world.members["Max"].pk): [str(quarter.shops.pk)]}


def test_a_letter_goes_out_for_it(quarter: Quarter, django_capture_on_commit_callbacks: Any) -> None:
    with clock.at(at(MONDAY, 9)), django_capture_on_commit_callbacks(execute=True):
        look(at(MONDAY, 9))
    asked = [message for message in mail.outbox if "due" in message.subject]
    assert sorted(message.to[0] for message in asked) == ["max@acme.example", "tom@acme.example"]
