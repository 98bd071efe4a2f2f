"""What to be told of, and where (spec okrs §15.1)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cairn.core.htmx import go
from cairn.notifications import actions
from cairn.notifications.actions.prefer import mail_choices, reachability_of
from cairn.notifications.forms.preferences import MailForm, ReachForm
from cairn.organizations.models import Member
from cairn.organizations.policies import demand_in_person
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.ui.forms import refusals
from cairn.ui.links import org_url


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: Request) -> HttpResponse:
    """Two forms on one page; `part` says which was sent."""
    member = _me(request)
    part = request.POST.get("part", "") if request.method == "POST" else ""
    mail = MailForm(request.POST if part == "mail" else None, choices=mail_choices(member))
    reach = ReachForm.of(reachability_of(member), request.POST if part == "reach" else None)
    if part == "mail" and mail.is_valid():
        with refusals(mail):
            actions.choose(member, mail.chosen, by=request.actor)
            return _saved(request)
    if part == "reach" and reach.is_valid():
        with refusals(reach):
            actions.reach(member, by=request.actor, **reach.cleaned_data)
            return _saved(request)
    context = {"mail": mail, "reach": reach, "zone": member.time_zone or request.organization.time_zone}
    status = 422 if mail.errors or reach.errors else 200
    return render(request, "notifications/preferences.html", context, status=status)


def _me(request: Request) -> Member:
    if request.actor.member is None:
        raise Http404
    demand_in_person(request.actor)
    return request.actor.member


def _saved(request: Request) -> HttpResponse:
    messages.success(request, _("Saved."))
    return go(request, org_url(request.organization, "notifications:preferences"))
