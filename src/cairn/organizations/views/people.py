"""The list of people, invitations, and who asks to be let in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cairn.core.htmx import go
from cairn.organizations import actions, policies
from cairn.organizations.forms.people import InviteForm
from cairn.organizations.models import JoinRequest
from cairn.organizations.queries.finding import suggest_people
from cairn.organizations.queries.people import open_join_requests, people_page
from cairn.organizations.queries.teams import teams_i_may_fill
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url


@require_GET
def people(request: Request) -> HttpResponse:
    """Everyone, with search, filters and pages in the address."""
    page = people_page(request.actor, request.organization, request.GET.dict())
    return render(request, "organizations/people.html", {"page": page})


@require_GET
def people_options(request: Request) -> HttpResponse:
    """Suggestions for a person field: the text stands in the parameter that `for` names."""
    text = request.GET.get(request.GET.get("for", ""), "")
    return render(request, "organizations/_people_options.html", {"people": suggest_people(text[:200])})


@require_http_methods(["GET", "POST"])
def invite(request: Request) -> HttpResponse:
    """Invite several at once; afterwards the page says what became of each address."""
    policies.demand_invite(request.actor, request.organization, "")
    form = InviteForm(
        request.POST or None,
        may_manage=policies.can_manage_people(request.actor),
        teams=teams_i_may_fill(request.actor),
        initial={"account_type": request.organization.default_account_type, "teams": request.GET.getlist("team")},
    )
    outcomes: list[actions.Outcome] = []
    if form.is_valid():
        with refusals(form):
            outcomes = actions.invite(request.organization, by=request.actor, **form.cleaned_data)
    return form_page(request, "organizations/invite.html", {"outcomes": outcomes}, form=form)


@require_GET
def join_requests(request: Request) -> HttpResponse:
    """Everyone who waits for an answer."""
    policies.demand_manage_people(request.actor)
    return render(request, "organizations/join_requests.html", {"requests": open_join_requests()})


@require_POST
def decision(request: Request, request_id: str) -> HttpResponse:
    """Lets somebody in (accept=yes) or says no."""
    wish = get_object_or_404(JoinRequest, pk=request_id)
    member = actions.decide_join_request(wish, by=request.actor, accept=request.POST.get("accept") == "yes")
    messages.success(
        request, _("%(name)s is in now.") % {"name": member.name} if member else _("The request was declined.")
    )
    return go(request, org_url(request.organization, "organizations:join_requests"))
