"""What a person chose on the mapping page: whom a name means, what a type word means (integrations §7.4.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cairn.integrations.migration.viva_goals.people import normalised
from cairn.integrations.migration.viva_goals.records import PersonRecord

CREATE, REFUSE, ME = "create", "refuse", "me"


@dataclass(frozen=True)
class Choices:
    """`kinds`: type word → kind of goal. `people`: key of a person → a member's id, or CREATE, REFUSE, ME.

    `creates_unknown_owners`: whether people whom nobody lists are made up, unless chosen otherwise; None leaves it
    to the layout: a template's owners must exist (spec okrs §19.1), an export's come along.
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    creates_unknown_owners: bool | None = None

    def default_for(self, person: PersonRecord, layout: str) -> str:
        """What becomes of a person who is not in the organisation, without a choice."""
        if person.is_listed:
            return CREATE
        creates = self.creates_unknown_owners
        return CREATE if (layout != "template" if creates is None else creates) else REFUSE

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Choices:
        """Out of what `as_data` made."""
        return cls(dict(data.get("kinds", {})), dict(data.get("people", {})), data.get("creates_unknown_owners"))

    def as_data(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "kinds": dict(self.kinds),
            "people": dict(self.people),
            "creates_unknown_owners": self.creates_unknown_owners,
        }


def key_of(person: PersonRecord) -> str:
    """By what a choice about a person is remembered: the address if there is one, else the name."""
    return person.email.casefold() if person.email else normalised(person.name)
