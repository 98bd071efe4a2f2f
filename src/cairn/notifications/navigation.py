"""What notifications add to the rail and to the menus of pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cairn.notifications.following import Target
from cairn.notifications.queries.inbox import unread
from cairn.ui import additions
from cairn.ui.additions import Addition, Subject
from cairn.ui.links import org_url
from cairn.ui.navigation import NavItem, register


def fill() -> None:
    """Called once, in AppConfig.ready."""
    register(NavItem(_("Inbox"), "notifications:inbox", "inbox", order=10, count=unread, on_phone=True))
    additions.register("goal_menu", _of_goal, order=80)
    additions.register("entity_menu", _of_entity, order=80)


def _of_goal(request: HttpRequest, goal: Any) -> Iterator[Addition]:
    goal_id = getattr(goal, "id", None)
    if goal_id is not None:
        address = org_url(_organization(request), "notifications:follow", target=Target.GOAL, subject_id=goal_id)
        yield Addition(_("Follow…"), address, "eye", in_panel=True)


def _of_entity(request: HttpRequest, subject: Subject) -> Iterator[Addition]:
    organization = _organization(request)
    if subject.id is None:
        follow = org_url(organization, "notifications:follow_company")
        summary = org_url(organization, "notifications:company_summary")
    else:
        follow = org_url(organization, "notifications:follow", target=subject.entity, subject_id=subject.id)
        holder = {"team": "team_id"}.get(subject.entity, "member_id")
        summary = org_url(organization, f"notifications:{subject.entity}_summary", **{holder: subject.id})
    yield Addition(_("Follow…"), follow, "eye", in_panel=True)
    yield Addition(_("Share a summary…"), summary, "share-2")


def _organization(request: HttpRequest) -> Any:
    return request.organization  # type: ignore[attr-defined]
