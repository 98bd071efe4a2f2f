"""Addresses of organisations before one is entered: landing, creating, invitations, joining."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.organizations.views import invitation, landing

urlpatterns: list[URLPattern | URLResolver] = [
    path("", landing.landing, name="landing"),
    path("organizations", landing.organizations_of_mine, name="organizations_of_mine"),
    path("organizations/new", landing.new_organization, name="organization_new"),
    path("organizations/join", landing.join, name="organization_join"),
    path("invitations/<str:token>", invitation.invitation, name="invitation"),
]
