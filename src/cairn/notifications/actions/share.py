"""Send a summary round by hand (spec okrs §15.3)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core import clock, events, tenancy
from cairn.core.errors import Denied, Refused
from cairn.core.transactions import action
from cairn.goals.models import Entity
from cairn.goals.queries.places import Named
from cairn.goals.queries.tree import Place
from cairn.notifications import events as happened
from cairn.notifications.actions.notify import notify
from cairn.notifications.models import SharedSummary
from cairn.notifications.queries.followers import followers_of
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Organization

MOST_DAYS = 92
MOST_PEOPLE = 200
LONGEST_NOTE = 4000
SUMMARIES = {
    Entity.ORGANIZATION: "notifications:company_summary",
    Entity.TEAM: "notifications:team_summary",
    Entity.INDIVIDUAL: "notifications:individual_summary",
}


@action
def share_summary(
    about: Named, *, by: Actor, to: Sequence[Member], with_followers: bool = False, note: str = "",
    days: int | None = 7, is_preview: bool = False,
) -> SharedSummary:  # fmt: skip
    """Sends people how an entity is doing, with a note and the changes of the last `days` days (None: without them).

    `about` is its page. A preview goes to nobody but oneself. Raises Refused, Denied.
    """
    place = about.place
    if by.member is None:
        raise Denied(_("Only a person shares a summary."))
    note = _note(note)
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise Refused(_("Between 1 and %(most)d days, please.") % {"most": MOST_DAYS}, field="days")
    ids = [by.member.pk] if is_preview else _recipients(place, to, with_followers, by)
    row = SharedSummary(entity=place.entity.value, author=by.member, note=note, days=days, at=clock.now())
    row.team_id, row.person_id = (place.id if place.entity == kind else None for kind in ("team", "individual"))
    row.to = [str(member_id) for member_id in ids]
    row.save(force_insert=True)
    path = about.url(Organization.objects.get(pk=tenancy.current_id()), pages=SUMMARIES)
    facts = {"share_id": str(row.pk), "entity": about.name, "path": path}
    sender = None if is_preview else by.member.pk  # one is not told what one did oneself, but of a preview one is
    notify("summary.shared", ids, key=f"summary {row.pk}", about=row, facts=facts, by=sender)
    if not is_preview:
        events.record(happened.SUMMARY_SHARED, row, by=by, entity=place.entity.value, id=place.id, people=len(ids))
    return row


def _recipients(place: Place, to: Sequence[Member], with_followers: bool, by: Actor) -> list[UUID]:
    chosen = [member.pk for member in to]
    followers = followers_of(place.entity.value, place.id) if with_followers else []
    ids = [member_id for member_id in dict.fromkeys([*chosen, *followers]) if member_id != by.member_id]
    if not ids:
        raise Refused(_("Name at least one person who is to get it."), field="people")
    if len(chosen) > MOST_PEOPLE:
        raise Refused(_("At most %(most)d people, please.") % {"most": MOST_PEOPLE}, field="people")
    return ids


def _note(note: str) -> str:
    text = note.replace("\r\n", "\n").strip()
    if "\x00" in text or any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
        raise Refused(_("This text holds a character that cannot be kept."), field="note")
    if len(text) > LONGEST_NOTE:
        raise Refused(_("At most %(most)d characters, please.") % {"most": LONGEST_NOTE}, field="note")
    return text
