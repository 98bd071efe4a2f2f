"""The addresses of the coach, below /o/<slug>/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.coach.views import advice, quality

app_name = "coach"

_advice: list[URLPattern | URLResolver] = [
    path("coach/notes", advice.notes, name="notes"),
    path("goals/<uuid:goal_id>/advice", advice.advice, name="advice"),
    path("goals/<uuid:goal_id>/mend", advice.mend, name="mend"),
    path("goals/<uuid:goal_id>/sufficiency", advice.sufficiency, name="sufficiency"),
    path("goals/<uuid:goal_id>/number-source", advice.number_source, name="number_source"),
    path("quality", quality.quality, name="quality"),
    path("quality/rules", quality.rules, name="rules"),
    path("teams/<uuid:team_id>/quality", quality.team_quality, name="team_quality"),
    path("people/<uuid:member_id>/quality", quality.person_quality, name="person_quality"),
]

urlpatterns = [*_advice]
