"""Enters the organisation of /o/<slug>/… and puts the actor on the request; a stranger gets 404.

An admin who works on behalf of somebody is that person here, signed with the own name (on_behalf.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cairn.core import tenancy
from cairn.organizations import on_behalf, policies, terminology
from cairn.organizations.actor import Actor, time_zone_of
from cairn.organizations.models import Member, MemberState
from cairn.organizations.queries.organizations import active_membership
from cairn.ui.dates import dates_written
from cairn.ui.links import within

_PATH = re.compile(r"^/o/(?P<slug>[-\w]{1,50})(/|$)")


class EnterOrganization:
    """Middleware. Sets request.organization and request.actor for addresses below /o/<slug>/."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        match = _PATH.match(request.path_info)
        if match is None:
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        member = active_membership(request.user, match["slug"])
        if member is None:
            return self._not_found(request)
        organization, is_elsewhere = member.organization, member.is_elsewhere  # type: ignore[attr-defined]
        with tenancy.enter(organization.pk):
            actor = _actor(request, member)
            member = actor.member or member
            request.organization = organization  # type: ignore[attr-defined]
            request.actor = actor  # type: ignore[attr-defined]
            request.is_elsewhere = is_elsewhere  # type: ignore[attr-defined]
            language = member.locale or organization.locale
            zone = timezone.override(time_zone_of(organization, actor))
            dates, here = dates_written(member.date_format), within(organization)
            with zone, dates, here, translation.override(language), terminology.speaking(organization):
                return self.get_response(request)

    def _not_found(self, request: HttpRequest) -> HttpResponse:
        # The same answer for "does not exist" and "is not yours": nobody learns which organisations there are.
        request.foreign_organization = True  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, kwargs: dict[str, object]) -> None:
        if getattr(request, "foreign_organization", False):
            raise Http404
        if hasattr(request, "organization"):
            kwargs.pop("slug", None)  # the organisation is entered; views take only what is theirs


def _actor(request: HttpRequest, real: Member) -> Actor:
    """The person who has signed in, or the one on whose behalf they work; what is over is forgotten and said."""
    standing = on_behalf.standing_in(request.session, real.organization_id)
    if standing is None:
        return Actor(member=real)
    person = Member.objects.filter(pk=standing.member_id).exclude(state=MemberState.DEACTIVATED).first()
    if person is None or standing.is_over or not policies.can_work_on_behalf(Actor(member=real), person):
        on_behalf.end(request.session)
        messages.info(request, _("You work as yourself again: working on behalf of somebody has ended."))
        return Actor(member=real)
    request.on_behalf_until = standing.until  # type: ignore[attr-defined]
    return Actor(member=person, real_member=real)
