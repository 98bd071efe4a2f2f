"""Periods and the planning year, below /o/<slug>/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.planning.views import periods, year

app_name = "planning"
urlpatterns: list[URLPattern | URLResolver] = [
    path("planning", year.planning, name="planning"),
    path("planning/direction", year.direction, name="direction"),
    path("planning/lead", year.lead, name="lead"),
    path("planning/<uuid:period_id>", year.year, name="year"),
    path("planning/<uuid:period_id>/steps/<slug:step>", year.step, name="step"),
    path("periods", periods.periods, name="periods"),
    path("periods/new", periods.period_new, name="period_new"),
    path("periods/year", periods.season, name="season"),
    path("periods/<uuid:period_id>/edit", periods.period_edit, name="period_edit"),
    path("periods/<uuid:period_id>/deletion", periods.period_deletion, name="period_deletion"),
    path("periods/<uuid:period_id>/following", periods.following, name="period_following"),
    path("periods/<uuid:period_id>/pin", periods.pin, name="period_pin"),
]
