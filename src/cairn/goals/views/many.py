"""Changing several goals at once: what was ticked in a list (spec okrs §4.3)."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cairn.core.htmx import go
from cairn.goals import actions
from cairn.goals.actions import runs
from cairn.goals.actions.ending import Refusal
from cairn.goals.actions.many import change_many
from cairn.goals.forms.many import ManyForm
from cairn.goals.models import Goal, GoalKind
from cairn.goals.queries.filters import ids_of
from cairn.goals.queries.many import ticked
from cairn.goals.views.closing import back_to
from cairn.organizations.requests import OrganizationRequest
from cairn.organizations.terminology import Term, word
from cairn.planning.models import Period
from cairn.ui.links import org_url


@require_http_methods(["GET", "HEAD", "POST"])
def many(request: OrganizationRequest) -> HttpResponse:
    """?goal=…&goal=… names them; POST does to each what was chosen."""
    goals = ticked(ids_of(request.GET, "goal"), request.actor)
    form = ManyForm(goals, request.actor, _kinds(request), request.POST if request.method == "POST" else None)
    if form.is_bound and goals and form.is_valid():
        _do(request, form, goals)
        if form.cleaned_data["copies"] is not None:
            return _cloned(request, goals, form.cleaned_data["copies"])
        return go(request, back_to(request) or org_url(request.organization, "goals:company"))
    context = {"form": form, "goals": goals, "back": back_to(request)}
    return render(request, "goals/many.html", context, status=422 if form.is_bound else 200)


def _do(request: OrganizationRequest, form: ManyForm, goals: list[Goal]) -> None:
    wish, refused = form.wish(), list[Refusal]()
    if not wish.is_empty:
        done = change_many(goals, wish, by=request.actor)
        refused += done.refused
        words = ngettext("%(count)d was changed.", "%(count)d were changed.", done.count)
        if wish.deletes:
            words = ngettext("%(count)d was deleted.", "%(count)d were deleted.", done.count)
        messages.success(request, words % {"count": done.count})
    if form.ends:
        tally = actions.end_many(form.endings(goals), by=request.actor)
        refused += tally.refused
        messages.success(request, tally.sentence)
    _tell_refusals(request, refused)


def _cloned(request: OrganizationRequest, goals: list[Goal], period: Period) -> HttpResponse:
    """Has the open ones cloned in the background, and leads to how far that is (spec okrs §10.1)."""
    still_open = list(Goal.objects.open().filter(pk__in=[goal.pk for goal in goals]).order_by("rank", "pk"))
    words = ngettext("%(count)d ticked", "%(count)d ticked", len(still_open)) % {"count": len(still_open)}
    made = runs.begin_clones(still_open, period, by=request.actor, about=f"{words} → {period.name}")
    return go(request, org_url(request.organization, "goals:run", run_id=made.pk))


def _tell_refusals(request: OrganizationRequest, refused: Iterable[Refusal]) -> None:
    rows = list(refused)
    for row in rows[:5]:
        messages.warning(request, f"{row.title}: {row.error.sentence}")
    if len(rows) > 5:
        messages.warning(request, _("%(count)d more stay as they are.") % {"count": len(rows) - 5})


def _kinds(request: OrganizationRequest) -> dict[str, str]:
    """The kinds in the organisation's own words."""
    found = {}
    for kind in GoalKind:
        text = word(request.organization.terminology, Term(kind.value)).singular
        found[kind.value] = text[:1].upper() + text[1:]
    return found
