"""The inbox and what people want to be told, below /o/<slug>/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.notifications.views import following, inbox, preferences, rhythms, summaries

app_name = "notifications"
urlpatterns: list[URLPattern | URLResolver] = [
    path("inbox", inbox.inbox, name="inbox"),
    path("settings/check-ins", rhythms.rhythm, name="rhythm"),
    path("settings/holidays", rhythms.holidays, name="holidays"),
    path("settings/holidays/<uuid:holiday_id>", rhythms.holiday, name="holiday"),
    path("teams/<uuid:team_id>/check-ins", rhythms.team_rhythm, name="team_rhythm"),
    path("inbox/all-read", inbox.all_read, name="all_read"),
    path("inbox/<uuid:notification_id>", inbox.notification, name="notification"),
    path("account/notifications", preferences.preferences, name="preferences"),
    path("account/following", following.following, name="following"),
    path("follow/organization", following.follow, {"target": "organization"}, name="follow_company"),
    path("follow/<slug:target>/<uuid:subject_id>", following.follow, name="follow"),
    path("summaries/company", summaries.company, name="company_summary"),
    path("summaries/teams/<uuid:team_id>", summaries.team, name="team_summary"),
    path("summaries/people/<uuid:member_id>", summaries.person, name="individual_summary"),
]
