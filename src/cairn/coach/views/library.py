"""The library of templates: look, search, take one onto a drafting table."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cairn.coach import actions
from cairn.coach.forms.draft import PlaceForm
from cairn.coach.queries.drafts import place_of, places_for
from cairn.coach.templates_library import by_id, matching, shelves
from cairn.core.htmx import go, is_fragment
from cairn.organizations.requests import OrganizationRequest
from cairn.planning.models import Period
from cairn.planning.queries import current_period
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url


@require_safe
def templates(request: OrganizationRequest) -> HttpResponse:
    """All templates by function, or those in which every word of ?q= occurs."""
    words, function = request.GET.get("q", "")[:100], request.GET.get("function", "")
    found = matching(words, function)
    context = {
        "shelves": found, "q": words, "function": function, "functions": [shelf.name for shelf in shelves()],
        "count": sum(len(shelf.templates) for shelf in found), "whole": sum(len(s.templates) for s in shelves()),
    }  # fmt: skip
    return render(request, "coach/_templates.html" if is_fragment(request) else "coach/templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def template(request: OrganizationRequest, template_id: str) -> HttpResponse:
    """One template; posting takes it as a draft to a page and a period, where it is edited before it counts."""
    found = by_id(template_id)
    if found is None:
        raise Http404
    places = places_for(request.actor, request.organization)
    periods = [(str(row.pk), row.name) for row in Period.objects.order_by("-start")]
    current = current_period(request.organization)
    start = {
        "place": request.GET.get("place", ""),
        "period": request.GET.get("period") or (current and str(current.pk)),
    }
    form = PlaceForm(request.POST or None, places=places, periods=periods, initial=start)
    if form.is_valid():
        with refusals(form):
            period = Period.objects.get(pk=form.cleaned_data["period"])
            place = place_of(form.cleaned_data["place"])
            draft = actions.begin_draft(place, period, template=found, by=request.actor)
            messages.success(request, _("It lies on your drafting table. Change what does not fit, then create it."))
            return go(request, org_url(request.organization, "coach:draft", draft_id=draft.pk))
    pair = by_id(found.pair) if found.pair else None
    context = {"template": found, "pair": pair, "may_use": bool(places)}
    return form_page(request, "coach/template.html", context, form=form)
