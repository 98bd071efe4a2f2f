"""The admins' page of tags, and suggestions while one types them (spec okrs §12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairn.core.htmx import go, verb
from cairn.goals import actions
from cairn.goals.forms.tags import MergeForm, TagForm, TagRulesForm
from cairn.goals.models import Tag
from cairn.goals.queries.tags import listed_tags, suggested
from cairn.goals.recompute import settings_row
from cairn.goals.views.choosing import fill_all
from cairn.organizations.policies import demand_manage_organization
from cairn.organizations.requests import OrganizationRequest
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url


@require_http_methods(["GET", "HEAD", "POST"])
def tags(request: OrganizationRequest) -> HttpResponse:
    """All tags; POST makes one."""
    demand_manage_organization(request.actor)
    form = TagForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals(form):
            tag = actions.create_tag(by=request.actor, **form.cleaned_data)
            return _done(request, _("The tag “%(name)s” is there.") % {"name": tag})
    return _listed(request, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def tag(request: OrganizationRequest, tag_id: UUID) -> HttpResponse:
    """One tag: renaming it, its colour, merging it into another."""
    demand_manage_organization(request.actor)
    row = get_object_or_404(Tag, pk=tag_id)
    form = TagForm.of(row, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals(form):
            actions.edit_tag(row, by=request.actor, **form.cleaned_data)
            return _done(request, _("Saved."))
        row.refresh_from_db()
    return form_page(request, "goals/tag.html", {"tag": row, "merge": MergeForm()}, form=form)


@require_POST
def merge(request: OrganizationRequest, tag_id: UUID) -> HttpResponse:
    """Merges the tag into another, which stays."""
    demand_manage_organization(request.actor)
    row = get_object_or_404(Tag, pk=tag_id)
    form = MergeForm(request.POST)
    if form.is_valid():
        with refusals(form):
            into = actions.merge_tags(row, form.cleaned_data["into"], by=request.actor)
            return _done(request, _("Merged into “%(name)s”.") % {"name": into})
    context = {"tag": row, "form": TagForm.of(row), "merge": form}
    return render(request, "goals/tag.html", context, status=422)


@require_http_methods(["POST", "DELETE"])
def archive(request: OrganizationRequest, tag_id: UUID) -> HttpResponse:
    """POST archives the tag, DELETE (or POST with _method=delete) offers it again."""
    row = get_object_or_404(Tag, pk=tag_id)
    archived = verb(request) != "DELETE"
    actions.archive_tag(row, by=request.actor, archived=archived)
    return _done(request, (_("Archived “%(name)s”.") if archived else _("“%(name)s” is back.")) % {"name": row})


@require_POST
def deletion(request: OrganizationRequest, tag_id: UUID) -> HttpResponse:
    """Deletes the tag everywhere."""
    row = get_object_or_404(Tag, pk=tag_id)
    actions.delete_tag(row, by=request.actor)
    return _done(request, _("Deleted “%(name)s”.") % {"name": row.name})


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: OrganizationRequest) -> HttpResponse:
    """Who may make tags."""
    demand_manage_organization(request.actor)
    form = TagRulesForm.of(settings_row(), request.POST if request.method == "POST" else None)
    fill_all(request, form)
    if form.is_bound and not form.is_looking and form.is_valid():
        with refusals(form):
            actions.set_tag_rules(by=request.actor, **form.cleaned_data)
            return _done(request, _("Saved."))
    return form_page(request, "goals/tag_rules.html", {}, form=form)


@require_safe
def options(request: OrganizationRequest) -> HttpResponse:
    """What the field of tags may become."""
    typed = request.GET.get("tags", "")
    return render(request, "goals/_tag_options.html", {"options": suggested(typed, request.actor)})


def _listed(request: OrganizationRequest, **context: Any) -> HttpResponse:
    about = {
        "tags": listed_tags(request.actor),
        "archived": listed_tags(request.actor, archived=True),
        "rules": settings_row(),
    }
    return form_page(request, "goals/tags.html", about, form=context["form"])


def _done(request: OrganizationRequest, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return go(request, org_url(request.organization, "goals:tags"))
