"""Real conversations with a mail server that listens on this machine (integrations §3)."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from cairn.core import clock
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.notifications import actions
from cairn.notifications.delivery import claims
from cairn.notifications.delivery.hand_over import hand_over
from cairn.notifications.models import Delivery


class MailServer:
    """Keeps what it gets. `refuses` says what it answers to an address, `breaks_after` when it hangs up."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []
        self.refuses: dict[str, str] = {}
        self.answer = "250 OK"
        self.connections = 0
        self._known: set[int] = set()

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if id(session) not in self._known:
            self._known.add(id(session))
            self.connections += 1
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answer.startswith("250"):
            self.got.append(message_from_bytes(envelope.content or b"", policy=policy.default))  # type: ignore[arg-type]
        return self.answer

    @property
    def recipients(self) -> list[str]:
        return sorted(str(letter["To"]) for letter in self.got)


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    """A server on a free port, and the settings that lead to it."""
    handler = MailServer()
    controller = Controller(handler, hostname="127.0.0.1", port=_free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 5
    settings.DEFAULT_FROM_EMAIL = "Cairn <cairn@okrs.example>"
    try:
        yield handler
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def tell(quarter: Quarter, *names: str) -> None:
    people = [quarter.world.members[name].pk for name in names]
    actions.notify("comment", people, key="one", about=quarter.shops, by=quarter.world.members["Ada"].pk)


def states() -> dict[str, str]:
    return dict(Delivery.objects.values_list("recipient__name", "state"))


def test_a_letter_arrives_with_both_halves_and_its_headers(quarter: Quarter, server: MailServer) -> None:
    tell(quarter, "Max")
    hand_over.call_local()
    (letter,) = server.got
    assert letter["From"] == "Cairn <cairn@okrs.example>"
    assert letter["Subject"] == "Ada commented on “Open ten shops”"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Message-ID"].endswith("@okrs.example>")
    parts = [part.get_content_type() for part in letter.walk()]
    assert parts == ["multipart/alternative", "text/plain", "text/html"]


def test_one_connection_carries_a_whole_lot(quarter: Quarter, server: MailServer) -> None:
    tell(quarter, "Max", "Tom", "Tia", "Ben", "Cy", "Olive")
    hand_over.call_local()
    assert (len(server.got), server.connections) == (6, 1)


def test_a_refused_recipient_keeps_nobody_else_and_is_not_tried_again(quarter: Quarter, server: MailServer) -> None:
    server.refuses = {"tom@acme.example": "550 5.1.1 no such mailbox"}
    tell(quarter, "Max", "Tom", "Tia")
    hand_over.call_local()
    assert server.recipients == ["max@acme.example", "tia@acme.example"]
    assert states() == {"Max": "sent", "Tom": "failed", "Tia": "sent"}
    with clock.at(NOON + timedelta(days=1)):
        hand_over.call_local()
    assert len(server.got) == 2
    assert "no such mailbox" in Delivery.objects.get(recipient__name="Tom").error


def test_a_recipient_who_is_put_off_is_tried_again(quarter: Quarter, server: MailServer) -> None:
    server.refuses = {"tom@acme.example": "451 4.2.1 try again later"}
    tell(quarter, "Max", "Tom")
    hand_over.call_local()
    assert states() == {"Max": "sent", "Tom": "waiting"}
    server.refuses = {}
    with clock.at(NOON + timedelta(minutes=5)):
        hand_over.call_local()
    assert server.recipients == ["max@acme.example", "tom@acme.example"]


def test_a_server_that_takes_no_mail_just_now_gets_it_later(quarter: Quarter, server: MailServer) -> None:
    server.answer = "452 4.3.1 no space left"
    tell(quarter, "Max", "Tom")
    hand_over.call_local()
    assert set(states().values()) == {"waiting"}
    server.answer = "250 OK"
    with clock.at(NOON + timedelta(minutes=5)):
        hand_over.call_local()
    assert server.recipients == ["max@acme.example", "tom@acme.example"]


def test_nothing_is_lost_while_the_server_is_down(quarter: Quarter, server: MailServer, settings: Any) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    tell(quarter, "Max", "Tom")
    moment = NOON
    for _try in range(4):
        with clock.at(moment):
            hand_over.call_local()
        assert set(states().values()) == {"waiting"}
        moment = max(Delivery.objects.values_list("due_at", flat=True))
    assert moment - NOON >= timedelta(minutes=2 + 4 + 8 + 16)  # each wait twice as long
    settings.EMAIL_PORT = port
    with clock.at(moment):
        hand_over.call_local()
    assert server.recipients == ["max@acme.example", "tom@acme.example"]


def test_a_letter_that_goes_out_again_after_a_crash_is_recognised_as_the_same(
    quarter: Quarter, server: MailServer
) -> None:
    tell(quarter, "Max")
    hand_over.call_local()
    Delivery.objects.update(state="claimed", claimed_at=NOON - claims.LEASE - timedelta(seconds=1))
    hand_over.call_local()
    first, again = server.got
    assert first["Message-ID"] == again["Message-ID"]
