"""The request as views below /o/<slug>/ see it."""

from __future__ import annotations

from django.http import HttpRequest

from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization, User


class OrganizationRequest(HttpRequest):
    """A request whose organisation has been entered by the middleware. For type annotations of views."""

    organization: Organization
    actor: Actor
    user: User
    htmx: object
