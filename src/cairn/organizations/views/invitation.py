"""The page behind the link in an invitation."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cairn.core.errors import Refused
from cairn.core.htmx import go
from cairn.organizations import actions
from cairn.organizations.queries.invitations import Letter, letter
from cairn.organizations.requests import OrganizationRequest as Request


@require_http_methods(["GET", "POST"])
def invitation(request: Request, token: str) -> HttpResponse:
    """Shows the invitation and what to do next; POST accepts it for the person who is signed in."""
    found = letter(token)
    if found is None or not found.is_open:
        refusal = Refused(_("This invitation was used, taken back, or is too old. Ask for a new one."))
        return render(request, "ui/refusal.html", {"error": refusal}, status=404 if found is None else 410)
    if request.method == "POST" and request.user.is_authenticated:
        actions.accept_invitation(token=token, user=request.user)
        return go(request, f"/o/{found.organization_slug}/")
    # The letter came to this mailbox, so an account made with it needs no other confirmation.
    get_adapter().stash_verified_email(request, found.email)
    return render(request, "organizations/invitation.html", {"letter": found, **_ways_in(found)})


def _ways_in(found: Letter) -> dict[str, str]:
    back = urlencode({"next": reverse("invitation", args=[found.token])})
    return {
        "sign_in_url": f"{reverse('account_login')}?{back}",
        "sign_up_url": f"{reverse('account_signup')}?{back}&{urlencode({'email': found.email})}",
    }
