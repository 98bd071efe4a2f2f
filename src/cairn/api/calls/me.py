"""GET /me"""

from __future__ import annotations

from typing import Any

from ninja import Router

from cairn.api.queries.directory import members_shown
from cairn.api.requests import ApiRequest
from cairn.api.shapes.directory import MeOut
from cairn.organizations.actor import time_zone_of

router = Router(tags=["People and teams"])


@router.get("/me", response=MeOut, summary="Who I am and what this token opens")
def get_me(request: ApiRequest) -> dict[str, Any]:
    assert request.actor.member is not None
    [me] = members_shown([request.actor.member])
    organization, token = request.organization, request.api_token
    return me | {
        "time_zone": time_zone_of(organization, request.actor),
        "organization": {name: getattr(organization, name) for name in ("id", "name", "slug", "time_zone")},
        "token": {"name": token.name, "scopes": token.scopes, "expires_at": token.expires_at},
    }
