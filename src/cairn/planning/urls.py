"""Periods and the planning year, below /o/<slug>/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.planning.views import periods

app_name = "planning"
urlpatterns: list[URLPattern | URLResolver] = [
    path("periods", periods.periods, name="periods"),
    path("periods/new", periods.period_new, name="period_new"),
    path("periods/year", periods.season, name="season"),
    path("periods/<uuid:period_id>/edit", periods.period_edit, name="period_edit"),
    path("periods/<uuid:period_id>/deletion", periods.period_deletion, name="period_deletion"),
    path("periods/<uuid:period_id>/following", periods.following, name="period_following"),
    path("periods/<uuid:period_id>/pin", periods.pin, name="period_pin"),
]
