"""Guard rails against hostile and broken files: every limit in one place (spec trust, row CSV/XLSX).

Whatever makes a file unusable raises `UnreadableFile` with a sentence for the person who sent it.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

MEGABYTE = 1024 * 1024
MOST_BYTES = 100 * MEGABYTE
MOST_UNPACKED_BYTES = 300 * MEGABYTE
MOST_ENTRIES = 1_000
MOST_RATIO = 100
RATIO_MATTERS_FROM = 5 * MEGABYTE
"""Small members may be packed as tightly as they like; repetitive check-ins pack well."""
MOST_CELLS = 1_000_000
MOST_COLUMNS = 2_000
CHUNK = MEGABYTE


class UnreadableFile(ValueError):
    """The file cannot be read at all; the message is a sentence for the person who sent it."""


def check_size(content: bytes, name: str) -> None:
    """Refuse an empty file and one of more than 100 MB, before anything is parsed."""
    if not content:
        raise UnreadableFile(f"“{name}” is empty.")
    if len(content) > MOST_BYTES:
        raise UnreadableFile(
            f"“{name}” is larger than {MOST_BYTES // MEGABYTE} MB. Export fewer periods or views at a time."
        )


def opened_zip(content: bytes, name: str) -> zipfile.ZipFile:
    """Open a ZIP archive after checking what it claims to hold: entries, total size, packing ratio.

    Raises UnreadableFile when it is damaged, encrypted or would unpack to more than the limits.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as problem:
        raise UnreadableFile(f"“{name}” is a damaged ZIP archive.") from problem
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise UnreadableFile(f"“{name}” holds {len(entries)} files; at most {MOST_ENTRIES} are read.")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnreadableFile(f"“{name}” is protected by a password. Please remove it and try again.")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES:
        raise UnreadableFile(too_much(name))
    for entry in entries:
        _check_ratio(entry, name)
    return archive


def _check_ratio(entry: zipfile.ZipInfo, name: str) -> None:
    if entry.file_size > MOST_BYTES:
        raise UnreadableFile(too_much(name))
    if entry.file_size > RATIO_MATTERS_FROM and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise UnreadableFile(
            f"“{name}” holds a file packed more than {MOST_RATIO} times, which no export does. It is refused."
        )


def too_much(name: str) -> str:
    """The sentence for an archive that is too large once unpacked."""
    return f"“{name}” would unpack to more than {MOST_UNPACKED_BYTES // MEGABYTE} MB. It is refused."


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    """Read one entry, never more than it claims to hold. Raises UnreadableFile when it is damaged."""
    return b"".join(_chunks(archive, entry, name))


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    try:
        with archive.open(entry) as stream:
            left = entry.file_size
            while left > 0 and (chunk := stream.read(min(CHUNK, left))):
                left -= len(chunk)
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as problem:
        raise UnreadableFile(f"“{name}” is damaged: “{entry.filename[:90]}” is unreadable.") from problem


def check_workbook(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse a workbook that declares XML entities or holds more than a million cells.

    Looks at the raw parts, so that nothing has been parsed or built up yet.
    """
    cells = 0
    for entry in archive.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        is_sheet = "worksheets/" in entry.filename.lower()
        tail = b""
        for chunk in _chunks(archive, entry, name):
            seen = tail + chunk
            if _declares_entities(seen):
                raise UnreadableFile(f"“{name}” declares XML entities, as no spreadsheet does.")
            if is_sheet:
                cells += chunk.count(b"<c ") + chunk.count(b"<c>") + chunk.count(b":c ")
            if cells > MOST_CELLS:
                raise UnreadableFile(
                    f"“{name}” has more than {MOST_CELLS:,} cells. Export fewer periods or views at a time."
                )
            tail = seen[-32:]


def _declares_entities(part: bytes) -> bool:
    """Find a document type or an entity declaration, also behind a two-byte encoding."""
    return any(
        mark in part
        for word in ("<!DOCTYPE", "<!ENTITY")
        for mark in (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"))
    )
