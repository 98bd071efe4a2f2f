"""What the frame of every full page needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from cairn.core.htmx import is_fragment
from cairn.ui.navigation import rail

THEMES = ("system", "light", "dark")
RAILS = ("wide", "narrow")


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the rail (for whole pages only) and how this browser wants Cairn to look."""
    theme, width = request.COOKIES.get("theme", ""), request.COOKIES.get("rail", "")
    context: dict[str, Any] = {
        "theme": theme if theme in THEMES else "system",
        "rail_width": width if width in RAILS else "wide",
    }
    if not (hasattr(request, "htmx") and is_fragment(request)):
        context["rail"] = rail(request)
    return context
