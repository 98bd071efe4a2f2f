"""What people wrote, in the mail that tells of it: read from its table when the letter is written (okrs §15.4)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from cairn.conversations.models import Comment, Share, Update
from cairn.goals.models import CheckIn, Nudge
from cairn.notifications.delivery.card import Card, Link
from cairn.notifications.delivery.composing import Reader, composer, plain
from cairn.notifications.models import Notification
from cairn.notifications.places import lead, path_of
from cairn.notifications.subscribers.news import uuid_of
from cairn.ui.links import HasSlug, org_url

LONGEST = 1200


@composer("comment", "reply", "mention", "liked")
def said(row: Notification, reader: Reader) -> Card | None:
    """The comment, or the note of the check-in that names somebody, as it stands now; None when it was taken back."""
    comment_id = uuid_of(row.facts.get("comment_id"))
    if comment_id is None:
        return _of_check_in(row, reader) if row.kind == "mention" else _of_update(row, reader)
    comment = Comment.objects.filter(pk=comment_id, deleted_at=None).first()
    return None if comment is None else _quoting(row, reader, comment.body if row.kind != "liked" else "")


@composer("update.posted")
def posted(row: Notification, reader: Reader) -> Card | None:
    """The update with its message; None when it was deleted."""
    return _of_update(row, reader)


@composer("goal.shared")
def shared(row: Notification, reader: Reader) -> Card | None:
    """The goal with the note that came along."""
    share = Share.objects.filter(pk__in=[uuid_of(row.facts.get("share_id"))]).first()
    return _quoting(row, reader, share.note if share else "")


@composer("nudge")
def nudged(row: Notification, reader: Reader) -> Card | None:
    """What the colleague wrote, and the way to the check-in; None when it has ended meanwhile."""
    if row.goal is None or not row.goal.is_open:
        return None
    nudge = Nudge.objects.filter(pk__in=[uuid_of(row.facts.get("nudge"))]).first()
    card = _quoting(row, reader, nudge.note if nudge else "")
    return replace(card, button=Link(_("Check in"), reader.url("goals:new_check_in", goal_id=row.goal_id)))


def _of_check_in(row: Notification, reader: Reader) -> Card | None:
    check_in_id = uuid_of(row.facts.get("check_in_id"))
    if check_in_id is None:
        return _of_update(row, reader)
    check_in = CheckIn.objects.standing().filter(pk=check_in_id).first()
    return None if check_in is None else _quoting(row, reader, check_in.note)


def _of_update(row: Notification, reader: Reader) -> Card | None:
    update_id = uuid_of(row.facts.get("update_id"))
    if update_id is None:
        return plain(row, reader)
    update = Update.objects.filter(pk=update_id, deleted_at=None).first()
    return None if update is None else _quoting(row, reader, update.body)


def _quoting(row: Notification, reader: Reader, words: str) -> Card:
    words = words.strip()
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0] + " …"
    link = Link(_("Open"), str(settings.BASE_URL) + path_of(reader.organization, row))
    return replace(plain(row, reader), quote=words, button=link)


def _place(organization: HasSlug, row: Notification) -> str:
    """An update has a page of its own; comments on a goal stand on the goal's."""
    update_id: UUID | None = uuid_of(row.facts.get("update_id"))
    if row.goal_id is None and update_id is not None:
        return org_url(organization, "conversations:update", update_id=update_id)
    if row.goal_id is not None:
        return org_url(organization, "goals:goal", goal_id=row.goal_id)
    return org_url(organization, "notifications:inbox")


for _kind in ("comment", "reply", "mention", "liked", "update.posted"):
    lead(_kind, _place)
