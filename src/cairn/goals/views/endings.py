"""Closing and postponing, reopening (spec okrs §9, §10)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cairn.core.errors import Refused, Stale
from cairn.goals import actions, enclosures, policies
from cairn.goals.actions import Ended
from cairn.goals.forms.ending import EndingForm
from cairn.goals.models import Goal, State
from cairn.goals.policies import Act
from cairn.goals.queries.ending import EndingPanel, ending_panel
from cairn.goals.queries.surroundings import around
from cairn.goals.views.showing import done, found, here, panel, today
from cairn.organizations.policies import can_manage_organization
from cairn.organizations.requests import OrganizationRequest


@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
def closure(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """GET asks how it ends, POST ends it, DELETE (or POST with _method=delete) reopens it."""
    goal = found(request, goal_id)
    if request.method == "DELETE" or request.POST.get("_method") == "delete":
        reopened = actions.reopen(goal, by=request.actor)
        return done(request, goal, _reopened(reopened))
    if not goal.is_open and request.method != "POST":
        policies.demand(request.actor, Act.END, goal)
        above = [parent for parent in around(goal, request.actor).parents if not parent.is_open]
        above = [parent for parent in above if not parent.closed_automatically]
        return panel(request, "goals/_reopening.html", goal, {"above": above})
    return _ending(request, goal, "")


@require_http_methods(["GET", "HEAD", "POST"])
def postponement(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """The same panel, with postponing chosen."""
    return _ending(request, found(request, goal_id), "postponed")


def ask_how_it_ends(request: OrganizationRequest, goal: Goal, ending: str, given: dict[str, Any]) -> HttpResponse:
    """The panel for somebody who chose an end while checking in, with what they had typed. Raises Denied."""
    policies.demand(request.actor, Act.END, goal)
    about = ending_panel(goal, request.actor, today(request))
    form = EndingForm(goal, about, ending, given=given)
    return _panel(request, goal, about, form, files_again=bool(request.FILES))


def _ending(request: OrganizationRequest, goal: Goal, ending: str) -> HttpResponse:
    policies.demand(request.actor, Act.END, goal)
    about = ending_panel(goal, request.actor, today(request))
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = EndingForm(goal, about, ending or about.preset, data, files)
    status, lines = 422 if form.is_bound else 200, None
    if form.is_bound and form.is_valid():
        try:
            end = actions.postpone if form.postpones else actions.close
            ended = end(goal, by=request.actor, **form.arguments())
            enclosures.hang(form, ended.goal, by=request.actor)
        except Stale as error:
            status, lines = error.status, compared(form, goal, error)
        except Refused as error:
            say(form, error)
        else:
            undo = f"{here(request, goal)}/closure"
            return done(request, goal, _told(ended, form.postpones), undo=undo, method="delete")
    return _panel(request, goal, about, form, lines=lines, status=status)


def _panel(
    request: OrganizationRequest, goal: Goal, about: EndingPanel, form: EndingForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "form": form, "about": about, "address": f"{here(request, goal)}/closure",
        "may_add_period": can_manage_organization(request.actor), **more,
    }  # fmt: skip
    return panel(request, "goals/_ending_form.html", goal, context, status=status)


def compared(form: EndingForm, goal: Goal, error: Stale) -> list[tuple[str, str, str]]:
    """Both versions, line by line: what it is about, what was typed, what stands there now."""
    form.see_version(error.theirs["version"])
    form.add_error(None, error.sentence)
    state = dict(State.choices)
    mine, theirs = error.mine, error.theirs
    return [
        (_("Title"), goal.title, theirs["title"]),
        (_("How it ends"), state[State(mine["ending"])], state[State(theirs["ending"])]),
        (_("Score"), mine["score"] or "", theirs["score"] or ""),
        (_("Note"), mine["note"], theirs["note"]),
    ]


def say(form: EndingForm, error: Refused) -> None:
    """Puts a refusal at its field."""
    field = {"reason": "note"}.get(error.field or "", error.field)
    form.add_error(field if field in form.fields else None, error.sentence)


def _told(ended: Ended, postponed: bool) -> str:
    names: dict[str, Any] = {"title": ended.goal.title}
    words = _("“%(title)s” is postponed.") if postponed else _("“%(title)s” is closed.")
    if ended.copy is not None:
        names["period"] = ended.copy.period.name
        words += " " + _("It goes on in %(period)s.")
    return words % names


def _reopened(ended: Ended) -> str:
    return _("“%(title)s” is open again.") % {"title": ended.goal.title}


@require_POST
def roll_up(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Gives a number that was set by hand back to its roll-up."""
    goal = found(request, goal_id)
    actions.resume_roll_up(goal, by=request.actor)
    return done(request, goal, _("The number comes from what stands below again."))
