"""The job that sends what is due: planned by notify(), found again by a turn every minute."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import ExitStack
from itertools import groupby

from cairn.core import jobs, schedule
from cairn.notifications.delivery import claims
from cairn.notifications.delivery.channels import CHANNELS, Line, Refusal, Unreachable
from cairn.notifications.delivery.composing import Desk, speaking_to
from cairn.notifications.models import Delivery

log = logging.getLogger(__name__)
BATCH = 100


@jobs.job
def hand_over() -> None:
    """Sends everything that is due in the present organisation. Safe to repeat, and to run several times at once."""
    while rows := claims.claim(BATCH):
        for name, lot in groupby(sorted(rows, key=lambda row: row.channel), key=lambda row: row.channel):
            if not _send(name, list(lot)):
                return


@schedule.every(minutes=1, in_each_organization=True)
def send_what_is_due() -> None:
    """Finds what fell due, or what a runner that died had taken on."""
    hand_over.call_local()


def _send(channel: str, rows: list[Delivery]) -> bool:
    """Sends one lot over one connection; False when the other side cannot be reached."""
    messages = list(_messages(rows))
    desk = Desk(rows)
    with ExitStack() as stack:
        try:
            line = stack.enter_context(CHANNELS[channel]())
        except Unreachable as error:
            claims.put_off(rows, str(error))
            return False
        for place, message in enumerate(messages):
            if claims.is_spent(message):
                claims.release([row for rest in messages[place:] for row in rest])
                return True
            try:
                _send_one(line, message, desk)
            except Unreachable as error:
                claims.put_off(message, str(error))
                claims.release([row for rest in messages[place + 1 :] for row in rest])
                return False
    return True


def _messages(rows: list[Delivery]) -> Iterable[list[Delivery]]:
    """Single deliveries alone, those of a digest together."""
    bundles: dict[tuple[object, str], list[Delivery]] = {}
    for row in rows:
        bundles.setdefault((row.recipient_id, row.bundle) if row.bundle else (row.pk, ""), []).append(row)
    return bundles.values()


def _send_one(line: Line, rows: list[Delivery], desk: Desk) -> None:
    try:
        with speaking_to(desk.reader_of(rows)):
            card = desk.compose(rows)
            if card is None:
                claims.drop(rows, "nothing left to say")
                return
            line.send(card, rows[0].recipient, rows)
    except Refusal as error:
        claims.fail(rows, str(error))
    except Unreachable:
        raise
    except Exception as error:  # one letter that cannot be written does not keep the others
        log.exception("A delivery to member %s failed; it will be tried again.", rows[0].recipient_id)
        claims.put_off(rows, type(error).__name__)
    else:
        claims.mark_sent(rows)
