"""Imports, below /o/<slug>/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from cairn.integrations.migration import views

app_name = "migration"
urlpatterns: list[URLPattern | URLResolver] = [
    path("imports", views.imports, name="imports"),
    path("imports/<uuid:run_id>", views.import_, name="import"),
    path("imports/<uuid:run_id>/mapping", views.mapping, name="mapping"),
    path("imports/<uuid:run_id>/loading", views.loading, name="loading"),
    re_path(r"^imports/(?P<run_id>[0-9a-f-]{36})/report\.(?P<form>csv|xlsx)$", views.import_report, name="report"),
]
