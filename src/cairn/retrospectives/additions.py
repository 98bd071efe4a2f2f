"""What this room adds to other rooms' pages: an entry on every entity's, and an invitation when a period ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.goals.models import Entity
from cairn.goals.queries.tree import Place
from cairn.retrospectives import policies
from cairn.ui import additions
from cairn.ui.additions import Addition, Subject
from cairn.ui.links import org_url
from cairn.ui.navigation import NavItem
from cairn.ui.navigation import register as register_entry

BEFORE = timedelta(days=14)
AFTER = timedelta(days=28)


def register() -> None:
    """Called once, when the application starts."""
    additions.register("entity_menu", entry, order=60)
    additions.register("entity_sections", invitation, order=10)
    register_entry(NavItem(_("Wrap-ups"), "retrospectives:wrap_ups", "flag", section="season", order=40))


def entry(request: HttpRequest, subject: Subject) -> Iterator[Addition]:
    """In the menu, at any time, of whoever takes part."""
    if subject.period_id is not None and _takes_part(request, subject):
        yield Addition(_("Wrap up the period"), _address(request, subject, "wrap_up"), icon="flag")


def invitation(request: HttpRequest, subject: Subject) -> Iterator[Addition]:
    """Above the list, in the last two weeks of a period and the first four after it."""
    if subject.period_id is None or subject.period_end is None or not _takes_part(request, subject):
        return
    today = clock.today(request.organization.time_zone)  # type: ignore[attr-defined]
    if subject.period_end - BEFORE <= today <= subject.period_end + AFTER:
        yield Addition(_("Wrap up the period"), _address(request, subject, "invitation"), icon="flag")


def _takes_part(request: HttpRequest, subject: Subject) -> bool:
    """As the policy says; of a person from what the page already knows, without a query."""
    actor = request.actor  # type: ignore[attr-defined]
    if subject.entity == Entity.INDIVIDUAL:
        return not actor.is_observer and actor.member_id in (subject.id, subject.manager_id)
    return policies.takes_part(actor, Place(Entity(subject.entity), subject.id))


def _address(request: HttpRequest, subject: Subject, name: str) -> str:
    query = {"entity": subject.entity, "period": subject.period_id} | ({"id": subject.id} if subject.id else {})
    return f"{org_url(request.organization, f'retrospectives:{name}')}?{urlencode(query)}"  # type: ignore[attr-defined]
