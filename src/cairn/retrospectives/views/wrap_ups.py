"""The wrap-up of a period: close, look back, review together, begin the next one (spec okrs §9.6)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairn.core.errors import Refused
from cairn.core.htmx import go, verb
from cairn.goals.forms.closing import ClosingForm, WholeForm
from cairn.goals.queries.closing import closing
from cairn.goals.queries.tree import Place
from cairn.goals.views.closing import address as closing_address
from cairn.goals.views.closing import end_chosen, place_and_period
from cairn.goals.views.showing import today
from cairn.organizations.policies import can_manage_organization
from cairn.organizations.requests import OrganizationRequest
from cairn.planning.models import Period
from cairn.planning.queries import period_picker
from cairn.retrospectives import actions, policies
from cairn.retrospectives.forms.wrap_up import NoteForm, ReflectionForm
from cairn.retrospectives.models import Note, Sharing
from cairn.retrospectives.queries import wrap_up as queries


@require_safe
def wrap_ups(request: OrganizationRequest) -> HttpResponse:
    """Those I take part in: of the chosen period, and everything that was written earlier."""
    picker = period_picker(request.organization, request.GET.getlist("period")[:1], today(request))
    period = picker.chosen[0] if picker.chosen else None
    places = queries.my_places(request.actor, request.organization) if period else []
    lines = [(name, queries.address(request.organization, place, period)) for place, name in places if period]
    earlier = queries.earlier(request.actor, request.organization, period)
    context = {"picker": picker, "keep": [], "period": period, "lines": lines, "earlier": earlier}
    return render(request, "retrospectives/wrap_ups.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def wrap_up(request: OrganizationRequest) -> HttpResponse:
    """One step of a wrap-up: the one in the address, or the first that is not done; POST ends what was chosen."""
    place, period, name = _place_and_period(request)
    policies.demand_part(request.actor, place)
    if request.method != "POST":
        return _shown(request, place, period, name, request.GET.get("step", ""))
    found = closing(place, period, name, request.actor, today(request))
    ended = end_chosen(request, found, after=_at(request, place, period, "close"))
    return ended.answer or _shown(request, place, period, name, "close", 422, page=found, **ended.forms)


def _shown(
    request: OrganizationRequest, place: Place, period: Period, name: str, step: str, status: int = 200, **more: Any
) -> HttpResponse:
    page = queries.wrap_up(request.organization, place, period, name, request.actor, step)
    part = {"close": _closing, "reflect": _reflecting, "review": _reviewing, "next": _beginning}[page.step]
    context = {"wrap_up": page, **part(request, page), **more}
    return render(request, f"retrospectives/{page.step}.html", context, status=status)


def _closing(request: OrganizationRequest, page: queries.WrapUp) -> dict[str, Any]:
    found = closing(page.place, page.period, page.name, request.actor, today(request))
    back = queries.address(request.organization, page.place, page.period, step="close")
    return {
        "page": found,
        "form": ClosingForm(found, request.actor),
        "whole": WholeForm(found),
        "here": back,
        "one_by_one": closing_address(request, page.place, page.period, "goals:close_next", back=back),
        "may_add_period": can_manage_organization(request.actor),
    }


def _reflecting(request: OrganizationRequest, page: queries.WrapUp) -> dict[str, Any]:
    mine = page.mine
    start = (
        {name: getattr(mine, name) for name in ("succeeded", "struggled", "lessons", "sharing")}
        if mine
        else {"sharing": Sharing.PRIVATE}
    )
    manager = request.actor.member.manager if request.actor.member else None
    here = queries.address(request.organization, page.place, page.period, "retrospectives:reflection")
    return {"form": ReflectionForm(page.place, initial=start), "manager": manager, "reflection_address": here}


def _reviewing(request: OrganizationRequest, page: queries.WrapUp) -> dict[str, Any]:
    def at(name: str) -> str:
        return queries.address(request.organization, page.place, page.period, f"retrospectives:{name}")

    return {
        "review": queries.review(page, request.actor, today(request)),
        "notes_address": at("notes"),
        "query": at("notes").partition("?")[2],
        "review_address": at("review"),
        "may_lead": policies.can_lead_review(request.actor, page.place),
        "me": request.actor.member_id,
    }


def _beginning(request: OrganizationRequest, page: queries.WrapUp) -> dict[str, Any]:
    return {
        "next_url": queries.page_of(request.organization, page),
        "carried": queries.carried_on(page, request.actor, today(request)),
        "may_add_period": can_manage_organization(request.actor),
    }


@require_http_methods(["POST", "DELETE"])
def reflection(request: OrganizationRequest) -> HttpResponse:
    """POST keeps my reflection, DELETE (or _method=delete) takes it back."""
    place, period, name = _place_and_period(request)
    policies.demand_reflect(request.actor, place)
    if verb(request) == "DELETE":
        actions.delete_reflection(place, period, by=request.actor)
        messages.success(request, _("Your reflection is gone."))
        return go(request, _at(request, place, period, "reflect"))
    form = ReflectionForm(place, request.POST)
    if form.is_valid():
        try:
            actions.reflect(place, period, by=request.actor, **form.cleaned_data)
        except Refused as error:
            form.add_error(error.field if error.field in form.fields else None, error.sentence)
        else:
            messages.success(request, _("Kept. You can read and change it here at any time."))
            return go(request, _at(request, place, period, "review"))
    return _shown(request, place, period, name, "reflect", 422, form=form)


@require_POST
def notes(request: OrganizationRequest) -> HttpResponse:
    """Puts a note on the wall."""
    place, period, name = _place_and_period(request)
    policies.demand_part(request.actor, place)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            actions.note(place, period, by=request.actor, **form.cleaned_data)
        except Refused as error:
            form.add_error(error.field if error.field in form.fields else None, error.sentence)
        else:
            return go(request, _at(request, place, period, "review") + "#wall")
    return _shown(request, place, period, name, "review", 422, wrong=form)


@require_http_methods(["POST", "DELETE"])
def note(request: OrganizationRequest, note_id: UUID) -> HttpResponse:
    """Takes one's own note away."""
    place, period, name = _place_and_period(request)
    policies.demand_part(request.actor, place)
    page = queries.wrap_up(request.organization, place, period, name, request.actor, "review")
    row = get_object_or_404(
        Note.objects.select_related("retrospective"), pk=note_id, retrospective=page.retrospective
    )
    actions.remove_note(row, by=request.actor)
    return go(request, _at(request, place, period, "review") + "#wall")


@require_http_methods(["POST", "DELETE"])
def review(request: OrganizationRequest) -> HttpResponse:
    """POST notes that the review was held, DELETE that it was not."""
    place, period, _name = _place_and_period(request)
    held = verb(request) == "POST"
    actions.mark_reviewed(place, period, by=request.actor, held=held)
    return go(request, _at(request, place, period, "next" if held else "review"))


@require_safe
def invitation(request: OrganizationRequest) -> HttpResponse:
    """A line for the page of the entity: how many are open, and the way into the wrap-up."""
    place, period, name = _place_and_period(request)
    takes_part = policies.takes_part(request.actor, place)
    page = queries.wrap_up(request.organization, place, period, name, request.actor, "") if takes_part else None
    context = {"wrap_up": page, "is_over": period.end < today(request), "day": today(request)}
    return render(request, "retrospectives/_invitation.html", context)


def _place_and_period(request: OrganizationRequest) -> tuple[Place, Period, str]:
    place, period, name = place_and_period(request)
    if place is None:
        raise Http404
    return place, period, name


def _at(request: OrganizationRequest, place: Place, period: Period, step: str) -> str:
    return queries.address(request.organization, place, period, step=step)
