"""Formulas in cells: refused when read, never written (spec trust, row CSV/XLSX; ASVS V1.2.10).

A spreadsheet program runs a cell that starts with one of a few characters. So text that starts with one of
them, or has only spaces in front of it, is written behind an apostrophe, which such programs take as "this
is text". Reading takes exactly one apostrophe off again, so that every text comes back as it was.
"""

from __future__ import annotations

import re

_TRIGGERS = "=+\\-@\t\r\n＝＋－＠"
_GUARD_NEEDED = re.compile(rf"'*\s*[{_TRIGGERS}]")
_GUARDED = re.compile(rf"''*\s*[{_TRIGGERS}]")
_FORMULA = re.compile(r"[=＝]\s*[\w(@\"'+\-\[{]")
_LINK = re.compile(r"=\s*HYPERLINK\(\s*\"[^\"]*\"\s*[,;]\s*\"([^\"]*)\"\s*\)\s*", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"-\d{1,15}(\.\d{1,15})?%?", re.ASCII)


class Formula(str):
    """The text of a cell that is a formula (or a spreadsheet error) and so holds no data."""

    __slots__ = ()

    @property
    def link_text(self) -> str:
        """What a hyperlink formula shows: the id in an exported Id cell. "" for any other formula."""
        match = _LINK.fullmatch(self)
        return match[1].strip() if match else ""


def guarded(text: str) -> str:
    """Make a cell safe to open in a spreadsheet program; plain negative numbers stay numbers."""
    if _GUARD_NEEDED.match(text) and not _PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def unguarded(text: str, *, may_be_formula: bool = True) -> str:
    """Undo `guarded`; text that a spreadsheet program would calculate comes back as a Formula.

    `may_be_formula` is False for cells of a workbook, which says itself which of its cells are formulas.
    """
    if _GUARDED.match(text):
        return text[1:]
    if may_be_formula and _FORMULA.match(text):
        return Formula(text)
    return text
