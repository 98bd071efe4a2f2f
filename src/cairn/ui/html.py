"""Pieces of HTML that are drawn hundreds of times on a page, where a template would be the slowest part of it.

    _CELL = Html('<div class="row-value" title="{value}">{value}</div>')
    _CELL(value=row.value)

Escaped by default: everything that is put in is text, unless it is a SafeString already (decision 9).
"""

from __future__ import annotations

import re
from html import escape

from django.utils.safestring import SafeString


class Html:
    """A piece with named places."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, **values: object) -> SafeString:
        """The piece with these values in its places, escaped."""
        for name, value in values.items():
            if type(value) is not SafeString:
                values[name] = escaped(value)
        return SafeString(self.text.format_map(values))


_MARKUP = re.compile("[&<>\"']")


def escaped(value: object) -> str:
    """Any value as text that cannot become markup."""
    text = str(value)
    if isinstance(value, SafeString) or not _MARKUP.search(text):  # hardly any has one, and looking is quicker
        return text
    return escape(text)
