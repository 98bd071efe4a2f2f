"""Where the schedules of check-ins are found: in the rail, and among the pages of a team."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cairn.organizations import policies
from cairn.organizations.models import Team
from cairn.ui import additions
from cairn.ui.additions import Addition
from cairn.ui.links import org_url
from cairn.ui.navigation import NavItem
from cairn.ui.navigation import register as register_item


def register() -> None:
    """Called once, in AppConfig.ready."""
    register_item(
        NavItem(
            _("Check-in schedule"),
            "notifications:rhythm",
            "clock",
            section="admin",
            order=30,
            visible=policies.can_manage_organization,
        )
    )
    additions.register("team_tabs", _of_team)


def _of_team(request: HttpRequest, team: Team) -> Iterator[Addition]:
    actor = request.actor  # type: ignore[attr-defined]
    if policies.can_manage_team(actor, team) and team.archived_at is None:
        address = org_url(request.organization, "notifications:team_rhythm", team_id=team.pk)  # type: ignore[attr-defined]
        yield Addition(_("Check-in schedule"), address)
