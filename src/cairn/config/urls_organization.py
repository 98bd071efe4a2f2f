"""The addresses inside an organisation; each app adds its own pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("cairn.organizations.urls")),
    path("", include("cairn.planning.urls")),
    path("", include("cairn.goals.urls")),
    path("", include("cairn.notifications.urls")),
    path("", include("cairn.conversations.urls")),
    path("", include("cairn.retrospectives.urls")),
    path("", include("cairn.work.urls")),
    path("", include("cairn.coach.urls")),
    path("", include("cairn.api.urls")),
    path("", include("cairn.integrations.migration.urls")),
    path("", include("cairn.integrations.exports.urls")),
]
