"""People as rows and lists show them: a name and a picture, and the initials where there is none.

Much lighter than a Member, which has thirty fields; a page has some hundred of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Face:
    """Somebody by id; `photo_id` is the picture's, None without one."""

    pk: UUID
    name: str
    photo_id: UUID | None = None

    @property
    def initials(self) -> str:
        return initials_of(self.name)


def initials_of(name: str, otherwise: str = "?") -> str:
    """One or two capitals for the avatar; the first letter of `otherwise` where a name has no letters."""
    words = [word for word in name.split() if word[:1].isalnum()] or [otherwise]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
