"""Keep a team or a person at hand (spec okrs §20: users and teams only).

Bookmarks are kept with the member's other preferences, so that the rail knows without a query whether there are any.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Team

KEY = "bookmarks"
MOST = 100


@action
def bookmark(what: Team | Member, *, by: Actor) -> None:
    """Adds a bookmark at the end; a second time nothing changes. Raises Refused when there are a hundred."""
    member = _me(by)
    kept = member.preferences.get(KEY, [])
    entry = entry_of(what)
    if entry in kept:
        return
    if len(kept) >= MOST:
        raise Refused(_("At most %(most)d bookmarks. Remove one first.") % {"most": MOST})
    _keep(member, [*kept, entry], by)


@action
def forget_bookmark(what: Team | Member, *, by: Actor) -> None:
    """Removes a bookmark; where there is none nothing changes."""
    member = _me(by)
    kept = member.preferences.get(KEY, [])
    entry = entry_of(what)
    if entry in kept:
        _keep(member, [other for other in kept if other != entry], by)


def entry_of(what: Team | Member) -> list[str]:
    """How a bookmark is kept."""
    return ["team" if isinstance(what, Team) else "person", str(what.pk)]


def _me(by: Actor) -> Member:
    if by.member_id is None:
        raise Refused(_("Only people have bookmarks."))
    member: Member = Member.objects.select_for_update(of=("self",)).get(pk=by.member_id)
    return member


def _keep(member: Member, entries: list[list[str]], by: Actor) -> None:
    member.preferences = {**member.preferences, KEY: entries}
    member.save(update_fields=["preferences"])
    if by.member is not None:
        by.member.preferences = member.preferences
