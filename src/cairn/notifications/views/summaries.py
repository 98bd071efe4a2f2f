"""How an entity is doing, and sending that round (spec okrs §15.3)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cairn.core import clock
from cairn.core.htmx import go
from cairn.core.numbers import in_address
from cairn.goals.models import Entity
from cairn.goals.queries.places import named
from cairn.goals.queries.tree import Place
from cairn.notifications import actions
from cairn.notifications.actions.share import MOST_DAYS, SUMMARIES
from cairn.notifications.delivery.composing import Reader
from cairn.notifications.delivery.summary_letters import entity_card
from cairn.notifications.forms.following import ShareForm
from cairn.organizations.models import Member
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.ui.forms import refusals


@require_http_methods(["GET", "HEAD", "POST"])
def company(request: Request) -> HttpResponse:
    """Of the organisation."""
    return _summary(request, Place(Entity.ORGANIZATION))


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: Request, team_id: UUID) -> HttpResponse:
    """Of a team."""
    return _summary(request, Place(Entity.TEAM, team_id))


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: Request, member_id: UUID) -> HttpResponse:
    """Of a person."""
    if not Member.objects.listed().filter(pk=member_id).exists():
        raise Http404
    return _summary(request, Place(Entity.INDIVIDUAL, member_id))


def _summary(request: Request, place: Place) -> HttpResponse:
    """?days= is how far back it looks; POST sends it, or with `preview` only to oneself."""
    about = named(place, request.organization)
    if about is None or request.actor.member is None:
        raise Http404
    days = _days(request.GET.get("days", ""))
    form = ShareForm(request.POST or None, initial={"days": days})
    if form.is_valid():
        with refusals(form):
            is_preview = "preview" in request.POST
            sent = actions.share_summary(about, by=request.actor, is_preview=is_preview, **form.arguments)
            messages.success(request, _said(len(sent.to), request.actor.member.email if is_preview else ""))
            return go(request, about.url(request.organization, pages=SUMMARIES))
    card = entity_card(
        place, about.name, Reader(request.actor.member, request.organization), days=days, until=clock.now()
    )
    context = {"name": about.name, "card": card, "form": form, "days": days, "spans": (1, 7, 14, 31)}
    return render(request, "notifications/summary.html", context, status=422 if form.errors else 200)


def _said(count: int, preview_to: str) -> str:
    if preview_to:
        return _("A preview is on its way to %(email)s.") % {"email": preview_to}
    return ngettext("Sent to %(count)d person.", "Sent to %(count)d people.", count) % {"count": count}


def _days(text: str) -> int:
    number = in_address(text, 7, digits=3)
    return number if 1 <= number <= MOST_DAYS else 7
