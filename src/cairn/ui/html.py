"""Pieces of HTML that are drawn hundreds of times on a page, where a template would be the slowest part of it.

    _CELL = Html('<div class="row-value" title="{value}">{value}</div>')
    _CELL(value=row.value)

Escaped by default: everything that is put in is text, unless it is a SafeString already (decision 9).
"""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString


class Html:
    """A piece with named places."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, **values: object) -> SafeString:
        """The piece with these values in its places, escaped."""
        safe = {name: value if type(value) is SafeString else escaped(value) for name, value in values.items()}
        return SafeString(self.text.format_map(safe))


def escaped(value: object) -> str:
    """Any value as text that cannot become markup."""
    return str(value) if isinstance(value, SafeString) else escape(str(value))
