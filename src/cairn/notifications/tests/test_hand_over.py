"""Deliveries go out once (spec okrs §15.1): also when a runner dies, and when the server is away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core import mail

from cairn.core import clock
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.notifications import actions
from cairn.notifications.delivery import claims
from cairn.notifications.delivery.card import Card
from cairn.notifications.delivery.channels import CHANNELS, Refusal, Unreachable
from cairn.notifications.delivery.hand_over import hand_over
from cairn.notifications.models import Delivery
from cairn.organizations.models import Member


def tell(quarter: Quarter, *names: str, kind: str = "comment", key: str = "one") -> None:
    people = [quarter.world.members[name].pk for name in names]
    actions.notify(kind, people, key=key, about=quarter.shops, by=quarter.world.members["Ada"].pk)


def send() -> list[str]:
    """Runs the job; answers who got letters, in order."""
    before = len(mail.outbox)
    hand_over.call_local()
    return [message.to[0] for message in mail.outbox[before:]]


def states() -> list[str]:
    return sorted(Delivery.objects.values_list("state", flat=True))


def test_a_letter_goes_out_once(quarter: Quarter) -> None:
    tell(quarter, "Max", "Tom")
    assert sorted(send()) == ["max@acme.example", "tom@acme.example"]
    assert send() == []
    assert states() == ["sent", "sent"]


def test_a_letter_says_what_happened_and_how_to_be_left_alone(quarter: Quarter) -> None:
    tell(quarter, "Max")
    send()
    letter = mail.outbox[0]
    assert letter.subject == "Ada commented on “Open ten shops”"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/mail/stop/" in letter.extra_headers["List-Unsubscribe"]
    assert f"/o/acme/goals/{quarter.shops.pk}" in letter.body
    assert letter.alternatives[0].mimetype == "text/html"


def test_what_a_dead_runner_had_claimed_goes_out_after_its_lease(quarter: Quarter) -> None:
    tell(quarter, "Max")
    assert len(claims.claim(10)) == 1  # and dies
    assert send() == []
    with clock.at(NOON + claims.LEASE + timedelta(seconds=1)):
        assert send() == ["max@acme.example"]
        assert send() == []


def test_two_runners_never_claim_the_same(quarter: Quarter) -> None:
    tell(quarter, "Max", "Tom", "Tia")
    first, second = claims.claim(2), claims.claim(2)
    assert [len(first), len(second)] == [2, 1]
    assert not {row.pk for row in first} & {row.pk for row in second}


def test_the_same_letter_keeps_its_message_id(quarter: Quarter) -> None:
    tell(quarter, "Max")
    send()
    Delivery.objects.update(state="claimed", claimed_at=NOON - timedelta(hours=1))  # died before it could mark it
    send()
    first, again = mail.outbox
    assert first.extra_headers["Message-ID"] == again.extra_headers["Message-ID"]


class _Line:
    """A server that answers as told, by address."""

    def __init__(self, answers: dict[str, Exception]) -> None:
        self.answers, self.got = answers, list[str]()

    def send(self, card: Card, to: Member, deliveries: Sequence[Delivery]) -> None:
        if to.email in self.answers:
            raise self.answers[to.email]
        self.got.append(to.email)


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> _Line:
    found = _Line({})

    @contextmanager
    def opened() -> Iterator[_Line]:
        yield found

    monkeypatch.setitem(CHANNELS, "email", opened)
    return found


def test_a_server_that_is_away_loses_nothing(quarter: Quarter, line: _Line) -> None:
    tell(quarter, "Max", "Tom")
    line.answers = {"max@acme.example": Unreachable("no route")}
    hand_over.call_local()
    assert states() == ["waiting", "waiting"]
    line.answers = {}
    with clock.at(NOON + timedelta(minutes=3)):
        hand_over.call_local()
    assert sorted(line.got) == ["max@acme.example", "tom@acme.example"]


def test_a_refused_address_is_not_tried_again_and_keeps_nobody_else(quarter: Quarter, line: _Line) -> None:
    tell(quarter, "Max", "Tom")
    line.answers = {"max@acme.example": Refusal("550 no such box")}
    hand_over.call_local()
    assert line.got == ["tom@acme.example"]
    assert states() == ["failed", "sent"]


def test_a_letter_that_cannot_be_written_is_put_off_and_keeps_nobody_else(quarter: Quarter, line: _Line) -> None:
    tell(quarter, "Max", "Tom")
    line.answers = {"max@acme.example": ZeroDivisionError()}
    hand_over.call_local()
    assert line.got == ["tom@acme.example"]
    assert states() == ["sent", "waiting"]


def test_after_two_days_of_trying_it_gives_up(quarter: Quarter, line: _Line) -> None:
    tell(quarter, "Max")
    line.answers = {"max@acme.example": Unreachable("no route")}
    Delivery.objects.update(attempts=claims.GIVES_UP_AFTER - 1)
    hand_over.call_local()
    assert states() == ["failed"]


def test_a_digest_is_one_letter(quarter: Quarter) -> None:
    for number in range(3):
        tell(quarter, "Max", kind="status.worsened", key=f"worse {number}")
    assert send() == []
    with clock.at(NOON + timedelta(days=1)):
        assert send() == ["max@acme.example"]
    assert mail.outbox[-1].subject == "3 things happened around you"
    assert states() == ["sent"] * 3


def test_what_was_read_in_the_inbox_is_left_out_of_the_digest(quarter: Quarter) -> None:
    tell(quarter, "Max", kind="status.worsened")
    row = Delivery.objects.get().notification
    actions.mark_read([row.pk], by=quarter.actor("Max"))
    with clock.at(NOON + timedelta(days=1)):
        assert send() == []
    assert states() == ["dropped"]


def test_a_goal_that_was_hidden_meanwhile_is_not_written_about(quarter: Quarter) -> None:
    from cairn.goals import actions as goal_actions

    tell(quarter, "Cy")
    goal_actions.edit(quarter.shops, {"privacy": "listed", "viewers": []}, by=quarter.actor("Ada"))
    assert send() == []
    assert states() == ["dropped"]
