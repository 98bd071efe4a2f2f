"""Links of letters that work without signing in."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.notifications.views import check_in_links, unsubscribing

urlpatterns: list[URLPattern | URLResolver] = [
    path("mail/check-in/<str:token>", check_in_links.check_in_link, name="mail_check_in"),
    path("mail/stop/<str:token>", unsubscribing.unsubscribe, name="unsubscribe"),
]
