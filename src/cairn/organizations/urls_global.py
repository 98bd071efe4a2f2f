"""Addresses of organisations before one is entered: landing, creating, invitations, joining."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
