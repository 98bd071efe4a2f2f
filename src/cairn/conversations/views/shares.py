"""Pointing people to a goal: the link to copy, or a letter to members; and the link of one check-in."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cairn.conversations import actions, policies
from cairn.conversations.forms.share import ShareForm
from cairn.conversations.views.finding import check_in_found
from cairn.core.htmx import go
from cairn.goals.views.choosing import fill_all
from cairn.goals.views.showing import found as goal_found
from cairn.goals.views.showing import here, panel
from cairn.organizations.models import Member
from cairn.organizations.requests import OrganizationRequest
from cairn.ui.forms import refusals

LAST_ID = UUID(int=2**128 - 1)


@require_safe
def check_in(request: OrganizationRequest, check_in_id: UUID) -> HttpResponse:
    """Leads to a check-in in the stream of its goal, which begins with it."""
    row = check_in_found(request, check_in_id)
    before = urlencode({"before": f"{row.at.isoformat()} {LAST_ID}"})
    return redirect(f"{here(request, row.goal)}/stream?{before}#check-in-{row.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Members only; who may not see a private goal is refused by name."""
    goal = goal_found(request, goal_id)
    policies.demand_share(request.actor)
    form = ShareForm(request.POST if request.method == "POST" else None)
    fill_all(request, form)
    if form.is_bound and not form.is_looking and form.is_valid():
        people = list(Member.objects.listed().filter(pk__in=form.cleaned_data["people"]))
        with refusals(form):
            actions.share(goal, by=request.actor, to=people, note=form.cleaned_data["note"])
            count = len(people)
            words = ngettext("Shared with %(count)d person.", "Shared with %(count)d people.", count)
            messages.success(request, words % {"count": count})
            return go(request, here(request, goal))
    link = request.build_absolute_uri(here(request, goal))
    status = 422 if form.is_bound and not form.is_looking else 200
    return panel(request, "conversations/_share.html", goal, {"form": form, "link": link}, status=status)
