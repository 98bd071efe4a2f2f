"""The entries of people, teams and settings in the rail."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cairn.organizations import policies
from cairn.organizations.queries.organizations import other_places
from cairn.organizations.terminology import worded_lazy
from cairn.ui.navigation import NavItem, RailLink, name_section, register, register_elsewhere


def register_entries() -> None:
    """Called once, in AppConfig.ready."""
    name_section("teams", worded_lazy(_("{Teams}")))
    register_elsewhere(my_other_organizations)
    register(
        NavItem(_("People"), "organizations:people", "users", section="people", order=10),
        NavItem(worded_lazy(_("{Teams}")), "organizations:teams", "network", section="people", order=20),
        NavItem(
            _("My account"),
            "organizations:account",
            "user",
            section="people",
            order=90,
            visible=policies.is_in_person,
        ),
        NavItem(
            _("Settings"),
            "organizations:settings",
            "settings",
            section="admin",
            order=10,
            visible=policies.can_manage_organization,
        ),
        NavItem(
            _("Words"),
            "organizations:terminology",
            "tag",
            section="admin",
            order=20,
            visible=policies.can_manage_organization,
        ),
    )


def my_other_organizations(request: HttpRequest) -> Iterator[RailLink]:
    """For whoever has signed in, not for the person on whose behalf they work (spec okrs §2.1)."""
    if getattr(request, "is_elsewhere", False):
        for place in other_places(request.user, request.organization):  # type: ignore[attr-defined,arg-type]
            yield RailLink(place.name, f"/o/{place.slug}/", "building-2")
