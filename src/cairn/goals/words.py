"""The words of a text, as titles are searched by them (decision 26)."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 40
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The different words of a text, in their order, small and each at most LONGEST letters long."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return list(dict.fromkeys(word[:LONGEST] for word in _WORD.findall(plain)))
