"""Cairn as an installed application: its manifest and the page shown without a network."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _


def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest, so that Cairn can be installed on a phone or a desk."""
    icon = static("ui/icon.svg")
    return JsonResponse(
        {
            "name": "Cairn",
            "short_name": "Cairn",
            "description": _("Objectives and key results of your organisation."),
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#faf9f6",
            "theme_color": "#1b1f27",
            "icons": [{"src": icon, "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
        },
        content_type="application/manifest+json",
    )


def offline(request: HttpRequest) -> HttpResponse:
    """What an installed Cairn shows when it cannot be reached."""
    return render(request, "ui/offline.html")
