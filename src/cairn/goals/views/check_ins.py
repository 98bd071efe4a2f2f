"""Checking in: typed into a row or with the full form; correcting a check-in and taking it back (spec okrs §7)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairn.core.errors import Refused
from cairn.core.htmx import is_fragment
from cairn.goals import actions, enclosures, policies
from cairn.goals.actions import CheckedIn
from cairn.goals.actions.fields import said
from cairn.goals.entry import EntryError
from cairn.goals.forms.check_in import CheckInCorrection, CheckInForm, typed
from cairn.goals.models import CheckIn, Goal
from cairn.goals.policies import Act
from cairn.goals.queries.check_in_form import asked, reading
from cairn.goals.views.endings import ask_how_it_ends
from cairn.goals.views.moved import is_on_a_page_of, moved, told
from cairn.goals.views.showing import done, found, panel, today
from cairn.organizations.requests import OrganizationRequest
from cairn.ui.links import org_url


@require_safe
def new_check_in(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """The full form."""
    goal = found(request, goal_id)
    policies.demand(request.actor, Act.CHECK_IN, goal)
    return _form(request, goal, _bound(request, goal))


@require_POST
def check_ins(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Checks in, by a typed line (field `entry`) or by the full form."""
    goal = found(request, goal_id)
    policies.demand(request.actor, Act.CHECK_IN, goal)
    return _typed(request, goal) if "entry" in request.POST else _filled_in(request, goal)


def _typed(request: OrganizationRequest, goal: Goal) -> HttpResponse:
    text = request.POST["entry"]
    try:
        made = actions.check_in(goal, by=request.actor, **typed(goal, text))
    except (EntryError, Refused) as error:
        sentence = said(error.sentence)
        if is_fragment(request):
            return render(request, "goals/_entry_error.html", {"sentence": sentence}, status=422)
        form = _bound(request, goal)
        return _form(request, goal, form, entry=text, entry_error=sentence, status=422)
    return _made(request, goal, made, told(goal, made.check_in, made.changes))


def _filled_in(request: OrganizationRequest, goal: Goal) -> HttpResponse:
    form = _bound(request, goal, request.POST, request.FILES)
    if form.is_valid() and form.ending:
        return ask_how_it_ends(request, goal, form.ending, form.for_the_panel())
    if form.is_valid():
        try:
            made = actions.check_in(goal, by=request.actor, **form.arguments())
            enclosures.hang(form, made.check_in, by=request.actor)
        except Refused as error:
            field = {"at": "on"}.get(error.field or "", error.field)
            form.add_error(field if field in form.fields else None, error.sentence)
        else:
            return _made(request, goal, made, told(goal, made.check_in, made.changes))
    return _form(request, goal, form, status=422)


def _bound(request: OrganizationRequest, goal: Goal, data: Any = None, files: Any = None) -> CheckInForm:
    may_end = policies.can(request.actor, Act.END, goal)
    return CheckInForm(goal, today(request), request.organization.time_zone, data, files, may_end=may_end)


def _form(
    request: OrganizationRequest, goal: Goal, form: CheckInForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, "asked": asked(goal, today(request)), **more}
    return panel(request, "goals/_check_in_form.html", goal, context, status=status)


def _made(request: OrganizationRequest, goal: Goal, made: CheckedIn, sentence: str) -> HttpResponse:
    undo = org_url(request.organization, "goals:check_in_deletion", check_in_id=made.check_in.pk)
    return _shown(request, goal, made, sentence, undo)


def _shown(request: OrganizationRequest, goal: Goal, made: CheckedIn, sentence: str, undo: str = "") -> HttpResponse:
    """In a list the numbers that moved; on the page of a goal that moved, and without a script, a whole page."""
    touched = (goal, *(change.goal for change in made.changes))
    if is_fragment(request) and not is_on_a_page_of(request, *touched):
        return moved(request, goal, made.changes, sentence, undo)
    return done(request, goal, sentence, undo=undo)


@require_safe
def entry(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """How the typed line ?entry= would be read, as a hint beside the field. Writes nothing."""
    goal = found(request, goal_id)
    text = request.GET.get("entry", "")
    try:
        hint, is_wrong = (reading(goal, typed(goal, text), today(request)), False) if text.strip() else ("", False)
    except EntryError as error:
        hint, is_wrong = said(error.sentence), True
    return render(request, "goals/_entry_hint.html", {"hint": hint, "is_wrong": is_wrong})


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: OrganizationRequest, check_in_id: UUID) -> HttpResponse:
    """Corrects a check-in."""
    row, goal = _standing(request, check_in_id)
    policies.demand_own_check_in(request.actor, row, goal)
    form = CheckInCorrection(row, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.edit_check_in(row, by=request.actor, **form.cleaned_data)
        except Refused as error:
            form.add_error(error.field if error.field in form.fields else None, error.sentence)
        else:
            return done(request, goal, _("The check-in is corrected.") if made.changes else _("Saved."))
    status = 422 if form.is_bound else 200
    return panel(request, "goals/_check_in_correction.html", goal, {"form": form, "row": row}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def check_in_deletion(request: OrganizationRequest, check_in_id: UUID) -> HttpResponse:
    """Takes a check-in back: the one before it counts again. GET asks first, for use without a script."""
    row, goal = _standing(request, check_in_id, deleted=request.method == "POST")
    policies.demand_own_check_in(request.actor, row, goal)
    if request.method != "POST":
        return panel(request, "goals/_check_in_deletion.html", goal, {"row": row})
    taken_back = actions.delete_check_in(row, by=request.actor)
    return _shown(request, goal, taken_back, _("The check-in was taken back."))


def _standing(request: OrganizationRequest, check_in_id: UUID, *, deleted: bool = False) -> tuple[CheckIn, Goal]:
    """A check-in on a goal that this person may see; also a deleted one where deleting twice is harmless."""
    rows = CheckIn.objects.all() if deleted else CheckIn.objects.standing()
    row: CheckIn | None = rows.filter(pk=check_in_id).first()
    if row is None:
        raise Http404
    goal = found(request, row.goal_id)
    row.goal = goal
    return row, goal
