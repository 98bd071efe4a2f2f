"""Lists that people paste: one task a line, with or without bullets, numbers and ticks (spec okrs §11.4).

Pure: no Django.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_LINES = 200
LONGEST = 300
_MARK = re.compile(r"^\s*(?:[-*+•–—]|\d{1,3}[.)])?\s*(?:(\[[ xX✓]?\]|☐|☑|✓|✔)\s*)?(.*?)\s*$")
_TICKED = {"[x]", "[X]", "[✓]", "☑", "✓", "✔"}


@dataclass(frozen=True)
class Line:
    """The words of a task, and whether its box was ticked."""

    name: str
    is_done: bool = False


def lines_of(text: str) -> list[Line]:
    """The tasks in a pasted text, in order; empty lines fall away."""
    found = []
    for line in text.replace("\t", " ").splitlines():
        match = _MARK.match(line)
        if match and (name := " ".join(match[2].split())):
            found.append(Line(name, match[1] in _TICKED))
    return found
