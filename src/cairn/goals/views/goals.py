"""Creating and editing, with the full form."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cairn.core.errors import Denied, Refused, Stale
from cairn.core.htmx import go, is_fragment
from cairn.goals import actions, policies
from cairn.goals.actions import GoalFields
from cairn.goals.forms.goal import GoalForm, initial_of
from cairn.goals.forms.phases import with_even_stages
from cairn.goals.models import Goal
from cairn.goals.policies import Act
from cairn.goals.queries.goal_form import both_versions, differing, prefilled, present
from cairn.goals.recompute import settings_row
from cairn.goals.views.choosing import fill_all
from cairn.goals.views.showing import found, here, today
from cairn.organizations.requests import OrganizationRequest
from cairn.planning.models import Period
from cairn.planning.queries import current_period
from cairn.ui.links import org_url


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: OrganizationRequest) -> HttpResponse:
    """A new objective, key result or project."""
    start = prefilled(request.GET, request.actor, current_period(request.organization, today(request)))
    if request.method != "POST":
        policies.demand_create(request.actor, start["entity"], start["teams"], settings_row())
    form = _form(request, start)
    if form.is_bound and not form.is_looking and form.is_valid():
        try:
            made = actions.create(form.wanted(), by=request.actor)
        except Refused as error:
            form.refuse(error)
        else:
            return _created(request, made)
    return _shown(request, form)


def _created(request: OrganizationRequest, made: Goal) -> HttpResponse:
    """To the new goal's page; or to an empty form of the same sort, where more of it is to come."""
    messages.success(request, _("Created “%(title)s”.") % {"title": made.title})
    if request.POST.get("then") == "another":
        return go(request, request.get_full_path())
    return go(request, here(request, made))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Everything about a goal, to change."""
    goal = found(request, goal_id)
    policies.demand(request.actor, Act.EDIT, goal)
    held = present(goal, request.actor)
    form = _form(request, held, version=goal.version)
    if not form.is_bound or form.is_looking or not form.is_valid():
        return _shown(request, form, goal=goal)
    wanted = differing(form.wanted(), held)
    try:
        actions.edit(goal, wanted, by=request.actor, expected_version=form.cleaned_data["version"])
    except Stale as error:
        return _compared(request, goal, form, wanted, held, error)
    except (Refused, Denied) as error:
        form.refuse(error)
        return _shown(request, form, goal=goal, status=error.status)
    messages.success(request, _("Saved."))
    return go(request, here(request, goal))


def _compared(
    request: OrganizationRequest, goal: Goal, form: GoalForm, wanted: GoalFields, held: GoalFields, error: Stale
) -> HttpResponse:
    """Both versions side by side; what the person typed stays, and saving again puts it through."""
    form.see_version(goal.version)
    form.add_error(None, error.sentence)
    differences = both_versions(wanted, held, request.actor)
    lines = [(form.fields[each.name].label, each) for each in differences if each.name in form.fields]
    return _shown(request, form, goal=goal, status=409, lines=lines)


def _form(request: OrganizationRequest, start: GoalFields, *, version: int | None = None) -> GoalForm:
    """The form, bound to what was sent; its choosers filled with what is chosen and what was looked for."""
    found_periods = {str(period.pk): period for period in Period.objects.order_by("-start")}
    data = with_even_stages(request.POST, found_periods) if request.method == "POST" else None
    periods = [(key, period.name) for key, period in found_periods.items()]
    form = GoalForm(data, periods=periods, settings=settings_row(), initial={**initial_of(start), "version": version})
    fill_all(request, form)
    form.fields["tags"].widget.attrs["hx-get"] = org_url(request.organization, "goals:tag_options")
    return form


def _shown(
    request: OrganizationRequest, form: GoalForm, *, goal: Goal | None = None, status: int = 0, **more: Any
) -> HttpResponse:
    """The form as a page, or alone for htmx; 422 when something in it needs another look."""
    template = "goals/_goal_form.html" if is_fragment(request) else "goals/goal_form.html"
    context = {"form": form, "goal": goal, "sent_to": request.get_full_path(), **more}
    return render(request, template, context, status=status or (422 if form.errors else 200))
