"""Updates: a message with a picture of goals as they stand, on the page of an entity (spec okrs §20, broadcast)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cairn.conversations import actions, places, policies, store
from cairn.conversations.actions.post import Wanted
from cairn.conversations.forms.comment import CommentForm
from cairn.conversations.forms.update import UpdateForm, WordsForm
from cairn.conversations.models import Update
from cairn.conversations.places import Whose
from cairn.conversations.queries.updates import (
    around,
    comments_on,
    offered_goals,
    people_of,
    picked,
    posted,
    updates_of,
)
from cairn.conversations.views.comments import written_on
from cairn.conversations.views.finding import update_found
from cairn.conversations.views.showing import form_part
from cairn.core import clock
from cairn.core.htmx import go
from cairn.goals.models import Entity
from cairn.goals.views.choosing import fill_all
from cairn.organizations.requests import OrganizationRequest
from cairn.planning.queries import period_picker
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url

WRITE = ["GET", "HEAD", "POST"]


@require_safe
def updates(request: OrganizationRequest, team_id: UUID | None = None, member_id: UUID | None = None) -> HttpResponse:
    """The updates of an entity, latest first; ?before= goes on."""
    whose = places.found(request.organization, team_id, member_id)
    found = updates_of(whose.place, request.actor, request.GET.get("before", ""))
    context = {"whose": whose, "subject": whose.subject, "head": whose.head, "updates": found}
    context |= {"may_post": policies.can_post(request.actor), "new_url": whose.url("new_update")}
    return render(request, "conversations/updates.html", context)


@require_http_methods(WRITE)
def new(request: OrganizationRequest, team_id: UUID | None = None, member_id: UUID | None = None) -> HttpResponse:
    """Posts one."""
    whose = places.found(request.organization, team_id, member_id)
    policies.demand_post(request.actor)
    form = _form(request, whose)
    fill_all(request, form)
    if form.is_bound and not form.is_looking and form.is_valid():
        with refusals(form):
            made = actions.post_update(whose.place, _wanted(form.cleaned_data, whose, request), by=request.actor)
            messages.success(request, _("The update is posted."))
            return go(request, _page(request, made))
    return form_page(request, "conversations/update_new.html", {"whose": whose}, form=form)


def _form(request: OrganizationRequest, whose: Whose) -> UpdateForm:
    day = clock.today(request.organization.time_zone)
    chosen = period_picker(request.organization, request.GET.getlist("period"), day).chosen
    offered = offered_goals(whose.place, chosen[0] if chosen else None, request.actor)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return UpdateForm(_everybody(whose), offered.goals, offered.chosen, data, files)


def _everybody(whose: Whose) -> str:
    if whose.place.entity == Entity.INDIVIDUAL:
        return _("The manager of %(name)s and who reports to them") % {"name": whose.name}
    return _("Everybody in %(name)s") % {"name": whose.name}


def _wanted(given: dict[str, Any], whose: Whose, request: OrganizationRequest) -> Wanted:
    readers = people_of(given["readers"], given["reader_teams"]) if given["audience"] == "chosen" else []
    if given["audience"] == "everybody" and whose.place.entity == Entity.INDIVIDUAL:
        readers = around(whose.place.id)
    return Wanted(
        title=given["title"],
        body=given["body"],
        goals=picked(given["goals"], whose.place, request.actor),
        readers=readers,
        tells=given["audience"] != "nobody",
        files=store.put(given["files"]),
    )


@require_safe
def update(request: OrganizationRequest, update_id: UUID) -> HttpResponse:
    """One update with what is said about it."""
    return _shown(request, update_found(update_id), CommentForm())


@require_http_methods(WRITE)
def on_update(request: OrganizationRequest, update_id: UUID) -> HttpResponse:
    """Comments on an update."""
    row = update_found(update_id)
    made, form = written_on(request, row)
    if made is not None:
        return go(request, f"{_page(request, row)}#comment-{made.pk}")
    return _shown(request, row, form, status=422 if form.is_bound else 200)


def _shown(request: OrganizationRequest, row: Update, form: CommentForm, *, status: int = 200) -> HttpResponse:
    whose = places.of_update(request.organization, row)
    context = {"whose": whose, "update": posted([row], request.actor)[0], "form": form}
    context |= {"threads": comments_on(row, request.actor), "here": _page(request, row)}
    context |= {"updates_url": whose.url("updates"), "in_full": True}
    return render(request, "conversations/update.html", context, status=status)


@require_http_methods(WRITE)
def edit(request: OrganizationRequest, update_id: UUID) -> HttpResponse:
    """Changes one's own words; the picture stays."""
    row = update_found(update_id)
    policies.demand_own(request.actor, row)
    initial = {"title": row.title, "body": row.body}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        with refusals(form):
            actions.edit_update(row, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return go(request, _page(request, row))
    return form_page(request, "conversations/update_edit.html", {"here": _page(request, row)}, form=form)


@require_http_methods(WRITE)
def deletion(request: OrganizationRequest, update_id: UUID) -> HttpResponse:
    """Takes one's own update back. GET asks first."""
    row = update_found(update_id)
    policies.demand_own(request.actor, row)
    whose = places.of_update(request.organization, row)
    if request.method != "POST":
        context = {"row": row, "back": _page(request, row), "heading": row.title}
        return form_part(request, "conversations/_update_deletion.html", context)
    actions.delete_update(row, by=request.actor)
    messages.success(request, _("The update is deleted."))
    return go(request, whose.url("updates"))


def _page(request: OrganizationRequest, row: Update) -> str:
    return org_url(request.organization, "conversations:update", update_id=row.pk)
