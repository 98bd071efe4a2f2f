"""The inbox: what I owe, and what changed around me (spec okrs §15.1)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cairn.organizations.requests import OrganizationRequest as Request


@require_GET
def inbox(request: Request) -> HttpResponse:
    """Everything I was told."""
    return render(request, "notifications/inbox.html", {})
