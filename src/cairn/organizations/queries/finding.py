"""Find a person by what somebody typed."""

from __future__ import annotations

import re

from cairn.organizations.models import Member

OFFERED = 12
_BETWEEN = str.maketrans("<>\0", "   ")
_WRITTEN = re.compile(r"^.*<([^<>\s]+)>\s*$")


def written(member: Member) -> str:
    """How a person stands in a text field: “Max Muster <max@example.com>”."""
    return f"{member.name} <{member.email}>"


def find_person(text: str) -> list[Member]:
    """Everyone whom the text may mean: by address, by the written form, or by the whole name; at most two."""
    match = _WRITTEN.match(text)
    email = (match[1] if match else text).strip().lower()
    rows = Member.objects.listed()
    by_address = list(rows.filter(email=email))
    return by_address or list(rows.filter(name__iexact=text.strip())[:2])


def suggest_people(text: str) -> list[str]:
    """The written forms of people whose name or address holds every word of the text."""
    rows = Member.objects.listed().known_as(text.translate(_BETWEEN))
    return [written(row) for row in rows.only("name", "email").order_by("name", "email")[:OFFERED]]
