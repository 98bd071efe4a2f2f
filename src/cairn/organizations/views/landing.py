"""Before an organisation is entered: where to go, the list of one's organisations, a new one, joining."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cairn.core import limits
from cairn.core.errors import Refused
from cairn.core.htmx import go
from cairn.organizations import actions, policies
from cairn.organizations.actions.sign_ins import lets_in, verified_domain
from cairn.organizations.forms.organization import JoinForm, NewOrganizationForm
from cairn.organizations.models import JoinPolicy
from cairn.organizations.queries.organizations import free_slug, home_of, organization_at, places_of
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.ui.forms import form_page, refusals


@require_GET
def landing(request: Request) -> HttpResponse:
    """The front door: to the sign-in page, home, or to the choice of what to begin with."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    slug = home_of(request.user)
    return HttpResponseRedirect(f"/o/{slug}/") if slug else redirect("organizations_of_mine")


@login_required
@require_GET
def organizations_of_mine(request: Request) -> HttpResponse:
    """All my organisations, invitations, and where I might join."""
    return render(request, "organizations/places.html", _places(request) | {"form": JoinForm()})


@login_required
@require_http_methods(["GET", "POST"])
def new_organization(request: Request) -> HttpResponse:
    """Create an organisation; the person who does becomes its owner."""
    policies.demand_found(request.user)
    form = NewOrganizationForm(request.POST or None, domain=verified_domain(request.user))
    if form.is_valid():
        limits.spend(f"new-organization:{request.user.pk}", limit=20, window=timedelta(days=1))
        with refusals(form):
            given = form.cleaned_data | {"slug": form.cleaned_data["slug"] or free_slug(form.cleaned_data["name"])}
            organization = actions.create_organization(owner=request.user, **given)
            return go(request, f"/o/{organization.slug}/")
    return form_page(request, "organizations/new.html", {}, form=form)


@login_required
@require_POST
def join(request: Request) -> HttpResponse:
    """Join by the domain of the address, or ask. Whether an organisation exists stays unsaid to those outside."""
    form = JoinForm(request.POST)
    if form.is_valid():
        limits.spend(f"join:{request.user.pk}", limit=20, window=timedelta(days=1))
        with refusals(form):
            return _join(request, form.cleaned_data["slug"], form.cleaned_data["message"])
    return form_page(request, "organizations/places.html", _places(request), form=form)


def _places(request: Request) -> dict[str, object]:
    return {"places": places_of(request.user), "may_found": policies.can_found(request.user)}


def _join(request: Request, slug: str, message: str) -> HttpResponse:
    organization = organization_at(slug)
    if organization is not None and lets_in(organization, request.user):
        try:
            actions.join_by_domain(organization=organization, user=request.user)
            return go(request, f"/o/{organization.slug}/")
        except Refused:
            pass  # said below as to everyone else
    elif organization is not None and organization.join_policy == JoinPolicy.REQUEST:
        actions.request_to_join(organization=organization, user=request.user, message=message)
    messages.success(
        request, _("If that organisation takes requests, its admins know of yours now. You will hear from them.")
    )
    return go(request, "/organizations")
