"""What the coach adds to the rail and to the pages of goals."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cairn.goals.models import Goal, GoalKind
from cairn.organizations.terminology import worded
from cairn.planning.models import Period
from cairn.ui import additions
from cairn.ui.additions import Addition, Subject
from cairn.ui.links import org_url


def fill() -> None:
    """Called once, when the app is ready."""
    additions.register("goal_form", notes)
    additions.register("goal_sections", advice, order=60)
    additions.register("entity_menu", of_entity, order=60)
    additions.register("planning_menu", of_planning)


def notes(request: HttpRequest, _about: None) -> Iterator[Addition]:
    """Remarks beside the form of a goal."""
    yield Addition(_("Coach"), org_url(request.organization, "coach:notes"), "compass")  # type: ignore[attr-defined]


def advice(request: HttpRequest, goal: Goal) -> Iterator[Addition]:
    """Remarks on the page of an open objective or key result."""
    if goal.is_open and goal.kind != GoalKind.PROJECT:
        href = org_url(request.organization, "coach:advice", goal_id=goal.pk)  # type: ignore[attr-defined]
        yield Addition(_("Coach"), href, "compass")


def of_entity(request: HttpRequest, subject: Subject) -> Iterator[Addition]:
    """The drafting table of a page, and the quality of its OKRs."""
    actor = request.actor  # type: ignore[attr-defined]
    is_others = subject.entity == "individual" and subject.id != actor.member_id and not actor.is_admin
    if not actor.is_observer and not is_others:  # the page itself asks the policy; here it would cost a query
        yield Addition(_("Drafting table"), drafts_url(request, subject), "pencil")
    yield Addition(worded(_("{Okr} quality")), quality_url(request, subject), "circle-check")


def of_planning(request: HttpRequest, year: Period) -> Iterator[Addition]:
    """What else one does for the year that is planned."""
    organization = request.organization  # type: ignore[attr-defined]
    yield Addition(_("Roles"), org_url(organization, "coach:roles"), "users")
    yield Addition(_("Roll-out"), org_url(organization, "coach:rollouts"), "flag")
    if not request.actor.is_observer:  # type: ignore[attr-defined]
        yield Addition(_("Drafting table"), org_url(organization, "coach:drafts"), "pencil")
        yield Addition(_("A year in steps"), org_url(organization, "coach:annual", period_id=year.pk), "chart-line")


def quality_url(request: HttpRequest, subject: Subject) -> str:
    """The page “OKR quality” that belongs to the page of an entity, in the same period."""
    return _of(request, subject, "quality")


def drafts_url(request: HttpRequest, subject: Subject) -> str:
    """The drafting table that belongs to the page of an entity, in the same period."""
    return _of(request, subject, "drafts")


def _of(request: HttpRequest, subject: Subject, name: str) -> str:
    organization = request.organization  # type: ignore[attr-defined]
    if subject.entity == "team":
        href = org_url(organization, f"coach:team_{name}", team_id=subject.id)
    elif subject.entity == "individual":
        href = org_url(organization, f"coach:person_{name}", member_id=subject.id)
    else:
        href = org_url(organization, f"coach:{name}")
    return f"{href}?period={subject.period_id}" if subject.period_id else href
