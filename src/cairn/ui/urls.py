"""Addresses that belong to no domain."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from cairn.ui.views import appearance, application, style_guide

app_name = "ui"
urlpatterns: list[URLPattern | URLResolver] = [
    path("appearance", appearance.appearance, name="appearance"),
    path("manifest.webmanifest", application.manifest, name="manifest"),
    path("service-worker.js", application.service_worker, name="service_worker"),
    path("offline", application.offline, name="offline"),
    path("style-guide", style_guide.style_guide, name="style_guide"),
    path("style-guide/frame", style_guide.frame, name="style_guide_frame"),
    re_path("^style-guide/(?P<name>panel|search|hint|check-in|move)$", style_guide.piece, name="style_guide_piece"),
]
