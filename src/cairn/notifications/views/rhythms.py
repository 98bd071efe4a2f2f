"""When people are asked to check in: for the organisation, for a team; and the holidays."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cairn.core import clock
from cairn.core.errors import Refused
from cairn.core.htmx import go, verb
from cairn.notifications import actions
from cairn.notifications.calendar_file import NotACalendar, holidays_in
from cairn.notifications.forms.rhythm import HolidayForm, RhythmForm
from cairn.notifications.models import Holiday
from cairn.notifications.queries.rhythm_pages import coming_holidays, rhythm_page
from cairn.organizations import policies
from cairn.organizations.models import Team
from cairn.organizations.queries.teams import team_page
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.organizations.terminology import worded
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url


@require_http_methods(["GET", "POST"])
def rhythm(request: Request) -> HttpResponse:
    """The schedule of the organisation."""
    policies.demand_manage_organization(request.actor)
    return _schedule(request, None, "notifications/rhythm.html", {})


@require_http_methods(["GET", "POST", "DELETE"])
def team_rhythm(request: Request, team_id: UUID) -> HttpResponse:
    """The schedule of a team; DELETE follows the one above again."""
    team = get_object_or_404(Team, pk=team_id)
    policies.demand_manage_team(request.actor, team)
    if verb(request) == "DELETE":
        actions.follow_rhythm(team, by=request.actor)
        messages.success(request, worded(_("The {team} follows the schedule above it.")))
        return go(request, org_url(request.organization, "notifications:team_rhythm", team_id=team.pk))
    return _schedule(
        request,
        team,
        "notifications/team_rhythm.html",
        {"page": team_page(request.actor, request.organization, team)},
    )


def _schedule(request: Request, team: Team | None, template: str, context: dict[str, Any]) -> HttpResponse:
    schedule = rhythm_page(request.organization, team)
    data = request.POST if request.method == "POST" else None
    form = RhythmForm.of(
        schedule.pattern, data, teams_may_change=schedule.teams_may_change, has_teams=schedule.has_teams
    )
    if form.is_valid():
        boxes = {key: form.cleaned_data.get(key, key == "teams_may_change") for key in _BOXES}
        with refusals(form):
            actions.set_rhythm(team, by=request.actor, pattern=form.pattern, **boxes)
            messages.success(request, _("Saved."))
            return go(request, request.path)
    return form_page(request, template, {**context, "schedule": schedule}, form=form)


_BOXES = ("teams_may_change", "apply_to_teams")


@require_http_methods(["GET", "POST"])
def holidays(request: Request) -> HttpResponse:
    """The days on which nobody is asked; a day more, or a calendar file."""
    policies.demand_manage_organization(request.actor)
    form = HolidayForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals(form):
            new = actions.add_holidays(_given(form), by=request.actor)
            messages.success(request, ngettext("%(n)d day added.", "%(n)d days added.", new) % {"n": new})
            return go(request, request.path)
    context = {"holidays": coming_holidays(request.organization)}
    return form_page(request, "notifications/holidays.html", context, form=form)


def _given(form: HolidayForm) -> dict[date, str]:
    given = form.cleaned_data
    found = {given["day"]: given["name"]} if given["day"] else {}
    if given["calendar"]:
        year = clock.now().year
        try:
            found |= holidays_in(given["calendar"].read(), date(year, 1, 1), date(year + 2, 12, 31))
        except NotACalendar as error:
            raise Refused(_("This is no calendar file that can be read."), field="calendar") from error
    return found


@require_http_methods(["POST", "DELETE"])
def holiday(request: Request, holiday_id: UUID) -> HttpResponse:
    """Takes a holiday away."""
    policies.demand_manage_organization(request.actor)
    actions.remove_holiday(get_object_or_404(Holiday, pk=holiday_id), by=request.actor)
    messages.success(request, _("Removed."))
    return go(request, org_url(request.organization, "notifications:holidays"))
