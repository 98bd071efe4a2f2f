"""The ways out of the house. Mail is one; a chat room will be one more, and nothing else changes for it.

@channel("email")
class Mail: …                        # delivery/email.py
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from cairn.notifications.delivery.card import Card
from cairn.notifications.models import Delivery
from cairn.organizations.models import Member


class Refusal(Exception):
    """The other side does not want this message, today or ever: trying again would not help."""


class Unreachable(Exception):
    """The other side did not answer: everything waits and is tried again."""


class Line(Protocol):
    """An open connection; one at a time carries any number of messages."""

    def send(self, card: Card, to: Member, deliveries: Sequence[Delivery]) -> None:
        """Hands one message over. Raises Refusal or Unreachable."""


Opener = Callable[[], AbstractContextManager[Line]]
CHANNELS: dict[str, Opener] = {}


def channel(name: str) -> Callable[[Opener], Opener]:
    """Registers how to open a connection. `name` is kept with deliveries and preferences."""

    def register(opener: Opener) -> Opener:
        CHANNELS[name] = opener
        return opener

    return register
