"""My access tokens: see them, make one, revoke one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cairn.api.actions import create_token, revoke_token
from cairn.api.forms import TokenForm
from cairn.api.models import ApiToken
from cairn.api.queries.tokens import tokens_of
from cairn.core.htmx import go
from cairn.organizations.models import Member
from cairn.organizations.policies import demand_in_person
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url


@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: Request) -> HttpResponse:
    """The list and the form. The answer to a POST is the only place where the new token ever stands."""
    me = _me(request)
    form = TokenForm(request.POST or None)
    if form.is_valid():
        with refusals(form):
            made = create_token(me, by=request.actor, **form.wishes())
            context = {"made": made, "form": TokenForm(), "tokens": tokens_of(me)}
            return render(request, "api/tokens.html", context, status=201)
    return form_page(request, "api/tokens.html", {"tokens": tokens_of(me)}, form=form)


@require_http_methods(["POST", "DELETE"])
def revocation(request: Request, token_id: UUID) -> HttpResponse:
    """Revokes one of my tokens."""
    token = get_object_or_404(ApiToken, pk=token_id, member=_me(request))
    revoke_token(token, by=request.actor)
    messages.success(request, _("“%(name)s” opens nothing any more.") % {"name": token.name})
    return go(request, org_url(request.organization, "api:tokens"))


def _me(request: Request) -> Member:
    demand_in_person(request.actor)
    if request.actor.member is None:
        raise Http404
    return request.actor.member
