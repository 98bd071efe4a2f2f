"""From rows to a card: by the composer of a kind, or by the sentence alone; several together are a digest.

@composer("check_in.due")
def reminder(row: Notification, reader: Reader) -> Card | None: …
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core import tenancy
from cairn.core.access import Via
from cairn.goals.models import Goal
from cairn.notifications.catalogue import CATALOGUE, Group
from cairn.notifications.delivery.card import Card, Link, Row, Section
from cairn.notifications.groups import GROUP_NAMES
from cairn.notifications.models import Delivery, Notification
from cairn.notifications.places import path_of
from cairn.notifications.wording import sentence
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Organization
from cairn.organizations.terminology import Term, word
from cairn.ui.dates import dates_written
from cairn.ui.links import org_url

T = TypeVar("T")


class Lot:
    """Notifications that are written about one after the other. What many of them need is read once for all."""

    def __init__(self, rows: Sequence[Notification] = ()) -> None:
        self._rows = {row.pk: row for row in rows}
        self._found: dict[Any, Mapping[UUID, Any]] = {}

    def read(self, about: Callable[[Sequence[Notification]], Mapping[UUID, T]], row: Notification) -> T:
        """What `about` finds for this notification; it is asked once, for the whole lot."""
        if row.pk not in self._rows:
            return about([row])[row.pk]
        if about not in self._found:
            self._found[about] = about(list(self._rows.values()))
        found: T = self._found[about][row.pk]
        return found


@dataclass(frozen=True)
class Reader:
    """Who will read it. Composers ask it for addresses, for the organisation's words and for what may be known."""

    member: Member
    organization: Organization
    lot: Lot = field(default_factory=Lot)

    @cached_property
    def actor(self) -> Actor:
        return Actor(member=self.member, via=Via.SYSTEM)

    def url(self, name: str, **ids: object) -> str:
        """The whole address of a page of the organisation."""
        return str(settings.BASE_URL) + org_url(self.organization, name, **ids)

    def term(self, term: Term, *, plural: bool = False) -> str:
        """The organisation's own word."""
        found = word(self.organization.terminology, term)
        return found.plural if plural else found.singular


Composer = Callable[[Notification, Reader], Card | None]
_composers: dict[str, Composer] = {}


def composer(*kinds: str) -> Callable[[Composer], Composer]:
    """Registers who writes the message of these kinds. None: there is nothing left to say, so nothing is sent."""

    def register(function: Composer) -> Composer:
        _composers.update(dict.fromkeys(kinds, function))
        return function

    return register


class Desk:
    """Where the messages of one lot are written; what they share is read once."""

    def __init__(self, deliveries: Sequence[Delivery]) -> None:
        self.organization = Organization.objects.get(pk=tenancy.current_id())
        named = [goal for row in deliveries for goal in (row.notification.goal, row.notification.child)]
        self._private = {goal.pk for goal in named if goal is not None and goal.is_private}
        self._lot = Lot([row.notification for row in deliveries if not row.bundle])

    def compose(self, deliveries: Sequence[Delivery]) -> Card | None:
        """The message of one delivery, or of all those of a digest; None when nothing is left to say.

        Within speaking_to(), in the language that is active.
        """
        reader = self.reader_of(deliveries)
        rows = [row.notification for row in deliveries if self._still_counts(row, reader)]
        if not rows or reader.member.is_deactivated:
            return None
        return digest(rows, reader) if deliveries[0].bundle else message(rows[0], reader)

    def reader_of(self, deliveries: Sequence[Delivery]) -> Reader:
        """Whom the message is for."""
        return Reader(deliveries[0].recipient, self.organization, self._lot)

    def _still_counts(self, delivery: Delivery, reader: Reader) -> bool:
        row = delivery.notification
        was_seen = row.read_at is not None and not CATALOGUE[row.kind].silent
        if row.done_at is not None or (delivery.bundle and was_seen):
            return False
        if row.goal is not None and row.goal.deleted_at is not None and row.kind != "goal.deleted":
            return False
        private = {row.goal_id, row.child_id} & self._private
        return not private or Goal.objects.known_to(reader.actor).filter(pk__in=private).count() == len(private)


@contextmanager
def speaking_to(reader: Reader) -> Iterator[None]:
    """In the reader's language and time zone, dates as the reader writes them."""
    language = reader.member.locale or reader.organization.locale
    zone = ZoneInfo(reader.member.time_zone or reader.organization.time_zone)
    with translation.override(language), timezone.override(zone), dates_written(reader.member.date_format):
        yield


def message(row: Notification, reader: Reader) -> Card | None:
    """One notification as a message of its own."""
    own = _composers.get(row.kind)
    card = own(row, reader) if own is not None else plain(row, reader)
    if card is None:
        return None
    kind = CATALOGUE[row.kind]
    return replace(card, why=card.why or _(kind.reason), thread=card.thread or _thread(row))


def _thread(row: Notification) -> str:
    return f"goal-{row.goal_id}" if row.goal_id else ""


def plain(row: Notification, reader: Reader) -> Card:
    """The sentence with a button, for kinds without a composer of their own."""
    said = sentence(row)
    link = Link(_("Open"), str(settings.BASE_URL) + path_of(reader.organization, row))
    return Card(subject=said, title=said, button=link)


def digest(rows: Sequence[Notification], reader: Reader) -> Card:
    """Several notifications in one message, by sections."""
    sections = []
    for group in Group:
        lines = [
            Row(sentence(row), str(settings.BASE_URL) + path_of(reader.organization, row))
            for row in rows
            if CATALOGUE[row.kind].group is group
        ]
        if lines:
            sections.append(Section(str(GROUP_NAMES[group]), lines))
    subject = ngettext("%(count)d thing happened around you", "%(count)d things happened around you", len(rows)) % {
        "count": len(rows)
    }
    return Card(
        subject=subject,
        title=subject,
        sections=sections,
        button=Link(_("Open the inbox"), reader.url("notifications:inbox")),
        why=_("You get this digest because you chose one."),
    )
