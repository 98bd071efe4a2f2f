"""Closing one after another: the closing panel of the next open goal, with how many remain (spec okrs §9.2)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cairn.core.errors import CairnError, Refused, Stale
from cairn.core.htmx import go
from cairn.goals import actions, enclosures
from cairn.goals.forms.ending import EndingForm
from cairn.goals.models import Goal
from cairn.goals.queries.closing import lowest_first, outcomes_of
from cairn.goals.queries.ending import ending_panel
from cairn.goals.queries.filters import ids_of
from cairn.goals.views.closing import address, asked_for, back_to
from cairn.goals.views.endings import compared, say
from cairn.goals.views.showing import found, today
from cairn.organizations.policies import can_manage_organization
from cairn.organizations.requests import OrganizationRequest


@require_http_methods(["GET", "HEAD", "POST"])
def close_next(request: OrganizationRequest) -> HttpResponse:
    """The next goal and how it ends; POST ends it and comes to the one after it. ?after= skips up to a goal."""
    page, place = asked_for(request)
    queue = lowest_first(page)
    goal = _wanted(queue, request) if request.method == "POST" else _after(queue, request)
    here = address(request, place, page.period, "goals:close_next")
    table = address(request, place, page.period)
    if goal is None:
        if request.method == "POST":
            messages.warning(request, _("This had ended already; here is the next one."))
            return go(request, here)
        context = {"page": page, "table": table, "here": here, "of": page.name}
        context |= {"back": back_to(request), "outcomes": outcomes_of(place, page.period, request.actor)}
        return render(request, "goals/closing_done.html", context)
    goal = found(request, goal.pk)
    about = ending_panel(goal, request.actor, today(request))
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = EndingForm(goal, about, about.preset, data, files)
    status, lines = _end(request, goal, form)
    if status == 303:
        return go(request, here)
    context = {
        "page": page,
        "goal": goal,
        "form": form,
        "about": about,
        "here": here,
        "table": table,
        "lines": lines,
        "may_add_period": can_manage_organization(request.actor),
        "remaining": len(queue) - 1,
        "skip": f"{here}&after={goal.pk}",
        "of": page.name,
    }
    return render(request, "goals/closing_next.html", context, status=status)


def _end(request: OrganizationRequest, goal: Goal, form: EndingForm) -> tuple[int, Any]:
    """Ends it as was decided: the status of the answer, and both versions where somebody was faster."""
    if not form.is_bound:
        return 200, None
    if not form.is_valid():
        return 422, None
    try:
        end = actions.postpone if form.postpones else actions.close
        ended = end(goal, by=request.actor, **form.arguments())
        enclosures.hang(form, ended.goal, by=request.actor)
    except Stale as error:
        return 409, compared(form, goal, error)
    except Refused as error:
        say(form, error)
        return 422, None
    except CairnError as error:
        form.add_error(None, error.sentence)
        return 422, None
    messages.success(request, _("“%(title)s” is done.") % {"title": goal.title})
    return 303, None


def _wanted(queue: list[Goal], request: OrganizationRequest) -> Goal | None:
    """The goal the form was about, while it is open."""
    return next((goal for goal in queue if str(goal.pk) == request.POST.get("goal")), None)


def _after(queue: list[Goal], request: OrganizationRequest) -> Goal | None:
    """The first one, or the one behind what was skipped last."""
    skipped: list[UUID] = ids_of(request.GET, "after")
    places = [number for number, goal in enumerate(queue) if goal.pk in skipped]
    rest = queue[places[-1] + 1 :] if places else queue
    return rest[0] if rest else None
