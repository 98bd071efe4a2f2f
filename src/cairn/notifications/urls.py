"""The inbox and what people want to be told, below /o/<slug>/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.notifications.views import inbox

app_name = "notifications"
urlpatterns: list[URLPattern | URLResolver] = [
    path("inbox", inbox.inbox, name="inbox"),
]
