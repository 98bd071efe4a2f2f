"""The request as calls of the API see it."""

from __future__ import annotations

from cairn.api.models import ApiToken
from cairn.organizations.requests import OrganizationRequest


class ApiRequest(OrganizationRequest):
    """A request whose token has been checked by the middleware."""

    api_token: ApiToken
