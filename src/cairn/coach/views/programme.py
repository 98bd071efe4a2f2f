"""An objective of the year in steps, the roles of the programme, and the roll-out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairn.coach import actions, policies
from cairn.coach.actions.annual import Metric, quarters_of
from cairn.coach.actions.roles import ROLES
from cairn.coach.forms.programme import AnnualForm, EndForm, ParticipantsForm, PlanForm, RoleForm, RolloutStepForm
from cairn.coach.models import Participant, RolloutPlan, RolloutStep
from cairn.coach.queries.rollout import plan_page
from cairn.core import clock
from cairn.core.htmx import go
from cairn.goals.models import Entity
from cairn.organizations.models import Member
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.planning.models import Period, PeriodKind
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url


@require_http_methods(["GET", "HEAD", "POST"])
def annual(request: Request, period_id: UUID) -> HttpResponse:
    """An objective of this year whose key results lie in its quarters."""
    year = get_object_or_404(Period, pk=period_id)
    if year.kind != PeriodKind.YEAR:
        raise Http404
    policies.demand_write_at(request.actor, Entity.ORGANIZATION, None)
    quarters = quarters_of(year)
    form = AnnualForm(request.POST if request.method == "POST" else None, quarters=quarters)
    if form.is_bound and form.is_valid():
        with refusals(form):
            given = form.cleaned_data
            metric = Metric(given["name"], given["unit"], given["start"], form.targets())
            owner = given["owner"].pk if given["owner"] else None
            made = actions.create_annual(given["title"], given["why"], metric, year, owner=owner, by=request.actor)
            messages.success(request, _("Created, with a key result for each quarter."))
            return go(request, org_url(request.organization, "goals:goal", goal_id=made.pk))
    return form_page(request, "coach/annual.html", {"year": year, "quarters": quarters}, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: Request) -> HttpResponse:
    """Who plays which part; POST gives one to somebody, or with `take` takes it from them."""
    may_manage = policies.can_set_rules(request.actor)
    role, form = request.POST.get("role", ""), RoleForm(request.POST if "role" in request.POST else None)
    if request.method == "POST":
        policies.demand_plan_rollout(request.actor)
    if "take" in request.POST:
        member = get_object_or_404(Member, pk=_uuid(request.POST["take"]))
        actions.set_role(member, role, holds=False, by=request.actor)
        return go(request, org_url(request.organization, "coach:roles"))
    if form.is_bound and form.is_valid():
        with refusals(form):
            actions.set_role(form.cleaned_data["person"], role, holds=True, by=request.actor)
            return go(request, org_url(request.organization, "coach:roles"))
    people = list(Member.objects.listed().exclude(programme_roles=[]).order_by("name"))
    held = [(key, name, help, [m for m in people if key in m.programme_roles]) for key, (name, help) in ROLES.items()]
    return form_page(request, "coach/roles.html", {"roles": held, "may_manage": may_manage, "role": role}, form=form)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
def rollouts(request: Request) -> HttpResponse:
    """The plans; POST makes one."""
    form = PlanForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        policies.demand_plan_rollout(request.actor)
    if form.is_bound and form.is_valid():
        with refusals(form):
            plan = actions.plan_rollout(**form.cleaned_data, by=request.actor)
            return go(request, org_url(request.organization, "coach:rollout", plan_id=plan.pk))
    steps, done = Count("steps", distinct=True), Count("steps", filter=~Q(steps__done_at=None), distinct=True)
    plans = RolloutPlan.objects.annotate(step_count=steps, done_count=done).order_by("-starts_on")
    context = {"plans": plans, "may_plan": policies.can_set_rules(request.actor)}
    return form_page(request, "coach/rollouts.html", context, form=form)


@require_safe
def rollout(request: Request, plan_id: UUID) -> HttpResponse:
    """One plan: its steps and who takes part."""
    return _plan(request, get_object_or_404(RolloutPlan, pk=plan_id))


def _plan(request: Request, plan: RolloutPlan, *, status: int = 200, **forms: Any) -> HttpResponse:
    page = plan_page(plan, request.actor, clock.today(request.organization.time_zone))
    context = {"page": page, "person_form": ParticipantsForm(), "end_form": EndForm(), **forms}
    return render(request, "coach/rollout.html", context, status=status)


@require_POST
def participants(request: Request, plan_id: UUID) -> HttpResponse:
    """Adds `person`, or takes out the one whose id is `take`."""
    plan = get_object_or_404(RolloutPlan, pk=plan_id)
    policies.demand_plan_rollout(request.actor)
    ids = set(Participant.objects.filter(plan=plan).values_list("member_id", flat=True))
    form = ParticipantsForm(request.POST)
    if "take" in request.POST:
        actions.set_participants(plan, member_ids=ids - {_uuid(request.POST["take"])}, by=request.actor)
        return go(request, org_url(request.organization, "coach:rollout", plan_id=plan.pk))
    if form.is_valid():
        with refusals(form):
            actions.set_participants(plan, member_ids=ids | {form.cleaned_data["person"].pk}, by=request.actor)
            return go(request, org_url(request.organization, "coach:rollout", plan_id=plan.pk))
    return _plan(request, plan, status=422, person_form=form)


@require_POST
def rollout_state(request: Request, plan_id: UUID) -> HttpResponse:
    """Starts a plan (`state=running`), or ends it as `done` or `stopped` with the decision."""
    plan = get_object_or_404(RolloutPlan, pk=plan_id)
    policies.demand_plan_rollout(request.actor)
    form = EndForm(request.POST)
    with refusals(form):
        state, outcome = request.POST.get("state", ""), request.POST.get("outcome", "")
        actions.move_plan(plan, state, outcome=outcome, by=request.actor)
        return go(request, org_url(request.organization, "coach:rollout", plan_id=plan.pk))
    return _plan(request, plan, status=422, end_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def rollout_step(request: Request, rollout_step_id: UUID) -> HttpResponse:
    """One step of a plan."""
    step = get_object_or_404(RolloutStep.objects.select_related("plan", "owner", "done_by"), pk=rollout_step_id)
    may_plan = policies.can_set_rules(request.actor)
    form = RolloutStepForm.of(step, request.POST if request.method == "POST" else None, may_plan=may_plan)
    if form.is_bound:
        policies.demand_do_step(request.actor, step)
    if form.is_bound and form.is_valid():
        with refusals(form):
            actions.change_rollout_step(step, by=request.actor, **form.cleaned_data)
            return go(request, org_url(request.organization, "coach:rollout", plan_id=step.plan_id))
    context = {"step": step, "can_do": policies.can_do_step(request.actor, step) and step.plan.is_open}
    return form_page(request, "coach/rollout_step.html", context, form=form)
