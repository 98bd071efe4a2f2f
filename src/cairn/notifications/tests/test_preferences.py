"""What people want to be told, and when (spec okrs §15.1); one click in a letter stops its kind (integrations §3)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client

from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals.tests.quarter import Quarter
from cairn.notifications import actions
from cairn.notifications.catalogue import CATALOGUE, How
from cairn.notifications.delivery.hand_over import hand_over
from cairn.notifications.delivery.tokens import unsubscribe_token
from cairn.notifications.models import Delivery, Notification, Preference
from cairn.notifications.timing import Habits, Rhythm, after_quiet_hours, next_digest
from cairn.organizations.models import Member

VIENNA = ZoneInfo("Europe/Vienna")
NIGHT = Habits(quiet_from=time(22), quiet_until=time(7))
NOON_BREAK = Habits(quiet_from=time(12), quiet_until=time(13, 30))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("born", "habits", "goes"),
    [
        pytest.param("2026-08-15T12:00", Habits(), "2026-08-15T12:00", id="no quiet hours"),
        pytest.param("2026-08-15T12:00", NIGHT, "2026-08-15T12:00", id="by day"),
        pytest.param("2026-08-15T20:00", NIGHT, "2026-08-16T05:00", id="at ten in Vienna"),
        pytest.param("2026-08-15T03:00", NIGHT, "2026-08-15T05:00", id="before dawn"),
        pytest.param("2026-08-15T05:00", NIGHT, "2026-08-15T05:00", id="the end is not quiet any more"),
        pytest.param("2026-08-15T10:30", NOON_BREAK, "2026-08-15T11:30", id="within a day"),
        pytest.param("2026-10-24T21:00", NIGHT, "2026-10-25T06:00", id="the night that is an hour longer"),
        pytest.param("2026-03-28T22:00", NIGHT, "2026-03-29T05:00", id="the night that is an hour shorter"),
        pytest.param("2026-08-15T20:00", Habits(time(7), time(7)), "2026-08-15T20:00", id="from seven to seven"),
    ],
)
def test_quiet_hours_hold_back_what_comes_up_in_them(born: str, habits: Habits, goes: str) -> None:
    assert after_quiet_hours(utc(born), VIENNA, habits) == utc(goes)


@pytest.mark.parametrize(
    ("born", "habits", "goes"),
    [
        pytest.param("2026-08-15T05:59", Habits(), "2026-08-15T06:00", id="this morning"),
        pytest.param("2026-08-15T06:00", Habits(), "2026-08-16T06:00", id="strictly later"),
        pytest.param("2026-08-15T12:00", Habits(digest=Rhythm.WEEKLY), "2026-08-17T06:00", id="next Monday"),
        pytest.param("2026-10-24T12:00", Habits(), "2026-10-25T07:00", id="after the clocks went back"),
        pytest.param("2026-03-28T12:00", Habits(digest_at=time(2, 30)), "2026-03-29T01:30", id="an hour that is not"),
    ],
)
def test_a_digest_comes_at_its_hour(born: str, habits: Habits, goes: str) -> None:
    assert next_digest(utc(born), VIENNA, habits) == utc(goes)


def max_(quarter: Quarter) -> Member:
    return quarter.world.member("Max")


def tell(quarter: Quarter, kind: str = "comment") -> None:
    actions.notify(kind, [max_(quarter).pk], key=f"{kind} {Notification.objects.count()}", about=quarter.shops)


def test_a_choice_decides_what_mail_does(quarter: Quarter) -> None:
    choices = {("comment", "email"): "off", ("made_owner", "email"): "digest"}
    assert actions.choose(max_(quarter), choices, by=quarter.actor("Max")) == 2
    tell(quarter, "comment")
    tell(quarter, "made_owner")
    assert [row.notification.kind for row in Delivery.objects.all()] == ["made_owner"]
    assert Delivery.objects.get().bundle


def test_choosing_the_same_again_changes_nothing_and_records_nothing(quarter: Quarter) -> None:
    for _round in range(2):
        actions.choose(max_(quarter), {("comment", "email"): "off"}, by=quarter.actor("Max"))
    assert Event.objects.filter(kind="preference.changed").count() == 1
    actions.choose(max_(quarter), {("mention", "email"): CATALOGUE["mention"].mail.value}, by=quarter.actor("Max"))
    assert Preference.objects.count() == 1


def test_nobody_chooses_for_another(quarter: Quarter) -> None:
    with pytest.raises(Denied):
        actions.choose(max_(quarter), {("comment", "email"): "off"}, by=quarter.actor("Ada"))
    assert not Preference.objects.exists()


@pytest.mark.parametrize(
    "choice", [("nonsense", "email", "off"), ("comment", "pigeon", "off"), ("comment", "email", "loud")]
)
def test_what_the_catalogue_does_not_know_is_refused(quarter: Quarter, choice: tuple[str, str, str]) -> None:
    name, channel, how = choice
    with pytest.raises(Refused):
        actions.choose(max_(quarter), {(name, channel): how}, by=quarter.actor("Max"))


def test_that_somebody_works_in_my_name_cannot_be_silenced(quarter: Quarter) -> None:
    with pytest.raises(Refused, match="always told"):
        actions.choose(max_(quarter), {("work_on_behalf.started", "email"): "off"}, by=quarter.actor("Max"))


def reach(quarter: Quarter, **habits: object) -> None:
    wanted: dict[str, object] = {"quiet_from": None, "quiet_until": None, "digest": "daily", "digest_at": time(8)}
    wanted |= {"digest_weekday": 0, **habits}
    actions.reach(max_(quarter), by=quarter.actor("Max"), **wanted)  # type: ignore[arg-type]


def test_who_wants_no_mail_gets_none_but_what_must_be_known(quarter: Quarter) -> None:
    reach(quarter, no_mail=True)
    tell(quarter, "comment")
    tell(quarter, "work_on_behalf.started")
    assert [row.notification.kind for row in Delivery.objects.all()] == ["work_on_behalf.started"]


def test_quiet_hours_need_both_ends(quarter: Quarter) -> None:
    with pytest.raises(Refused) as refused:
        reach(quarter, quiet_from=time(22))
    assert refused.value.field == "quiet_until"


def test_the_page_saves_each_of_its_forms(quarter: Quarter) -> None:
    client, path = quarter.world.client("Max"), "/o/acme/account/notifications"
    sent = {
        "part": "reach", "quiet_from": "22:00", "quiet_until": "07:00", "digest": "weekly", "digest_weekday": "2",
        "digest_at": "16:30",
    }  # fmt: skip
    assert client.post(path, sent).status_code == 303
    choices = {name: kind.mail.value for name, kind in CATALOGUE.items()} | {"comment": "digest"}
    assert client.post(path, {"part": "mail", **choices}).status_code == 303
    assert list(Preference.objects.values_list("kind", "how")) == [("comment", How.DIGEST.value)]
    body = client.get(path).content.decode()
    assert 'value="16:30"' in body


@pytest.mark.parametrize(
    "odd", [{"quiet_from": "25:00"}, {"digest_at": ""}, {"digest": "hourly"}, {"quiet_from": "22:00"}]
)
def test_what_cannot_be_is_said_at_its_field(quarter: Quarter, odd: dict[str, str]) -> None:
    sent = {"part": "reach", "digest": "daily", "digest_weekday": "0", "digest_at": "08:00", **odd}
    response = quarter.world.client("Max").post("/o/acme/account/notifications", sent)
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()


def leave_address(quarter: Quarter) -> str:
    tell(quarter, "comment")
    hand_over.call_local()
    header = mail.outbox[-1].extra_headers["List-Unsubscribe"]
    found = re.fullmatch(r"<https?://[^/]+(/mail/stop/[^>]+)>", header)
    assert found
    return found[1]


def test_one_click_stops_the_kind_without_signing_in(quarter: Quarter) -> None:
    address, stranger = leave_address(quarter), Client(enforce_csrf_checks=True)
    tell(quarter, "comment")
    assert stranger.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    hand_over.call_local()
    assert len(mail.outbox) == 1
    tell(quarter, "comment")
    tell(quarter, "mention")
    hand_over.call_local()
    assert [letter.subject.split()[1] for letter in mail.outbox[1:]] == ["mentioned"]


def test_looking_at_the_link_changes_nothing(quarter: Quarter) -> None:
    response = Client().get(leave_address(quarter))
    assert "Comments on mine" in response.content.decode()
    assert not Preference.objects.exists()


def test_a_link_of_somebodys_own_making_opens_nothing(quarter: Quarter) -> None:
    token = unsubscribe_token(max_(quarter), "comment")
    assert Client().get(f"/mail/stop/{token[:-2]}xx").status_code == 404
    assert Client().post("/mail/stop/nonsense").status_code == 404


def test_leaving_the_digest_leaves_every_kind_in_it(quarter: Quarter) -> None:
    actions.stop_mail(max_(quarter), "", by=quarter.actor("Max"))
    tell(quarter, "status.worsened")
    assert not Delivery.objects.exists()
