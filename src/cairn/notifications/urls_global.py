"""Links of letters that work without signing in."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.notifications.views import unsubscribing

urlpatterns: list[URLPattern | URLResolver] = [
    path("mail/stop/<str:token>", unsubscribing.unsubscribe, name="unsubscribe"),
]
