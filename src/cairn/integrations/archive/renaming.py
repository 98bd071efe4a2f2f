"""New ids for old, wherever they stand: in columns, in JSON, in keys and in what people wrote; links likewise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cairn.core.ids import new_id

_SHORTEST = 32
_ID = re.compile(
    r"(?<![0-9a-f])[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}(?![0-9a-f])", re.IGNORECASE
)


@dataclass(frozen=True)
class Place:
    """Where an organisation is reached: the installation's address and its own part of it."""

    base_url: str
    slug: str

    @property
    def path(self) -> str:
        return f"/o/{self.slug}/"


class Renaming:
    """Every old id with its new one, and the old place with the new one."""

    def __init__(self, ids: Iterable[UUID], *, old: Place, new: Place) -> None:
        # In the order of the old ones, for rows are sorted by id where they were made at the same instant.
        self.ids = {old_id: new_id() for old_id in sorted(ids)}
        self._new = new
        whole, local = re.escape(old.base_url + old.path), re.escape(old.path)
        self._links = re.compile(rf"({whole})|(?<![\w.:/-]){local}")

    def id(self, old: UUID) -> UUID | None:
        """The new id of a row of the archive."""
        return self.ids.get(old)

    def anywhere(self, value: Any) -> Any:
        """A value of any shape with every id and link in it renewed. What the archive does not hold stays."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, UUID):
            return self.ids.get(value, value)
        if isinstance(value, list):
            return [self.anywhere(item) for item in value]
        if isinstance(value, dict):
            return {self._text(key): self.anywhere(item) for key, item in value.items()}
        return value

    def _text(self, text: str) -> str:
        if "/o/" in text:
            text = self._links.sub(self._link, text)
        return _ID.sub(self._renewed, text) if len(text) >= _SHORTEST else text

    def _link(self, match: re.Match[str]) -> str:
        return (self._new.base_url if match[1] else "") + self._new.path

    def _renewed(self, match: re.Match[str]) -> str:
        new = self.ids.get(UUID(match[0]))
        return match[0] if new is None else str(new) if match[1] else new.hex
