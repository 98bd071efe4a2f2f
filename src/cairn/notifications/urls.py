"""The inbox and what people want to be told, below /o/<slug>/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.notifications.views import inbox, rhythms

app_name = "notifications"
urlpatterns: list[URLPattern | URLResolver] = [
    path("inbox", inbox.inbox, name="inbox"),
    path("settings/check-ins", rhythms.rhythm, name="rhythm"),
    path("settings/holidays", rhythms.holidays, name="holidays"),
    path("settings/holidays/<uuid:holiday_id>", rhythms.holiday, name="holiday"),
    path("teams/<uuid:team_id>/check-ins", rhythms.team_rhythm, name="team_rhythm"),
]
