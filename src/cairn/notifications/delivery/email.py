"""The channel of mail: one connection for a lot, one letter for a card (integrations §3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from typing import Any
from uuid import uuid5

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse

from cairn.notifications.catalogue import CATALOGUE
from cairn.notifications.delivery import letter
from cairn.notifications.delivery.card import Card
from cairn.notifications.delivery.channels import Line, Refusal, Unreachable, channel
from cairn.notifications.delivery.tokens import unsubscribe_token
from cairn.notifications.models import Delivery
from cairn.organizations.models import Member

EMAIL = "email"


@channel(EMAIL)
@contextmanager
def mail() -> Iterator[Line]:
    """A connection to the mail server that CAIRN_EMAIL_URL names."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        raise Unreachable(f"mail server: {error}") from error
    try:
        yield _Mail(connection)
    finally:
        with suppress(OSError, SMTPException):
            connection.close()


class _Mail:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def send(self, card: Card, to: Member, deliveries: Sequence[Delivery]) -> None:
        """Speaks to the server; sorts its answers into refusals and absences."""
        message = written(card, to, deliveries)
        message.connection = self._connection
        try:
            message.send()
        except SMTPRecipientsRefused as error:
            code = max((reply[0] for reply in error.recipients.values()), default=550)
            raise _sorted(code, error) from error
        except (SMTPSenderRefused, SMTPDataError) as error:
            raise _sorted(error.smtp_code, error) from error
        except SMTPResponseException as error:
            raise Unreachable(str(error)) from error
        except (OSError, SMTPException) as error:
            raise Unreachable(f"mail server: {error}") from error


def _sorted(code: int, error: Exception) -> Exception:
    """5xx is for good; 4xx asks to come again, for this letter."""
    return Refusal(str(error)) if code >= 500 else Later(str(error))


class Later(Exception):
    """The server asks for this one letter to come again; the others go on."""


def written(card: Card, to: Member, deliveries: Sequence[Delivery]) -> EmailMultiAlternatives:
    """The letter: text with HTML beside it, a Message-ID that stays the same, and one click to be left alone."""
    leave = _way_out(to, deliveries)
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    headers = {"Message-ID": f"<{_name(deliveries)}@{host}>", "Auto-Submitted": "auto-generated"}
    if leave:
        headers["List-Unsubscribe"] = f"<{leave}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if card.thread:
        headers["References"] = headers["In-Reply-To"] = f"<{card.thread}@{host}>"
    parts = letter.render(card, unsubscribe=leave, organization=deliveries[0].organization)
    message = EmailMultiAlternatives(" ".join(card.subject.split()), parts.text, to=[to.email], headers=headers)
    message.attach_alternative(parts.html, "text/html")
    return message


def _way_out(to: Member, deliveries: Sequence[Delivery]) -> str:
    """The address that stops letters of this kind, or digests; none for what people are always told."""
    kind = "" if deliveries[0].bundle else deliveries[0].notification.kind
    if kind and CATALOGUE[kind].always:
        return ""
    return settings.BASE_URL + reverse("unsubscribe", args=[unsubscribe_token(to, kind)])


def _name(deliveries: Sequence[Delivery]) -> str:
    """The same for the same letter, also when it goes out a second time."""
    first = deliveries[0]
    return (uuid5(first.recipient_id, first.bundle) if first.bundle else first.pk).hex
