"""Cloning a goal; deleting it, and bringing it back (spec okrs §4.3, §10.1)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairn.core.errors import Denied, Refused
from cairn.core.htmx import go, is_fragment
from cairn.goals import actions, policies
from cairn.goals.forms.ending import CloneForm, DeletionForm
from cairn.goals.models import Goal
from cairn.goals.policies import Act
from cairn.goals.queries.deleted import deleted_goals, was_visible
from cairn.goals.queries.surroundings import around
from cairn.goals.views.moved import is_on_a_page_of
from cairn.goals.views.showing import came_from, done, found, here, panel, today, with_undo
from cairn.organizations.requests import OrganizationRequest
from cairn.planning.queries import current_period
from cairn.ui.links import org_url


@require_http_methods(["GET", "HEAD", "POST"])
def clones(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Asks for period, depth and owner, and makes the copy."""
    goal = found(request, goal_id)
    policies.demand(request.actor, Act.CLONE, goal)
    current = current_period(request.organization, today(request))
    form = CloneForm(current, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        period = form.cleaned_data["period"]
        try:
            copy = actions.clone(goal, period, by=request.actor, **form.arguments())
        except (Refused, Denied) as error:
            field = "page" if isinstance(error, Denied) else error.field
            form.add_error(field if field in form.fields else None, error.sentence)
        else:
            messages.success(request, _("This is the copy in %(period)s.") % {"period": period.name})
            return go(request, here(request, copy))
    return panel(request, "goals/_clone_form.html", goal, {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def deletion(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Asks what becomes of the children, and deletes."""
    goal = found(request, goal_id)
    policies.demand(request.actor, Act.DELETE, goal)
    form = DeletionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.delete(goal, by=request.actor, with_children=form.cleaned_data["children"] == "deleted")
        sentence = _("“%(title)s” is deleted.") % {"title": goal.title}
        undo = org_url(request.organization, "goals:restoration", goal_id=goal.pk)
        messages.success(request, with_undo(request, sentence, undo), extra_tags="undo")
        return go(request, _elsewhere(request, goal))
    context = {"form": form, "nearby": around(goal, request.actor)}
    return panel(request, "goals/_deletion_form.html", goal, context, status=422 if form.is_bound else 200)


def _elsewhere(request: OrganizationRequest, goal: Goal) -> str:
    """The list one came from; the page of the goal is gone."""
    if is_fragment(request) and came_from(request) and not is_on_a_page_of(request, goal):
        return came_from(request)
    return org_url(request.organization, "goals:company")


@require_POST
def restoration(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Brings a deleted goal back, with everything that was deleted together with it."""
    goal = was_visible(request.actor).filter(pk=goal_id).first()
    if goal is None:
        raise Http404
    actions.restore(goal, by=request.actor)
    return done(request, goal, _("“%(title)s” is back.") % {"title": goal.title})


@require_safe
def deleted(request: OrganizationRequest) -> HttpResponse:
    """What was deleted in the last 30 days and may be brought back by this person."""
    found_rows = deleted_goals(request.actor)
    lead = ngettext(
        "%(count)d can be brought back.", "%(count)d can be brought back.", len(found_rows)
    ) % {"count": len(found_rows)}  # fmt: skip
    return render(request, "goals/deleted.html", {"rows": found_rows, "lead": lead if found_rows else ""})
