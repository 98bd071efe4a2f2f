"""Addresses inside an organisation: every one of them lies below /o/<slug>/."""

from __future__ import annotations

from typing import Protocol

from django.urls import reverse


class HasSlug(Protocol):
    slug: str


def org_url(organization: HasSlug, name: str, **kwargs: object) -> str:
    """The address of the page `name` ("goals:company") in this organisation; NoReverseMatch if there is none."""
    return reverse(name, kwargs={"slug": organization.slug, **kwargs})
