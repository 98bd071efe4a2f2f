"""Closing what a page holds at the end of its period: all in one table, one by one, or in the background (§9.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from cairn.core.htmx import go, verb
from cairn.core.models import Run
from cairn.goals import actions, policies
from cairn.goals.actions import runs
from cairn.goals.forms.closing import ClosingForm, WholeForm
from cairn.goals.forms.ending import PageCloneForm
from cairn.goals.models import Entity
from cairn.goals.queries.closing import Closing, closing, on_the_page, tallied
from cairn.goals.queries.filters import ids_of
from cairn.goals.queries.places import named
from cairn.goals.queries.tree import Place
from cairn.goals.views.showing import today
from cairn.organizations.policies import can_manage_organization
from cairn.organizations.requests import OrganizationRequest
from cairn.planning.models import Period
from cairn.planning.queries import next_period, period_picker
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url

EVERYTHING = "everything"


@require_http_methods(["GET", "HEAD", "POST"])
def close_out(request: OrganizationRequest) -> HttpResponse:
    """Everything that is open on a page, each with how it would end; POST ends what was chosen."""
    page, place = asked_for(request)
    if request.method != "POST":
        return shown(request, page, place, ClosingForm(page, request.actor), WholeForm(page))
    ended = end_chosen(request, page, after=back_to(request) or address(request, place, page.period))
    return ended.answer or shown(request, page, place, **ended.forms)


@dataclass(frozen=True)
class Ended:
    """What came of a posted table: the answer, or both forms with what needs another look."""

    answer: HttpResponse | None
    forms: dict[str, Any]


def end_chosen(request: OrganizationRequest, page: Closing, *, after: str) -> Ended:
    """Ends what was chosen in the table of `page` and goes to `after`, or begins to end all of it in the background.

    What is refused comes back as forms, for the page around the table to show (spec okrs §9.2).
    """
    if "whole" in request.POST:
        return _whole(request, page)
    form = ClosingForm(page, request.actor, request.POST)
    if not form.is_valid():
        return Ended(None, {"form": form, "whole": WholeForm(page)})
    tally = actions.end_many(form.endings(), by=request.actor)
    messages.success(request, tally.sentence)
    for refusal in tally.refused:
        messages.warning(request, f"{refusal.title}: {refusal.error.sentence}")
    return Ended(go(request, after), {})


def _whole(request: OrganizationRequest, page: Closing) -> Ended:
    """Everything as it is proposed, in the background."""
    whole = WholeForm(page, request.POST)
    if not whole.is_valid():
        return Ended(None, {"form": ClosingForm(page, request.actor), "whole": whole})
    about = f"{page.name}, {page.period.name}"
    run = runs.begin_endings(whole.endings(page), by=request.actor, about=about)
    return Ended(go(request, org_url(request.organization, "goals:run", run_id=run.pk)), {})


def shown(
    request: OrganizationRequest, page: Closing, place: Place | None, form: ClosingForm, whole: WholeForm
) -> HttpResponse:
    """The page with its forms; 422 when something needs another look."""
    context = {
        "page": page,
        "form": form,
        "whole": whole,
        "here": address(request, place, page.period),
        "one_by_one": address(request, place, page.period, "goals:close_next"),
        "of": page.name,
        "back": back_to(request),
        "may_add_period": can_manage_organization(request.actor),
    }
    wrong = form.is_bound or whole.is_bound
    return render(request, "goals/closing.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def clone_page(request: OrganizationRequest) -> HttpResponse:
    """Clones everything open on a page into another period, in the background (spec okrs §10.1)."""
    policies.demand_create_copies(request.actor)
    place, period, of = place_and_period(request)
    goals = on_the_page(place, period, request.actor).open().order_by("rank", "pk")
    form = PageCloneForm(next_period(period), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        owner = form.cleaned_data["owner"]
        with refusals(form):
            about = f"{of}, {period.name} → {form.cleaned_data['period'].name}"
            owner_id = owner.pk if owner else None
            made = runs.begin_clones(
                list(goals), form.cleaned_data["period"], by=request.actor, about=about, owner_id=owner_id
            )
            return go(request, org_url(request.organization, "goals:run", run_id=made.pk))
    context = {"of": of, "period": period, "count": goals.count()}
    return form_page(request, "goals/clone_page.html", context, form=form)


@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
def run(request: OrganizationRequest, run_id: UUID) -> HttpResponse:
    """How far a run in the background is, and what it came to; POST goes on with one that stopped."""
    found = get_object_or_404(Run, pk=run_id, kind=runs.KIND, started_by_id=request.actor.member_id)
    if verb(request) == "POST":
        runs.go_on(found, by=request.actor)
        return go(request, org_url(request.organization, "goals:run", run_id=run_id))
    is_working = found.state in {Run.State.WAITING, Run.State.RUNNING}
    return render(request, "goals/run.html", {"run": found, "about": found.input["about"], "is_working": is_working})


@require_safe
def progress(request: OrganizationRequest) -> HttpResponse:
    """How far closing a page has come: a line for other pages to load."""
    place, period, _name = place_and_period(request)
    context = {"tally": tallied(place, period, request.actor), "address": address(request, place, period)}
    return render(request, "goals/_closing_progress.html", context)


def asked_for(request: OrganizationRequest) -> tuple[Closing, Place | None]:
    """What the address asks for. Raises Http404 for a page that is not there."""
    place, period, name = place_and_period(request)
    return closing(place, period, name, request.actor, today(request)), place


def place_and_period(request: OrganizationRequest) -> tuple[Place | None, Period, str]:
    """?entity=&id=&period=: whose page, which period (without one the current), and the name on the page.

    Raises Http404 for a page that is not there.
    """
    entity, ids = request.GET.get("entity", Entity.ORGANIZATION.value), ids_of(request.GET, "id")
    picker = period_picker(request.organization, request.GET.getlist("period")[:1], today(request))
    if not picker.chosen:
        raise Http404
    if entity == EVERYTHING:
        return None, picker.chosen[0], request.organization.name
    needs_id = entity in {Entity.TEAM, Entity.INDIVIDUAL}
    if entity not in Entity.values or (needs_id and not ids):
        raise Http404
    about = named(Place(Entity(entity), ids[0] if needs_id else None), request.organization)
    if about is None:
        raise Http404
    return about.place, picker.chosen[0], about.name


def address(
    request: OrganizationRequest, place: Place | None, period: Period, name: str = "goals:close_out", **more: Any
) -> str:
    """The address of such a page."""
    query: dict[str, Any] = {"entity": place.entity.value if place else EVERYTHING, "period": period.pk}
    if place and place.id:
        query["id"] = place.id
    back = request.GET.get("back", "")
    query |= {"back": back} if back else {}
    return f"{org_url(request.organization, name)}?{urlencode(query | more)}"


def back_to(request: OrganizationRequest) -> str:
    """Where one came from and wants to go on, if that lies in this organisation (?back=)."""
    back = request.GET.get("back", "")
    return back if back.startswith(f"/o/{request.organization.slug}/") and "\\" not in back else ""
