"""The addresses of goals. One address is one page or one noun that can be posted to."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "goals"

# Entity pages, the tree, creating, editing and aligning
_pages: list[URLPattern | URLResolver] = []

# One goal: its page, its number explained, check-ins, and how it ends
_one_goal: list[URLPattern | URLResolver] = []

urlpatterns = [*_pages, *_one_goal]
