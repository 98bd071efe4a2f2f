"""Imports, below /o/<slug>/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.integrations.migration import views

app_name = "migration"
urlpatterns: list[URLPattern | URLResolver] = [
    path("imports", views.imports, name="imports"),
    path("imports/<uuid:run_id>", views.import_, name="import"),
    path("imports/<uuid:run_id>/mapping", views.mapping, name="mapping"),
    path("imports/<uuid:run_id>/loading", views.loading, name="loading"),
    path("imports/<uuid:run_id>/report.<slug:form>", views.import_report, name="report"),
]
