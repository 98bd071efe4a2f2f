"""What the coach adds to the rail and to the pages of goals."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cairn.coach import policies
from cairn.goals.models import Goal, GoalKind
from cairn.organizations.terminology import worded
from cairn.ui import additions
from cairn.ui.additions import Addition, Subject
from cairn.ui.links import org_url


def fill() -> None:
    """Called once, when the app is ready."""
    additions.register("goal_form", notes)
    additions.register("goal_sections", advice, order=60)
    additions.register("entity_menu", of_entity, order=60)


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
    if policies.can_write_at(request.actor, subject.entity, subject.id):  # type: ignore[attr-defined]
        yield Addition(_("Drafting table"), drafts_url(request, subject), "pencil")
    yield Addition(worded(_("{Okr} quality")), quality_url(request, subject), "circle-check")


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
