"""How much a request brings, by what it says itself, before anything of it is read."""

from __future__ import annotations

from django.http import HttpRequest

MOST_DIGITS = 18


def length_of(request: HttpRequest) -> int | None:
    """The bytes it announces, 0 where it announces none; None where what it says is no number."""
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS else None
