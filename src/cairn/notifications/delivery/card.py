"""A message before it is a mail or a chat card: title, facts, progress, actions (integrations §2.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Link:
    """Words and a whole address."""

    words: str
    url: str


@dataclass(frozen=True)
class Row:
    """One item: a goal with its bar, or any line. `percent` is the raw progress, `expected` where it should be today.

    `moved` says by how much it moved; `tone` is a status (on_track, behind, at_risk, not_started, closed, postponed)
    or empty.
    """

    title: str
    url: str = ""
    note: str = ""
    percent: Decimal | None = None
    expected: Decimal | None = None
    number: str = ""
    tone: str = ""
    status: str = ""
    action: Link | None = None
    moved: str = ""


@dataclass(frozen=True)
class Section:
    """Rows under a heading; `more` says what was left out, `empty` what stands there when there is no row."""

    heading: str = ""
    rows: Sequence[Row] = ()
    more: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Card:
    """The whole message. `quote` is what a person wrote, in Markdown; `why` the sentence why one gets it."""

    subject: str
    title: str
    paragraphs: Sequence[str] = ()
    quote: str = ""
    sections: Sequence[Section] = field(default_factory=tuple)
    button: Link | None = None
    why: str = ""
    thread: str = ""  # messages about the same thing hang together under this name
