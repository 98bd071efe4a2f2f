"""Exports, below /o/<slug>/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.integrations.exports import views

app_name = "exports"
urlpatterns: list[URLPattern | URLResolver] = [
    path("exports", views.exports, name="exports"),
    path("exports/new", views.new, name="new"),
    path("exports/<uuid:run_id>", views.export, name="export"),
    path("exports/<uuid:run_id>/file", views.file, name="file"),
]
