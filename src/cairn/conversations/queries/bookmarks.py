"""The teams and people whom somebody keeps at hand, in the order in which they were added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cairn.conversations.actions.bookmark import KEY
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Team


@dataclass(frozen=True)
class Bookmark:
    """One of the two is set."""

    team: Team | None = None
    person: Member | None = None


def kept(actor: Actor) -> list[list[str]]:
    """The bookmarks as they are kept: sort and id. No query."""
    return list(actor.member.preferences.get(KEY, [])) if actor.member else []


def is_bookmarked(actor: Actor, sort: str, thing: Any) -> bool:
    """Whether the team or person is among them. No query."""
    return [sort, str(thing)] in kept(actor)


def bookmarks_of(actor: Actor) -> list[Bookmark]:
    """Those that still exist; two queries."""
    entries = kept(actor)
    teams = {str(row.pk): row for row in Team.objects.open().filter(pk__in=_ids(entries, "team"))}
    people = {str(row.pk): row for row in Member.objects.listed().filter(pk__in=_ids(entries, "person"))}
    found = [
        Bookmark(team=teams.get(pk)) if sort == "team" else Bookmark(person=people.get(pk)) for sort, pk in entries
    ]
    return [each for each in found if each.team or each.person]


def _ids(entries: Sequence[Sequence[str]], wanted: str) -> list[UUID]:
    return [UUID(pk) for sort, pk in entries if sort == wanted]
