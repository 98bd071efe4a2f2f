"""The approval of a page of goals, the list of those that wait for me, and whether there is approval at all."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cairn.core.errors import Refused
from cairn.core.htmx import go
from cairn.goals import actions
from cairn.goals.actions.workflow import set_workflow
from cairn.goals.approvals import Page
from cairn.goals.forms.approval import StageForm, WorkflowForm
from cairn.goals.models import Entity, Stage
from cairn.goals.queries.approval import approval_page, goals_on, page_named, waiting
from cairn.goals.recompute import settings_row
from cairn.goals.views.showing import today
from cairn.organizations.models import Member, Team
from cairn.organizations.policies import demand_manage_organization
from cairn.organizations.requests import OrganizationRequest
from cairn.organizations.terminology import worded
from cairn.planning.models import Period
from cairn.planning.queries import current_period
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url


@require_http_methods(["GET", "HEAD", "POST"])
def company(request: OrganizationRequest) -> HttpResponse:
    """The approval of the organisation's goals in ?period=."""
    return _approval(request, Page(Entity.ORGANIZATION.value, _period(request).pk), request.organization.name)


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: OrganizationRequest, team_id: UUID) -> HttpResponse:
    """The approval of a team's goals."""
    found = get_object_or_404(Team, pk=team_id)
    return _approval(request, Page(Entity.TEAM.value, _period(request).pk, team_id=found.pk), found.name)


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: OrganizationRequest, member_id: UUID) -> HttpResponse:
    """The approval of a person's goals."""
    found = get_object_or_404(Member, pk=member_id)
    return _approval(request, Page(Entity.INDIVIDUAL.value, _period(request).pk, member_id=found.pk), found.name)


def _approval(request: OrganizationRequest, page: Page, name: str) -> HttpResponse:
    settings = settings_row()
    if not settings.approval_workflow:
        raise Http404
    form = StageForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals(form):
            row = actions.set_stage(page, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Now: %(stage)s.") % {"stage": row.get_stage_display()})
            return go(request, request.get_full_path())
    about = approval_page(page, _period(request), name, request.actor, settings)
    context = {"about": about, "goals": goals_on(page, request.actor)}
    return form_page(request, "goals/approval.html", context, form=form)


def _period(request: OrganizationRequest) -> Period:
    """The period that the address names, else the current one."""
    try:
        wanted = UUID(request.GET.get("period", ""))
    except ValueError:
        found = current_period(request.organization, today(request))
        if found is None:
            raise Http404 from None
        return found
    return get_object_or_404(Period, pk=wanted)


@require_http_methods(["GET", "HEAD", "POST"])
def waiting_for_me(request: OrganizationRequest) -> HttpResponse:
    """What waits for my decision; POST decides on the chosen ones together (`page`, several), all or none."""
    settings = settings_row()
    if not settings.approval_workflow:
        raise Http404
    form = StageForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals(form):
            pages = [page for page in map(page_named, request.POST.getlist("page")) if page is not None]
            if not pages:
                raise Refused(_("Choose at least one."))
            actions.set_stages(pages, by=request.actor, **form.cleaned_data)
            return _decided(request, len(pages), form.cleaned_data["stage"])
    rows = waiting(request.actor, request.organization, settings)
    chosen = request.POST.getlist("page")
    return form_page(request, "goals/approvals.html", {"rows": rows, "chosen": chosen}, form=form)


def _decided(request: OrganizationRequest, count: int, stage: str) -> HttpResponse:
    words = (
        worded(ngettext("Approved %(count)d page of {okrs}.", "Approved %(count)d pages of {okrs}.", count))
        if stage == Stage.APPROVED
        else worded(ngettext("Sent %(count)d page of {okrs} back.", "Sent %(count)d pages of {okrs} back.", count))
    )
    messages.success(request, words % {"count": count})
    return go(request, org_url(request.organization, "goals:approvals"))


@require_http_methods(["GET", "HEAD", "POST"])
def workflow(request: OrganizationRequest) -> HttpResponse:
    """Whether OKRs are approved here."""
    demand_manage_organization(request.actor)
    form = WorkflowForm.of(settings_row(), request.POST if request.method == "POST" else None)
    if form.is_valid():
        set_workflow(by=request.actor, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return go(request, org_url(request.organization, "goals:workflow"))
    return render(request, "goals/workflow.html", {"form": form}, status=422 if form.errors else 200)
