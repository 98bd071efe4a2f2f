"""The page behind "No more mail like this": works without signing in, changes nothing on GET (integrations §3)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cairn.core import tenancy
from cairn.notifications import actions
from cairn.notifications.catalogue import CATALOGUE
from cairn.notifications.delivery.tokens import read_unsubscribe_token
from cairn.notifications.wording import label
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the signed token says for whom
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Asks on GET, stops the mails on POST."""
    wish = read_unsubscribe_token(token)
    if wish is None:
        raise Http404
    with tenancy.enter(wish.organization_id):
        member = get_object_or_404(Member.objects.select_related("organization"), pk=wish.member_id)
        kind = CATALOGUE.get(wish.kind)
        if request.method == "POST":
            actions.stop_mail(member, wish.kind, by=Actor(member=member))
        context = {
            "label": label(kind) if kind else "",
            "always": kind is not None and kind.always,
            "member": member,
            "home": member.organization,
            "done": request.method == "POST",
        }
        return render(request, "notifications/unsubscribe.html", context)
