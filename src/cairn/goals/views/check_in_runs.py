"""The bulk check-in: one goal after another (spec okrs §7). The address says when it began and where one is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_safe

from cairn.core import clock
from cairn.core.errors import Refused
from cairn.core.htmx import go
from cairn.core.ids import read_id
from cairn.goals import actions
from cairn.goals.forms.check_in import CheckInForm
from cairn.goals.models import Goal
from cairn.goals.queries.check_in_run import CheckInRun
from cairn.goals.queries.check_in_run import check_in_run as run_of
from cairn.goals.queries.due import due
from cairn.organizations.requests import OrganizationRequest

LONGEST_RUN = timedelta(days=1)  # an older address begins anew


@require_http_methods(["GET", "HEAD", "POST"])
def check_in_run(request: OrganizationRequest) -> HttpResponse:
    """?goal= is the one asked about, ?all= has also what was checked in on lately, ?end= shows what it came to."""
    walk = _walk(request)
    if request.method != "POST" or walk.goal is None:
        return _page(request, walk, _form(request, walk.goal))
    form = _form(request, walk.goal, request.POST)
    assert form is not None
    if form.is_valid():
        try:
            actions.check_in(walk.goal, by=request.actor, **form.arguments())
        except Refused as error:
            form.add_error(error.field if error.field in form.fields else None, error.sentence)
        else:
            return go(request, _address(request, walk.next_id))
    return _page(request, walk, form, status=422)


@require_safe
def check_ins_due(request: OrganizationRequest) -> HttpResponse:
    """How many check-ins one owes, as a line with a button for one's own page; empty when there are none."""
    count = due(request.actor, clock.now(), request.organization.time_zone).count()
    return render(request, "goals/_check_ins_due.html", {"count": count})


def _walk(request: OrganizationRequest) -> CheckInRun:
    return run_of(
        request.actor,
        _started(request),
        request.organization.time_zone,
        everything="all" in request.GET,
        at=read_id(request.GET.get("goal", "")),
        ended="end" in request.GET,
    )


def _started(request: OrganizationRequest) -> datetime:
    """When the run began; now for an address that says nothing, something odd, or something long ago."""
    now = clock.now()
    try:
        found = parse_datetime(request.GET.get("since", ""))
    except ValueError:
        found = None
    is_good = found is not None and found.tzinfo is not None and now - LONGEST_RUN <= found <= now
    return found if found is not None and is_good else now


def _form(request: OrganizationRequest, goal: Goal | None, data: Any = None) -> CheckInForm | None:
    if goal is None:
        return None
    form = CheckInForm(goal, clock.today(request.organization.time_zone), request.organization.time_zone, data)
    form.fields["value"].widget.attrs.update({"autofocus": True, "data-select": True})
    form.fields["note"].widget.attrs["rows"] = 2
    return form


def _address(request: OrganizationRequest, goal_id: UUID | None, *, everything: bool | None = None) -> str:
    """The address of a step of this run; of its end without a goal."""
    query = QueryDict(mutable=True)
    query["since"] = _started(request).isoformat()
    if "all" in request.GET if everything is None else everything:
        query["all"] = "1"
    query["goal" if goal_id else "end"] = str(goal_id or "1")
    return f"{request.path}?{query.urlencode()}"


def _page(
    request: OrganizationRequest, walk: CheckInRun, form: CheckInForm | None, *, status: int = 200
) -> HttpResponse:
    context = {
        "run": walk,
        "steps": [(step, _address(request, step.id)) for step in walk.steps],
        "left": [(step, _address(request, step.id)) for step in walk.left],
        "row": walk.row,
        "goal": walk.goal,
        "asked": walk.asked,
        "form": form,
        "here": _address(request, walk.goal.pk if walk.goal else None),
        "skip": _address(request, walk.next_id),
        "everything": "all" in request.GET,
        "all_address": f"{request.path}?all=1",
    }
    return render(request, "goals/check_in_run.html", context, status=status)
