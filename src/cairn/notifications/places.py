"""Where a notification leads: the page of what it is about."""

from __future__ import annotations

from collections.abc import Callable

from cairn.notifications.models import Notification
from cairn.ui.links import HasSlug, org_url

Place = Callable[[HasSlug, Notification], str]
_places: dict[str, Place] = {}


def lead(kind: str, place: Place) -> None:
    """Says where notifications of a kind lead when that is not the page of their goal."""
    _places[kind] = place


def path_of(organization: HasSlug, row: Notification) -> str:
    """The path of the page; the inbox when there is nothing left to look at."""
    place = _places.get(row.kind)
    if place is not None:
        return place(organization, row)
    own = row.facts.get("path")  # a path of ours, put there by the subscriber
    if isinstance(own, str) and own.startswith(f"/o/{organization.slug}/"):
        return own
    if row.goal is not None and row.goal.deleted_at is None:
        return org_url(organization, "goals:goal", goal_id=row.goal_id)
    return org_url(organization, "notifications:inbox")
