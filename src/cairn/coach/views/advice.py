"""The coach beside a form, on the page of a goal, and the one click that mends."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairn.coach import actions
from cairn.coach.forms.answers import SourceForm, SufficiencyForm
from cairn.coach.queries.goal_advice import goal_advice
from cairn.coach.queries.typed import adopted_by, remarks_on
from cairn.core.htmx import go, is_fragment
from cairn.goals import policies
from cairn.goals.models import Goal
from cairn.goals.policies import Act
from cairn.goals.views.showing import came_from, found, here, panel, today
from cairn.organizations.requests import OrganizationRequest
from cairn.organizations.terminology import worded
from cairn.ui.forms import refusals


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: OrganizationRequest) -> HttpResponse:
    """What there is to say of the goal that stands in the form; reads only, and always answers 200."""
    data = request.POST if request.method == "POST" else request.GET
    remarks = remarks_on(data, request.actor, request.organization, today(request))
    lines = [(remark, adopted_by(remark, data)) for remark in remarks]
    return render(request, "coach/_notes.html", {"lines": lines, "has_title": bool(data.get("title", "").strip())})


@require_safe
def advice(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """The section of the coach on the page of a goal; without htmx a page of its own."""
    goal = found(request, goal_id)
    return _advice(request, goal)


def _advice(request: OrganizationRequest, goal: Goal, *, status: int = 200, **forms: object) -> HttpResponse:
    page = goal_advice(goal, request.actor, request.organization, today(request))
    context = {"advice": page, "sufficiency_form": SufficiencyForm(), "source_form": _source_form(page), **forms}
    if status == 200 and is_fragment(request):
        return render(request, "coach/_advice.html", {"goal": goal, "here": here(request, goal), **context})
    return panel(request, "coach/_advice.html", goal, context, status=status)


def _source_form(page: object) -> SourceForm:
    source = getattr(page, "source", None)
    return SourceForm(initial={"origin": source.origin, "place": source.place} if source else {"origin": "unknown"})


@require_POST
def mend(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Carries out what a rule (`rule`) offers to mend."""
    goal = found(request, goal_id)
    actions.mend(goal, request.POST.get("rule", ""), by=request.actor)
    messages.success(request, _("Mended “%(title)s”.") % {"title": goal.title})
    return go(request, came_from(request) or here(request, goal))


@require_POST
def sufficiency(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """The two questions of an objective, answered."""
    goal = found(request, goal_id)
    policies.demand(request.actor, Act.EDIT, goal)
    form = SufficiencyForm(request.POST)
    if form.is_valid():
        with refusals(form):
            said = form.cleaned_data
            actions.answer_sufficiency(
                goal, necessary=said["necessary"] == "yes", sufficient=said["sufficient"] == "yes",
                note=said["note"], by=request.actor,
            )  # fmt: skip
            messages.success(request, worded(_("Kept, until the {key_results} change.")))
            return go(request, here(request, goal))
    return _advice(request, goal, status=422, sufficiency_form=form)


@require_POST
def number_source(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Where the number of a key result comes from, said."""
    goal = found(request, goal_id)
    policies.demand(request.actor, Act.EDIT, goal)
    form = SourceForm(request.POST)
    if form.is_valid():
        with refusals(form):
            actions.say_source(goal, **form.cleaned_data, by=request.actor)
            messages.success(request, _("Saved."))
            return go(request, here(request, goal))
    return _advice(request, goal, status=422, source_form=form)
