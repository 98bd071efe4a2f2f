"""The drafting table of a page and a period, and the drafts on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cairn.coach import actions, drafting, guidance, policies
from cairn.coach.forms.draft import DraftForm, IdeasForm
from cairn.coach.models import Draft
from cairn.coach.queries.drafts import notes_on, parents_for, table
from cairn.core.htmx import go
from cairn.goals.models import Entity
from cairn.goals.queries.places import named
from cairn.goals.queries.tree import Place
from cairn.organizations.requests import OrganizationRequest
from cairn.organizations.terminology import worded
from cairn.planning.queries import period_picker
from cairn.ui.additions import Subject
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url

Request = OrganizationRequest


@require_http_methods(["GET", "HEAD", "POST"])
def drafts(request: Request) -> HttpResponse:
    """The organisation's table. POST with `begin` begins a draft, with `ideas` keeps the notes."""
    return _table(request, Place(Entity.ORGANIZATION))


@require_http_methods(["GET", "HEAD", "POST"])
def team_drafts(request: Request, team_id: UUID) -> HttpResponse:
    """A team's table."""
    return _table(request, Place(Entity.TEAM, team_id))


@require_http_methods(["GET", "HEAD", "POST"])
def person_drafts(request: Request, member_id: UUID) -> HttpResponse:
    """Somebody's own table."""
    return _table(request, Place(Entity.INDIVIDUAL, member_id))


def _table(request: Request, place: Place) -> HttpResponse:
    about = named(place, request.organization)
    picker = period_picker(request.organization, request.GET.getlist("period"))
    if about is None or not picker.chosen:
        raise Http404
    period = picker.chosen[0]
    form = IdeasForm(request.POST if "ideas" in request.POST else None)
    if "begin" in request.POST:
        draft = actions.begin_draft(place, period, by=request.actor, title=request.POST.get("title", ""))
        return go(request, org_url(request.organization, "coach:draft", draft_id=draft.pk))
    if form.is_bound and form.is_valid():
        with refusals(form):
            actions.note_ideas(place, period, form.cleaned_data, by=request.actor)
            messages.success(request, _("Kept."))
            return go(request, request.get_full_path())
    page = table(place, about.name, period, request.actor, request.organization)
    if not form.is_bound:
        form = IdeasForm(initial=page.ideas)
    subject = Subject(place.entity.value, place.id, period.pk)
    ideas = [(text, label) for key, text in page.ideas.items() if text for label in [drafting.FIVE_PS[key][0]]]
    context = {
        "page": page, "picker": picker, "subject": subject, "ideas": ideas, "here": request.get_full_path(),
        "no_objectives": guidance.NO_OBJECTIVES, "pitfalls": guidance.PITFALLS,
    }  # fmt: skip
    return form_page(request, "coach/drafts.html", context, form=form)


def _found(request: Request, draft_id: UUID) -> Draft:
    rows = Draft.objects.visible_to(request.actor).select_related(
        "period", "owner", "author", "team", "member", "parent"
    )
    draft: Draft | None = rows.filter(pk=draft_id).first()
    if draft is None:
        raise Http404
    return draft


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: Request, draft_id: UUID) -> HttpResponse:
    """One draft. POST saves it, and with `then=create` makes the objective of it."""
    found = _found(request, draft_id)
    parents = parents_for(found, request.actor)
    form = DraftForm.of(found, request.POST if request.method == "POST" else None, parents)
    if form.is_bound:
        policies.demand_edit_draft(request.actor, found)
    if form.is_bound and form.is_valid():
        with refusals(form):
            version = form.cleaned_data["version"]
            found = actions.edit_draft(found, form.wanted(), by=request.actor, expected_version=version)  # type: ignore[arg-type]
            if request.POST.get("then") == "create":
                made = actions.create_from_draft(found, by=request.actor)
                messages.success(
                    request, worded(_("Created “%(title)s” with its {key_results}.")) % {"title": made.title}
                )
                return go(request, org_url(request.organization, "goals:goal", goal_id=made.pk))
            messages.success(request, _("Saved. Nobody sees it outside of this table."))
            return go(request, org_url(request.organization, "coach:draft", draft_id=found.pk))
    context = {
        "draft": found, "notes": notes_on(found, request.organization), "table_url": table_url(request, found),
        "may_edit": policies.can_edit_draft(request.actor, found), "questions": guidance.METRIC_QUESTIONS,
    }  # fmt: skip
    return form_page(request, "coach/draft.html", context, form=form)


@require_POST
def draft_notes(request: Request, draft_id: UUID) -> HttpResponse:
    """The coach's notes on what stands in the form of a draft; saves nothing, always answers 200."""
    found = _found(request, draft_id)
    form = DraftForm.of(found, request.POST, parents_for(found, request.actor))
    form.is_valid()
    given: dict[str, Any] = form.cleaned_data
    found.title, found.why = given.get("title", found.title), given.get("why", found.why)
    if "key_results" in given:
        found.key_results = [drafting.checked(row) for row in given["key_results"]]
    if "owner" in given:
        found.owner = given["owner"]
    return render(request, "coach/_draft_notes.html", {"notes": notes_on(found, request.organization)})


@require_POST
def draft_deletion(request: Request, draft_id: UUID) -> HttpResponse:
    """Throws a draft away."""
    found = _found(request, draft_id)
    back = table_url(request, found)
    actions.discard_draft(found, by=request.actor)
    messages.success(request, _("The draft is gone."))
    return go(request, back)


def table_url(request: Request, draft: Draft) -> str:
    """The table on which a draft lies."""
    if draft.team_id:
        href = org_url(request.organization, "coach:team_drafts", team_id=draft.team_id)
    elif draft.member_id:
        href = org_url(request.organization, "coach:person_drafts", member_id=draft.member_id)
    else:
        href = org_url(request.organization, "coach:drafts")
    return f"{href}?period={draft.period_id}"
