"""From bytes to text: the encodings in which people's files really arrive."""

from __future__ import annotations

import codecs
import re

from django.utils.translation import gettext as _

from cairn.integrations.migration.viva_goals.guards import UnreadableFile

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def decoded(content: bytes, name: str) -> tuple[str, bool]:
    """Decode a text file. Out: the text and whether its encoding had to be guessed (Windows-1252).

    Understands UTF-8 with and without byte order mark, UTF-16 and UTF-32, and Windows-1252, in which older
    spreadsheet programs save CSV. Raises UnreadableFile for everything else.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, name), False
    if (wide := _wide_encoding(content)) is not None:
        return _strictly(content, wide, name), False
    _without_controls(content.decode("latin-1"), name)
    try:
        return content.decode("utf-8"), False
    except UnicodeDecodeError:
        return _strictly(content, "cp1252", name), True


def _wide_encoding(content: bytes) -> str | None:
    """Recognise UTF-16 without a mark: in Western text every other byte is zero."""
    head = content[:2000]
    if len(head) < 4 or head.count(0) < len(head) // 4:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return _without_controls(content.decode(encoding), name)
    except UnicodeDecodeError as problem:
        raise UnreadableFile(
            _("“%(name)s” is neither UTF-8 nor Windows-1252 text. Please save it as “CSV UTF-8”.") % {"name": name}
        ) from problem


def _without_controls(text: str, name: str) -> str:
    if _CONTROLS.search(text):
        raise UnreadableFile(
            _("“%(name)s” is not a text file: it holds control characters. Please send the export as saved.")
            % {"name": name}
        )
    return text


def clean(text: str) -> str:
    """Make text keepable: one kind of line end, no NUL, no half of a character pair, no outer spaces."""
    return _UNKEEPABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
