"""My tasks."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairn.goals.views.showing import today
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.work.queries.mine import my_tasks


@require_safe
def mine(request: Request) -> HttpResponse:
    """What I have to do, by when it is due."""
    return render(request, "work/mine.html", {"mine": my_tasks(request.actor, today(request)), "day": today(request)})
