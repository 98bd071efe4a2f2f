"""What every template below /o/<slug>/ may use: organization, actor, and the address prefix."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from cairn.organizations.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD


def organization(request: HttpRequest) -> dict[str, Any]:
    """Context processor; outside of an organisation it only says whether this is a demo instance."""
    found = getattr(request, "organization", None)
    context: dict[str, Any] = {"is_demo_instance": settings.DEMO}
    if settings.DEMO:
        context |= {"demo_accounts": DEMO_ACCOUNTS, "demo_password": DEMO_PASSWORD}
    if found is not None:
        context |= {"organization": found, "actor": getattr(request, "actor", None)}
        if hasattr(request, "on_behalf_until"):
            context |= {"frame_banner": "organizations/_on_behalf.html", "on_behalf_until": request.on_behalf_until}
    return context
