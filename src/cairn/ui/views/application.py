"""Cairn as an installed application: its manifest, its service worker and the page shown without a network."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _


def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest, so that Cairn can be installed on a phone or a desk."""
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
            "icons": [
                _icon("ui/icon.svg", "any"),
                _icon("ui/icon-512.png", "512x512"),
                _icon("ui/icon-maskable.png", "512x512", purpose="maskable"),
            ],
        },
        content_type="application/manifest+json",
    )


def _icon(name: str, sizes: str, *, purpose: str = "any") -> dict[str, str]:
    kind = "image/svg+xml" if name.endswith(".svg") else "image/png"
    return {"src": static(name), "sizes": sizes, "type": kind, "purpose": purpose}


SHELL = ("ui/dist/cairn.css", "ui/dist/cairn.js", "django_htmx/htmx-2.min.js", "ui/icon.svg")


def service_worker(request: HttpRequest) -> HttpResponse:
    """What the browser runs between the pages and the network (ui/elements/worker.ts), told what to keep.

    It is served from the root so that it sees every page, and changes whenever something it keeps has changed.
    """
    shell = [reverse("ui:offline"), *map(static, SHELL)]
    program = f"const SHELL = {json.dumps(shell)};\nimportScripts({json.dumps(static('ui/dist/worker.js'))});\n"
    return HttpResponse(program, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


def offline(request: HttpRequest) -> HttpResponse:
    """What an installed Cairn shows when it cannot be reached."""
    return render(request, "ui/offline.html")
