"""Every address of an organisation, generated from the URL configuration and filled with real ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from cairn.config import urls_organization


@dataclass(frozen=True)
class Address:
    """One pattern below /o/<slug>/: its name and its route with the names of its places."""

    name: str
    route: str

    @property
    def places(self) -> list[str]:
        """The names of the ids it needs."""
        return [
            part.split(":")[-1].rstrip(">") for part in self.route.split("<")[1:] for part in [part.split(">")[0]]
        ]

    def below(self, slug: str, ids: dict[str, object]) -> str:
        """The address in an organisation, its places filled with `ids` by name."""
        filled = self.route
        for chunk in self.route.split("<")[1:]:
            place = chunk.split(">")[0]
            filled = filled.replace(f"<{place}>", str(ids[place.split(":")[-1]]))
        return f"/o/{slug}/{filled}"

    def __str__(self) -> str:
        return self.name or self.route


def every_address() -> list[Address]:
    """All of them, in the order of the URL configuration."""
    return list(_walk(urls_organization.urlpatterns, "", ""))


def _walk(patterns: list[URLPattern | URLResolver], route: str, namespace: str) -> Iterator[Address]:
    for pattern in patterns:
        assert isinstance(pattern.pattern, RoutePattern), "addresses are written with path(), not re_path()"
        whole = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, whole, inner)
        else:
            yield Address(f"{namespace}{pattern.name or ''}", whole)


def global_routes() -> list[str]:
    """The routes outside of organisations, for the few tests that look at those."""
    return [str(pattern.pattern) for pattern in get_resolver().url_patterns]
