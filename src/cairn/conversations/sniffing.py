"""What a file is by its first bytes, and whether that fits its name: no Django, no disk.

A file is taken when its ending is one of `KINDS` and its content is what the ending says. What a browser could run
as a page of ours (HTML, SVG, scripts) is not among them.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from cairn.core.sentences import Sentence, gettext_noop

HEAD = 4096
"""So many bytes of the beginning are looked at."""
LONGEST_NAME = 120


class OddFile(Exception):
    """Why a file is not taken, as a sentence."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Kind:
    """One sort of file: what it is for browsers, and how its content is known."""

    media_type: str
    fits: Callable[[bytes], bool]


def _begins(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(marks)


def _is_webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(letter) == "Cc" and letter not in "\t\n\r\f" for letter in text)


def _zip_with(*names: str) -> Callable[[bytes], bool]:
    def fits(content: bytes) -> bool:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                inside = archive.namelist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            return False
        return all(any(entry.startswith(name) for entry in inside) for name in names)

    return fits


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."

KINDS: dict[str, Kind] = {
    "png": Kind("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "jpg": Kind("image/jpeg", _begins(b"\xff\xd8\xff")),
    "jpeg": Kind("image/jpeg", _begins(b"\xff\xd8\xff")),
    "gif": Kind("image/gif", _begins(b"GIF87a", b"GIF89a")),
    "webp": Kind("image/webp", _is_webp),
    "pdf": Kind("application/pdf", _begins(b"%PDF-")),
    "txt": Kind("text/plain", _is_text),
    "md": Kind("text/markdown", _is_text),
    "csv": Kind("text/csv", _is_text),
    "docx": Kind(f"{_OFFICE}wordprocessingml.document", _zip_with("[Content_Types].xml", "word/")),
    "xlsx": Kind(f"{_OFFICE}spreadsheetml.sheet", _zip_with("[Content_Types].xml", "xl/")),
    "pptx": Kind(f"{_OFFICE}presentationml.presentation", _zip_with("[Content_Types].xml", "ppt/")),
    "odt": Kind(f"{_OPEN}text", _zip_with("mimetype", "content.xml")),
    "ods": Kind(f"{_OPEN}spreadsheet", _zip_with("mimetype", "content.xml")),
    "odp": Kind(f"{_OPEN}presentation", _zip_with("mimetype", "content.xml")),
    "zip": Kind("application/zip", _zip_with()),
}


def media_type_of(name: str, content: bytes) -> str:
    """What the file is. Raises OddFile when it is empty, of no sort that is taken, or not what its name says."""
    if not content:
        raise OddFile(Sentence(gettext_noop("“%(name)s” is empty."), name=name))
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    kind = KINDS.get(ending)
    if kind is None:
        known = ", ".join(KINDS)
        raise OddFile(
            Sentence(
                gettext_noop("“%(name)s” is not of a sort that can be attached. These are: %(known)s."),
                name=name,
                known=known,
            )
        )
    if not kind.fits(content):
        raise OddFile(
            Sentence(
                gettext_noop("“%(name)s” is called .%(ending)s, but that is not what is in it."),
                name=name,
                ending=ending,
            )
        )
    return kind.media_type


def clean_name(name: str) -> str:
    """A name that is safe to show and to save under: no folders, no control or direction marks, not overlong."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    kept = " ".join(kept.split()).strip(". ") or "file"
    stem, dot, ending = kept.rpartition(".")
    if not dot or len(kept) <= LONGEST_NAME:
        return kept[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending[:10]) - 1]}.{ending[:10]}"
