"""Follow and unfollow (spec okrs §20), and when summaries are due (§15.3)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from cairn.core import clock
from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions as goal_actions
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.notifications import actions
from cairn.notifications.following import Cadence, Rhythm, Target, slots
from cairn.notifications.models import Follow, Notification
from cairn.notifications.queries.followers import followers_of
from cairn.notifications.queries.following import follows_of
from cairn.notifications.tests.news import forget, told

VIENNA = ZoneInfo("Europe/Vienna")


def followed(quarter: Quarter, name: str) -> set[str]:
    """The names of what somebody follows."""
    names = {team.pk: team.name for team in quarter.world.teams.values()}
    names |= {member.pk: member.name for member in quarter.world.members.values()}
    rows = follows_of([quarter.world.members[name].pk])[quarter.world.members[name].pk]
    return {names.get(row.id, row.target.value) if row.id else "Acme" for row in rows if row.is_on}


@pytest.mark.parametrize(
    ("name", "things"),
    [
        pytest.param("Max", {"Acme", "Sales", "Company"}, id="own team and the one above it"),
        pytest.param("Tom", {"Acme", "Sales", "Company", "Sales North"}, id="teams owned"),
        pytest.param("Cy", {"Acme"}, id="the organisation at least"),
        pytest.param("Ben", {"Acme", "Product", "Company"}, id="another branch"),
    ],
)
def test_people_follow_by_themselves_what_they_belong_to(quarter: Quarter, name: str, things: set[str]) -> None:
    assert followed(quarter, name) == things


def test_a_manager_follows_the_teams_that_the_reports_own(quarter: Quarter) -> None:
    from cairn.organizations import actions as people

    people.update_member(quarter.world.members["Tom"], by=quarter.actor("Ada"), manager=quarter.world.members["Cy"])
    assert followed(quarter, "Cy") == {"Acme", "Sales", "Sales North"}


def follow(quarter: Quarter, name: str, target: str, what: str = "", **more: object) -> None:
    world = quarter.world
    ids = {team: row.pk for team, row in world.teams.items()} | {who: row.pk for who, row in world.members.items()}
    subject = quarter.shops.pk if target == "goal" else ids.get(what)
    actions.follow(world.member(name), target, subject, by=quarter.actor(name), **more)  # type: ignore[arg-type]


def test_a_team_a_person_and_a_goal_can_be_followed_and_left(quarter: Quarter) -> None:
    for target, what in (("team", "Sales"), ("individual", "Ada"), ("goal", "")):
        follow(quarter, "Cy", target, what)
    assert followed(quarter, "Cy") == {"Acme", "Sales", "Ada", "goal"}
    follow(quarter, "Cy", "team", "Sales", is_on=False)
    follow(quarter, "Cy", "organization", is_on=False)
    assert followed(quarter, "Cy") == {"Ada", "goal"}


def test_following_twice_changes_nothing_and_records_once(quarter: Quarter) -> None:
    for _again in range(2):
        follow(quarter, "Cy", "team", "Sales")
    assert Follow.objects.count() == 1
    assert Event.objects.filter(kind="follow.begun").count() == 1


def test_nobody_follows_for_another_but_may_add_who_has_not_chosen(quarter: Quarter) -> None:
    cy, sales = quarter.world.member("Cy"), quarter.world.teams["Sales"].pk
    with pytest.raises(Denied):
        actions.follow(cy, "team", sales, by=quarter.actor("Ada"))
    assert actions.add_followers("team", sales, [cy], by=quarter.actor("Ada")) == 1
    follow(quarter, "Cy", "team", "Sales", is_on=False)
    assert actions.add_followers("team", sales, [cy], by=quarter.actor("Ada")) == 0
    assert "Sales" not in followed(quarter, "Cy")


def test_a_goal_one_may_not_know_cannot_be_followed(quarter: Quarter) -> None:
    goal_actions.edit(quarter.shops, {"privacy": "listed", "viewers": []}, by=quarter.actor("Ada"))
    with pytest.raises(Refused, match="no such thing"):
        follow(quarter, "Cy", "goal")
    assert quarter.world.client("Cy").get(f"/o/acme/follow/goal/{quarter.shops.pk}").status_code == 404


def test_followers_of_a_goal_hear_of_a_check_in(quarter: Quarter) -> None:
    follow(quarter, "Cy", "goal")
    forget()
    goal_actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(3))
    assert ("Cy", "Max checked in on “Open ten shops”") in told()


def test_followers_are_counted_by_what_they_follow_by_themselves_too(quarter: Quarter) -> None:
    names = {row.pk: name for name, row in quarter.world.members.items()}
    assert {names[pk] for pk in followers_of("team", quarter.world.teams["Sales"].pk)} == {"Tom", "Tia", "Max"}


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("rhythm", "after", "until", "expected"),
    [
        pytest.param(Rhythm(), "2026-08-10", "2026-08-17", ["2026-08-14T13:00"], id="on Friday"),
        pytest.param(Rhythm(), "2026-08-14T13:00", "2026-08-15", [], id="not twice"),
        pytest.param(
            Rhythm(Cadence.DAILY, at=time(9)), "2026-08-14", "2026-08-18", ["2026-08-14T07:00", "2026-08-17T07:00"],
            id="not at the weekend",
        ),
        pytest.param(
            Rhythm(Cadence.MONTHLY, weekday=0), "2026-08-01", "2026-09-30", ["2026-08-03T13:00", "2026-09-07T13:00"],
            id="the first Monday",
        ),
        pytest.param(Rhythm(Cadence.NEVER), "2026-08-01", "2026-09-30", [], id="never"),
        pytest.param(
            Rhythm(at=time(9)), "2026-10-22", "2026-10-31", ["2026-10-23T07:00", "2026-10-30T08:00"],
            id="after the clocks went back",
        ),
    ],
)  # fmt: skip
def test_summaries_fall_due(rhythm: Rhythm, after: str, until: str, expected: list[str]) -> None:
    assert list(slots(rhythm, VIENNA, utc(after), utc(until))) == [utc(text) for text in expected]


def test_the_page_lists_what_one_follows_and_saves_the_rhythm(quarter: Quarter) -> None:
    client = quarter.world.client("Max")
    body = client.get("/o/acme/account/following").content.decode()
    assert "Sales" in body
    path = f"/o/acme/follow/team/{quarter.world.teams['Sales'].pk}"
    sent = {"on": "yes", "back": "list", "cadence": "monthly", "weekday": "1", "at": "09:30"}
    assert client.post(path, sent)["Location"] == "/o/acme/account/following"
    row = Follow.objects.get()
    assert (row.cadence, row.weekday, row.at) == ("monthly", 1, time(9, 30))


@pytest.mark.parametrize("odd", [{"cadence": "hourly"}, {"weekday": "9"}, {"at": "25:99"}])
def test_an_odd_rhythm_is_refused_at_its_field(quarter: Quarter, odd: dict[str, str]) -> None:
    path = f"/o/acme/follow/team/{quarter.world.teams['Sales'].pk}"
    sent = {"on": "yes", "cadence": "weekly", "weekday": "4", "at": "15:00", **odd}
    response = quarter.world.client("Max").post(path, sent)
    assert response.status_code == 422
    assert not Follow.objects.exists()


@pytest.mark.parametrize("target", [Target.ORGANIZATION.value, "planet"])
def test_what_cannot_be_followed_is_not_there(quarter: Quarter, target: str) -> None:
    path = f"/o/acme/follow/{target}/{quarter.world.teams['Sales'].pk}"
    assert quarter.world.client("Max").get(path).status_code == 404


def test_a_follow_that_begins_after_the_hour_waits_for_the_next(quarter: Quarter) -> None:
    from cairn.notifications.summarizing import plan_summaries

    friday = NOON - timedelta(days=1)
    with clock.at(friday.replace(hour=16)):
        follow(quarter, "Cy", "team", "Sales", rhythm=Rhythm(Cadence.DAILY, at=time(14)))
        plan_summaries()
    assert not Notification.objects.filter(recipient__name="Cy", key__contains="14:00").exists()


def test_nobody_follows_an_archived_team_even_who_chose_to(quarter: Quarter) -> None:
    """okrs §2.2: the notifications of an archived team stop; brought back, they go on."""
    from cairn.organizations import actions as people

    follow(quarter, "Cy", "team", "Sales")
    assert "Sales" in followed(quarter, "Cy") & followed(quarter, "Max")
    people.archive_team(quarter.world.team("Sales"), by=quarter.actor("Ada"))
    for name in ("Cy", "Max", "Tom"):
        assert "Sales" not in followed(quarter, name), name
    people.unarchive_team(quarter.world.team("Sales"), by=quarter.actor("Ada"))
    assert "Sales" in followed(quarter, "Cy") & followed(quarter, "Max")
