"""What goals need from other teams."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cairn.core.htmx import is_fragment
from cairn.goals.queries.heads import team_head
from cairn.goals.views.showing import done, found, here, panel, today
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.ui.additions import Subject
from cairn.ui.forms import refusals
from cairn.work import actions
from cairn.work.forms.dependencies import AnswerForm, AskForm
from cairn.work.models import Dependency
from cairn.work.queries.dependencies import of_goal, of_team


@require_http_methods(["GET", "HEAD", "POST"])
def dependencies(request: Request, goal_id: UUID) -> HttpResponse:
    """What the goal needs from other teams; POST asks for something."""
    goal = found(request, goal_id)
    form = AskForm(goal, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals(form):
            given = form.cleaned_data
            actions.ask_team(goal, given["team"], by=request.actor, wanted=given["wanted"], due=given["due"])
            return done(request, goal, _("%(team)s was asked.") % {"team": given["team"].name})
    needed, may_ask = of_goal(goal, request.actor, today(request))
    context = {"goal": goal, "here": here(request, goal), "needed": needed, "may_ask": may_ask, "form": form}
    template = "work/_dependencies.html" if is_fragment(request) else "work/dependencies.html"
    return render(request, template, context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def dependency(request: Request, dependency_id: UUID) -> HttpResponse:
    """One of them, to answer: the button pressed is the `state` it gets."""
    rows = Dependency.objects.visible_to(request.actor).select_related("team", "asked_by", "answered_by")
    row: Dependency = get_object_or_404(rows, pk=dependency_id)
    goal = row.goal = found(request, row.goal_id)
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"answer": row.answer})
    if form.is_bound and form.is_valid():
        with refusals(form):
            answer = form.cleaned_data["answer"]
            row = actions.answer_dependency(row, by=request.actor, state=request.POST.get("state", ""), answer=answer)
            return done(request, goal, f"{row.get_state_display()}: {row.wanted}")
    needed, _may_ask = of_goal(goal, request.actor, today(request))
    ways = next((each.ways for each in needed if each.row.pk == row.pk), frozenset())
    context = {"form": form, "row": row, "ways": ways, "is_late": row.is_late(today(request))}
    return panel(request, "work/_dependency.html", goal, context, status=422 if form.errors else 200)


@require_safe
def of_one_team(request: Request, team_id: UUID) -> HttpResponse:
    """Both sides of a team: what is asked of it, and what it waits for."""
    head = team_head(team_id)
    if head is None:
        raise Http404
    context = {
        "head": head,
        "subject": Subject("team", team_id),
        "found": of_team(team_id, request.actor, today(request)),
    }
    return render(request, "work/team_dependencies.html", context)
