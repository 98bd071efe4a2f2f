"""Addresses inside an organisation: every one of them lies below /o/<slug>/."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.urls import get_script_prefix, reverse


class HasSlug(Protocol):
    slug: str


def org_url(organization: HasSlug, name: str, **kwargs: object) -> str:
    """The address of the page `name` ("goals:company") in this organisation; NoReverseMatch if there is none."""
    if all(type(value) is UUID for value in kwargs.values()):
        pattern = _pattern(settings.ROOT_URLCONF, get_script_prefix(), name, organization.slug, tuple(kwargs))
        return pattern.format_map(kwargs)
    return reverse(name, kwargs={"slug": organization.slug, **kwargs})


_here: ContextVar[HasSlug | None] = ContextVar("organisation of the page", default=None)


@contextmanager
def within(organization: HasSlug) -> Iterator[None]:
    """Within it `url_here` knows whose pages are drawn."""
    token = _here.set(organization)
    try:
        yield
    finally:
        _here.reset(token)


def url_here(name: str, **kwargs: object) -> str:
    """The address of a page in the organisation whose pages are drawn; empty where none are, as in letters."""
    organization = _here.get()
    return org_url(organization, name, **kwargs) if organization else ""


@lru_cache(maxsize=4096)
def _pattern(_urls: str, _prefix: str, name: str, slug: str, ids: tuple[str, ...]) -> str:
    """The address with {goal_id} where that id stands. A page has dozens of addresses, and Django takes its time."""
    marks = {given: UUID(int=number) for number, given in enumerate(ids, 1)}
    pattern = reverse(name, kwargs={"slug": slug, **marks})
    for given, mark in marks.items():
        pattern = pattern.replace(str(mark), f"{{{given}}}")
    return pattern
