"""Whom a text names with @: by the whole name or by the address (spec okrs §7, §20)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

MOST = 20
"""So many people can be named in one text; further ones stay plain words."""

_AT = re.compile(r"(?<![\w.@])@(?=\w)")
_WORD = re.compile(r"\S+")
_LONGEST_NAME = 6  # words


@dataclass(frozen=True)
class Nameable:
    """Somebody who can be named."""

    id: UUID
    name: str
    email: str


def candidates(text: str) -> set[str]:
    """Everything after an @ that may be a name or an address: one to six words, without what follows a name."""
    found: set[str] = set()
    for match in list(_AT.finditer(text))[: MOST * 5]:
        words = _WORD.findall(text[match.end() : match.end() + 200].partition("\n")[0])[:_LONGEST_NAME]
        for count in range(1, len(words) + 1):
            found.add(_bare(" ".join(words[:count])))
    return found - {""}


def named(text: str, people: Iterable[Nameable]) -> dict[str, UUID]:
    """Who is named, as written in the text without the @. The longest name that fits wins; two people of the same
    name are not guessed between: their addresses tell them apart.
    """
    known: dict[str, set[UUID]] = {}
    for person in people:
        known.setdefault(person.name.casefold(), set()).add(person.id)
        known.setdefault(person.email.casefold(), set()).add(person.id)
    names = sorted((name for name, ids in known.items() if name and len(ids) == 1), key=len, reverse=True)
    found: dict[str, UUID] = {}
    for match in _AT.finditer(text):
        rest = text[match.end() : match.end() + 260]
        folded = rest.casefold()
        name = next((name for name in names if folded.startswith(name) and _ends(folded, len(name))), None)
        if name is not None and len(found) < MOST:
            found.setdefault(rest[: len(name)], next(iter(known[name])))
    return found


def _bare(words: str) -> str:
    return words.rstrip(".,;:!?)]}»”\"'*_").removesuffix("'s").removesuffix("’s")


def _ends(text: str, at: int) -> bool:
    """Whether a name may end here: not in the middle of a word or an address."""
    following = text[at : at + 2]
    return not following[:1].isalnum() and following[:1] not in {"@", "_"} and not re.match(r"[.\-]\w", following)
