"""The addresses of an installation. Everything of one organisation lies below /o/<slug>/."""

from __future__ import annotations

from django.urls import include, path

from cairn.api.application import api

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("api/v1/", api.urls),
    path("o/<slug:slug>/", include("cairn.config.urls_organization")),
    path("", include("cairn.ui.urls")),
    path("", include("cairn.notifications.urls_global")),
    path("", include("cairn.organizations.urls_global")),
]

handler500 = "cairn.core.busy.answer_failure"
