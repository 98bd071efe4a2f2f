"""Pieces of HTML that are drawn hundreds of times on a page, where a template would be the slowest part of it.

    _CELL = Html('<div class="row-value" title="{value}">{value}</div>')
    _CELL(value=row.value)

Escaped by default: everything that is put in is text, unless it is a SafeString already (decision 9).
"""

from __future__ import annotations

import re
from html import escape

from django.utils.safestring import SafeString

NOTHING = SafeString("")
"""What is put in a place that stays empty."""

_PLACE = re.compile(r"\{(\w+)\}")
_MARKUP = re.compile("[&<>\"']")
_has_markup = _MARKUP.search  # hardly any text has some, and looking is quicker than replacing


class Html:
    """A piece with named places."""

    def __init__(self, text: str) -> None:
        self._text = _PLACE.sub(r"%(\1)s", text.replace("%", "%%"))  # is filled in half the time that format() takes

    def __call__(self, **values: object) -> SafeString:
        """The piece with these values in its places, escaped."""
        for name, value in values.items():
            if type(value) is str:
                if _has_markup(value):
                    values[name] = escape(value)
            elif type(value) is not SafeString:
                values[name] = escaped(value)
        return SafeString(self._text % values)


def escaped(value: object) -> str:
    """Any value as text that cannot become markup."""
    text = str(value)
    if isinstance(value, SafeString) or not _has_markup(text):
        return text
    return escape(text)
