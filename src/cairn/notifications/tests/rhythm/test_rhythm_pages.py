"""The pages of schedules and holidays (spec okrs §15.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.world import World

from cairn.core import clock
from cairn.core.models import Event
from cairn.notifications.actions import set_rhythm
from cairn.notifications.calendar_file import NotACalendar, holidays_in
from cairn.notifications.models import CheckInRhythm, Holiday
from cairn.notifications.rhythm.pattern import Pattern

PAGE, HOLIDAYS = "/o/acme/settings/check-ins", "/o/acme/settings/holidays"
TYPED = {"every": "month", "week": "5", "weekdays": ["4"], "at": "14:30", "skip_days": "5", "begins": ""}
ICS = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20261224
DTEND;VALUE=DATE:20261227
SUMMARY:Midwinter\\, with a comma
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART:20261201T100000Z
SUMMARY:A meeting
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART;VALUE=DATE:19991224
SUMMARY:Long ago
END:VEVENT
END:VCALENDAR
""".replace(b"\n", b"\r\n")


@pytest.fixture(autouse=True)
def in_november() -> Iterator[None]:
    with clock.at(datetime(2026, 11, 20, 12, tzinfo=UTC)):
        yield


def team_page(world: World, team: str = "Sales") -> str:
    return f"/o/acme/teams/{world.teams[team].pk}/check-ins"


def test_an_admin_sets_the_schedule_and_sees_the_next_days(world: World) -> None:
    client = world.client("Ada")
    assert "Monday, 23 Nov" in client.get(PAGE).content.decode()
    html = client.post(PAGE, {**TYPED, "teams_may_change": "on"}, follow=True).content.decode()
    assert "Friday, 27 Nov" in html
    assert "At 14:30" in html
    with world.enter():
        row = CheckInRhythm.objects.get(team=None)
    assert (row.every, row.week, row.weekdays, row.skip_days, row.teams_may_change) == ("month", 5, [4], 5, True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekdays": []},
        {"at": "25:00"},
        {"every": "daily"},
        {"skip_days": "-1"},
        {"begins": "0001-01-01"},
        {"week": "x"},
    ],
)
def test_what_cannot_be_is_said_at_its_field_with_the_rest_kept(world: World, wrong: dict[str, object]) -> None:
    response = world.client("Ada").post(PAGE, {**TYPED, **wrong})
    assert response.status_code == 422
    assert 'class="errorlist' in response.content.decode()
    with world.enter():
        assert not CheckInRhythm.objects.exists()


def test_a_team_sees_whose_schedule_it_follows_makes_its_own_and_gives_it_up(world: World) -> None:
    tom = world.client("Tom")
    assert "follows the schedule of the organisation" in tom.get(team_page(world)).content.decode()
    own = tom.post(team_page(world), {**TYPED, "teams_may_change": "on"}, follow=True).content.decode()
    assert "a schedule of its own" in own
    north = tom.get(team_page(world, "Sales North")).content.decode()
    assert 'name="every"' in north
    back = tom.post(team_page(world), {"_method": "delete"}, follow=True).content.decode()
    assert "follows the schedule of the organisation" in back


def test_a_team_that_follows_reads_why_it_cannot_change_anything(world: World) -> None:
    with world.enter():
        set_rhythm(None, by=world.actor("Ada"), pattern=Pattern(), teams_may_change=False, apply_to_teams=True)
    html = world.client("Tom").get(team_page(world)).content.decode()
    assert "Acme decides on the check-in schedule of its teams" in html
    assert 'name="every"' not in html
    refused = world.client("Tom").post(team_page(world), TYPED)
    assert refused.status_code == 422


def test_the_pages_of_a_team_lead_to_it_for_who_manages_the_team(world: World) -> None:
    members = f"/o/acme/teams/{world.teams['Sales'].pk}/members"
    assert team_page(world) in world.client("Tia").get(members).content.decode()
    assert team_page(world) not in world.client("Max").get(members).content.decode()


@pytest.mark.parametrize("name", ["Cy", "Olive", "Tom"])
def test_others_do_not_set_the_organisations(world: World, name: str) -> None:
    for path in (PAGE, HOLIDAYS):
        assert world.client(name).post(path, TYPED).status_code == 403


def test_holidays_are_added_one_by_one_and_taken_away(world: World) -> None:
    ada = world.client("Ada")
    html = ada.post(HOLIDAYS, {"day": "2026-12-24", "name": "Midwinter"}, follow=True).content.decode()
    assert "Thursday, 24 Dec 2026" in html
    with world.enter():
        holiday = Holiday.objects.get()
    for status in (200, 404):
        assert ada.post(f"{HOLIDAYS}/{holiday.pk}", follow=True).status_code == status
    with world.enter():
        assert Event.objects.filter(kind="holidays.changed").count() == 2


def test_a_calendar_file_brings_its_whole_days(world: World) -> None:
    ada = world.client("Ada")
    for said in ("3 days added", "0 days added"):
        upload = SimpleUploadedFile("holidays.ics", ICS, "text/calendar")
        html = ada.post(HOLIDAYS, {"calendar": upload}, follow=True).content.decode()
        assert said in html
        assert "Midwinter, with a comma" in unescape(html)
        assert "A meeting" not in html


@pytest.mark.parametrize("data", [b"", b"\x00\xff\xfe", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", b"x" * 1_000_001])
def test_what_is_no_calendar_is_refused_at_the_field(world: World, data: bytes) -> None:
    upload = SimpleUploadedFile("holidays.ics", data, "text/calendar")
    response = world.client("Ada").post(HOLIDAYS, {"calendar": upload})
    assert response.status_code == 422
    with world.enter():
        assert not Holiday.objects.exists()


def test_an_endless_entry_has_an_end() -> None:
    endless = ICS.replace(b"20261227", b"99991231")
    assert len(holidays_in(endless, date(2026, 1, 1), date(2028, 12, 31))) == 31
    with pytest.raises(NotACalendar):
        holidays_in(b"BEGIN:NOTHING", date(2026, 1, 1), date(2026, 12, 31))
