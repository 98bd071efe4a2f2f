"""Guard rails against hostile and broken files: every limit in one place (spec trust, row CSV/XLSX).

Whatever makes a file unusable raises `UnreadableFile` with a sentence for the person who sent it.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

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
        raise UnreadableFile(_("“%(name)s” is empty.") % {"name": name})
    if len(content) > MOST_BYTES:
        raise UnreadableFile(
            _("“%(name)s” is larger than %(megabytes)s MB. Export fewer periods or views at a time.")
            % {"name": name, "megabytes": MOST_BYTES // MEGABYTE}
        )


def opened_zip(content: bytes, name: str) -> zipfile.ZipFile:
    """Open a ZIP archive after checking what it claims to hold: entries, total size, packing ratio.

    Raises UnreadableFile when it is damaged, encrypted or would unpack to more than the limits.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as problem:
        raise UnreadableFile(_("“%(name)s” is a damaged ZIP archive.") % {"name": name}) from problem
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise UnreadableFile(
            _("“%(name)s” holds %(count)s files; at most %(most)s are read.")
            % {"name": name, "count": len(entries), "most": MOST_ENTRIES}
        )
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnreadableFile(
            _("“%(name)s” is protected by a password. Please remove it and try again.") % {"name": name}
        )
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
            _("“%(name)s” holds a file packed more than %(most)s times, which no export does. It is refused.")
            % {"name": name, "most": MOST_RATIO}
        )


def too_much(name: str) -> str:
    """The sentence for an archive that is too large once unpacked."""
    return _("“%(name)s” would unpack to more than %(megabytes)s MB. It is refused.") % {
        "name": name,
        "megabytes": MOST_UNPACKED_BYTES // MEGABYTE,
    }


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
        raise UnreadableFile(
            _("“%(name)s” is damaged: “%(filename)s” is unreadable.")
            % {"name": name, "filename": entry.filename[:90]}
        ) from problem


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
                raise UnreadableFile(_("“%(name)s” declares XML entities, as no spreadsheet does.") % {"name": name})
            if is_sheet:
                cells += chunk.count(b"<c ") + chunk.count(b"<c>") + chunk.count(b":c ")
            if cells > MOST_CELLS:
                raise UnreadableFile(
                    _("“%(name)s” has more than %(most)s cells. Export fewer periods or views at a time.")
                    % {"name": name, "most": f"{MOST_CELLS:,}"}
                )
            tail = seen[-32:]


def _declares_entities(part: bytes) -> bool:
    """Find a document type or an entity declaration, also behind a two-byte encoding."""
    return any(
        mark in part
        for word in ("<!DOCTYPE", "<!ENTITY")
        for mark in (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"))
    )
