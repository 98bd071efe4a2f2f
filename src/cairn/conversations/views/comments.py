"""Saying something about a goal, a check-in or another comment; changing it, taking it back, settling it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairn.conversations import actions, policies, store
from cairn.conversations.forms.comment import CommentForm, CorrectionForm
from cairn.conversations.models import Comment, Update
from cairn.conversations.views.finding import check_in_found, comment_found
from cairn.conversations.views.notices import with_left_out
from cairn.conversations.views.showing import changed, form_part, place_of
from cairn.core.htmx import is_fragment, verb
from cairn.goals.models import CheckIn, Goal
from cairn.goals.views.goal import stream_page
from cairn.goals.views.showing import found as goal_found
from cairn.organizations.requests import OrganizationRequest
from cairn.ui.forms import refusals

WRITE = ["GET", "HEAD", "POST"]


@require_http_methods(WRITE)
def on_goal(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Begins a thread on a goal. For htmx the whole stream comes back, the new words on top."""
    goal = goal_found(request, goal_id)
    policies.demand_comment(request.actor, goal)
    made, form = written_on(request, goal)
    if made is None:
        return _again(request, form, goal=goal)
    if not is_fragment(request):
        return with_left_out(request, made, changed(request, made))
    response = stream_page(request, goal)
    response["HX-Retarget"], response["HX-Reswap"] = "closest .stream-box", "outerHTML"
    return with_left_out(request, made, response)


@require_http_methods(WRITE)
def on_check_in(request: OrganizationRequest, check_in_id: UUID) -> HttpResponse:
    """Says something below a check-in."""
    row = check_in_found(request, check_in_id)
    policies.demand_comment(request.actor, row.goal)
    made, form = written_on(request, row)
    return _done(request, made) if made is not None else _again(request, form, goal=row.goal)


@require_http_methods(WRITE)
def answers(request: OrganizationRequest, comment_id: UUID) -> HttpResponse:
    """Answers a comment."""
    row = comment_found(request, comment_id)
    about: Any = row.update or row.check_in or row.goal
    made, form = written_on(request, about, answers=row)
    return _done(request, made) if made is not None else _again(request, form, goal=row.goal)


def written_on(
    request: OrganizationRequest, about: Goal | CheckIn | Update, answers: Comment | None = None
) -> tuple[Comment | None, CommentForm]:
    """What was posted as a comment, made if it can be; else None and the form with the sentences."""
    form = CommentForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        is_too_large="cairn.upload_too_large" in request.META,
        auto_id=f"id_{about.pk}_%s",
    )
    made = None
    if form.is_valid():
        with refusals(form):
            kept = store.put(form.cleaned_data["files"])
            made = actions.comment(
                about, by=request.actor, body=form.cleaned_data["body"], answers=answers, files=kept
            )
    return made, form


def _done(request: OrganizationRequest, row: Comment) -> HttpResponse:
    return with_left_out(request, row, changed(request, row))


def _again(request: OrganizationRequest, form: CommentForm, *, goal: Goal | None) -> HttpResponse:
    form.fields["body"].widget.attrs["autofocus"] = True
    context = {"form": form, "goal": goal, "action": request.path}
    return form_part(request, "conversations/_form.html", context, status=422 if form.is_bound else 200)


@require_safe
def comment(request: OrganizationRequest, comment_id: UUID) -> HttpResponse:
    """A link that lasts: leads to where the comment stands."""
    return HttpResponseRedirect(place_of(request, comment_found(request, comment_id)))


@require_http_methods(WRITE)
def edit(request: OrganizationRequest, comment_id: UUID) -> HttpResponse:
    """Changes one's own words."""
    row = comment_found(request, comment_id)
    policies.demand_own(request.actor, row)
    form = CorrectionForm(
        request.POST if request.method == "POST" else None, initial={"body": row.body}, auto_id=f"id_{row.pk}_%s"
    )
    if form.is_valid():
        with refusals(form):
            return _done(request, actions.edit_comment(row, by=request.actor, body=form.cleaned_data["body"]))
    context = {"form": form, "goal": row.goal, "row": row, "action": request.path}
    return form_part(request, "conversations/_correction.html", context, status=422 if form.is_bound else 200)


@require_http_methods(WRITE)
def deletion(request: OrganizationRequest, comment_id: UUID) -> HttpResponse:
    """Takes one's own words back. GET asks first, for use without a script."""
    row = comment_found(request, comment_id, deleted=request.method == "POST")
    policies.demand_own(request.actor, row)
    if request.method != "POST":
        return form_part(request, "conversations/_deletion.html", {"row": row, "goal": row.goal})
    actions.delete_comment(row, by=request.actor)
    return changed(request, row)


@require_POST
def resolution(request: OrganizationRequest, comment_id: UUID) -> HttpResponse:
    """POST settles a thread, DELETE (or _method=delete) takes it up again."""
    row = comment_found(request, comment_id)
    if verb(request) == "DELETE":
        actions.take_up_again(row, by=request.actor)
    else:
        actions.settle(row, by=request.actor)
    return changed(request, row)
