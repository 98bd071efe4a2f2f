"""What the views of one goal have in common: find it for this person, show a part of a page or the whole page."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cairn.core import clock
from cairn.core.htmx import go, is_fragment
from cairn.core.prepared import prepared
from cairn.goals.instants import Moment
from cairn.goals.models import Goal, GoalSettings
from cairn.goals.models.goal import Eyes, eyes
from cairn.goals.policies import Act, acts_on
from cairn.goals.queries.goal_page import LOADED
from cairn.organizations.actor import Actor
from cairn.organizations.requests import OrganizationRequest
from cairn.ui.links import org_url


def may_add_below(actor: Actor, goal: Goal) -> bool:
    """Whether a page where nothing stands below offers to add something."""
    return goal.is_open and Act.ALIGN_TO in acts_on(actor, [goal])[goal.pk]


def found(request: OrganizationRequest, goal_id: UUID) -> Goal:
    """The goal, relations loaded. Raises Http404 when there is none that this person may know of."""
    rows: list[Goal] = _goal(goal_id, eyes(request.actor))
    if not rows:
        raise Http404
    return rows[0]


@prepared
def _goal(goal_id: UUID, who: Eyes) -> Any:
    approves = Exists(GoalSettings.objects.filter(approval_workflow=True))  # saves approvals.locks_of asking
    cloned = Exists(Goal.objects.filter(cloned_from=OuterRef("pk")))  # saves goal_page.py looking for clones
    rows = Goal.objects.visible_to(who).select_related(*LOADED)
    rows = rows.annotate(is_under_approval=approves, has_clones=cloned)
    return rows.filter(pk=goal_id)


def moment_of(request: OrganizationRequest) -> Moment:
    """When the address wants the page to be about: ?at=, ?compare=."""
    return Moment.of(request.GET, ZoneInfo(request.organization.time_zone), clock.now())


def today(request: OrganizationRequest) -> date:
    """The organisation's calendar day."""
    return clock.today(request.organization.time_zone)


def panel(
    request: OrganizationRequest, template: str, goal: Goal, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A form or fragment: alone for htmx (it goes into the side panel), else as a page of its own around it."""
    context = {"goal": goal, "here": here(request, goal), **context}
    if is_fragment(request):
        return render(request, template, context, status=status)
    return render(request, "goals/panel_page.html", {**context, "part": template}, status=status)


def here(request: OrganizationRequest, goal: Goal) -> str:
    """The address of the goal's page."""
    return org_url(request.organization, "goals:goal", goal_id=goal.pk)


def came_from(request: OrganizationRequest) -> str:
    """The path of the page on which htmx runs; empty without htmx. Only ever one of this site."""
    address = urlsplit(getattr(request.htmx, "current_url_abs_path", "") or "")
    path = f"{address.path}?{address.query}" if address.query else address.path
    return path if path.startswith("/o/") else ""


def done(
    request: OrganizationRequest, goal: Goal, sentence: str, *, undo: str = "", method: str = ""
) -> HttpResponse:
    """After a write: back to the list one came from, or to the goal's page, with a message that can undo it.

    `undo` is the address to post to, `method` the method it stands for, where that is not POST.
    """
    messages.success(request, with_undo(request, sentence, undo, method), extra_tags="undo")
    back = came_from(request) if is_fragment(request) else ""
    its_forms = tuple(f"{here(request, goal)}/{noun}" for noun in _FORMS)
    return go(request, back if back and not back.startswith(its_forms) else here(request, goal))


_FORMS = ("closure", "postponement", "clones", "deletion", "check-ins", "delegation")


def with_undo(request: OrganizationRequest, sentence: str, undo: str, method: str = "") -> SafeString:
    """A message with a button that takes it back: posts to `undo`, as `method` if given."""
    context = {"sentence": sentence, "undo": undo, "method": method}
    return SafeString(render_to_string("goals/_undo.html", context, request))
