"""The addresses of wrap-ups; whose and of which period stands in the query."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.retrospectives.views import wrap_ups

app_name = "retrospectives"

urlpatterns: list[URLPattern | URLResolver] = [
    path("wrap-ups", wrap_ups.wrap_ups, name="wrap_ups"),
    path("wrap-up", wrap_ups.wrap_up, name="wrap_up"),
    path("wrap-up/invitation", wrap_ups.invitation, name="invitation"),
    path("wrap-up/reflection", wrap_ups.reflection, name="reflection"),
    path("wrap-up/notes", wrap_ups.notes, name="notes"),
    path("wrap-up/notes/<uuid:note_id>", wrap_ups.note, name="note"),
    path("wrap-up/review", wrap_ups.review, name="review"),
]
