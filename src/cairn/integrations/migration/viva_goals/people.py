"""Telling people apart by what files call them: addresses where there are any, names where not.

Explorer files name people by display name only, several in a cell with ", " between them, and a name may
hold a comma itself. Matching is exact address first, then the name without case, accents and spacing
(spec integrations §7.2, §7.4.2).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from cairn.integrations.migration.viva_goals.records import PersonRecord, PersonRef


@lru_cache(maxsize=10_000)  # an export names the same few people in every row
def normalised(name: str) -> str:
    """A name without case, accents and surplus spaces, for comparing only."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.split())


def name_from_email(email: str) -> str:
    """A readable stand-in for a person of whom only the address is known."""
    local = email.partition("@")[0]
    return " ".join(part.capitalize() for part in local.replace("_", ".").split(".") if part) or email


@dataclass
class Directory:
    """The people of a file, found by id, address or name. A name that two people share finds nobody."""

    people: list[PersonRecord] = field(default_factory=list)
    _by_id: dict[str, PersonRecord] = field(default_factory=dict)
    _by_email: dict[str, PersonRecord] = field(default_factory=dict)
    _by_name: dict[str, list[PersonRecord]] = field(default_factory=dict)

    @classmethod
    def of(cls, people: Iterable[PersonRecord]) -> Directory:
        """Make a directory of these people."""
        directory = cls()
        for person in people:
            directory.add(person)
        return directory

    def add(self, person: PersonRecord) -> None:
        """Add a person; who has the id or address of somebody known already is not added twice."""
        if person.external_id and person.external_id in self._by_id:
            return
        if person.email and person.email.casefold() in self._by_email:
            return
        self.people.append(person)
        if person.external_id:
            self._by_id[person.external_id] = person
        if person.email:
            self._by_email[person.email.casefold()] = person
        self._by_name.setdefault(normalised(person.name), []).append(person)

    def find(self, ref: PersonRef) -> PersonRecord | None:
        """Find whom a reference means: by id, else exact address, else the name if only one has it."""
        if ref.external_id and (person := self._by_id.get(ref.external_id)):
            return person
        if ref.email:
            return self._by_email.get(ref.email.casefold())
        named = self._by_name.get(normalised(ref.name), []) if ref.name else []
        return named[0] if len(named) == 1 else None

    def is_shared(self, name: str) -> bool:
        """Whether several people bear this name."""
        return len(self._by_name.get(normalised(name), ())) > 1

    def knows(self, name: str) -> bool:
        """Whether anybody bears this name."""
        return normalised(name) in self._by_name

    def ref(self, ref: PersonRef) -> PersonRef:
        """Complete a reference with what is known of the person; adds the person when unknown."""
        person = self.find(ref)
        if person is None:
            if ref.name and not ref.email and self.is_shared(ref.name):
                return ref
            name = ref.name or (name_from_email(ref.email) if ref.email else ref.label)
            person = PersonRecord(ref.external_id, name, ref.email)
            self.add(person)
        return PersonRef(person.external_id, person.email, person.name)


def split_names(cell: str, known: Iterable[str]) -> list[str]:
    """Split a cell of names at ", ", keeping together what is a known name with commas in it.

    `known` holds normalised names. "Doe, Jane, Ann Lee" is two people if "doe, jane" is known, else three.
    """
    names = set(known)
    pieces = [piece.strip() for piece in cell.split(",") if piece.strip()]
    found: list[str] = []
    while pieces:
        length = next(
            (many for many in range(len(pieces), 1, -1) if normalised(", ".join(pieces[:many])) in names), 1
        )
        found.append(", ".join(pieces[:length]))
        del pieces[:length]
    return list(dict.fromkeys(found))
