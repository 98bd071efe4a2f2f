"""Read an archive without trusting anything in it: every limit and every check in one place.

Nothing is ever unpacked by the name it has in the archive. Whatever is wrong raises Refused with a sentence.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import IO, Any

from cairn.core.errors import Refused
from cairn.core.ids import read_id
from cairn.integrations.archive import tables, values
from cairn.integrations.archive.layout import ATTACHMENTS, FORMAT, KIND_FILE, MANIFEST, Manifest
from cairn.integrations.archive.tables import Table

MEGABYTE = 1024 * 1024
LONGEST_LINE = 16 * MEGABYTE
LONGEST_MANIFEST = 64 * MEGABYTE
MOST_RATIO = 100
RATIO_MATTERS_FROM = 5 * MEGABYTE
"""Rows hold ids, which do not pack: ten times is usual."""

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)


class Archive:
    """An archive that is open: its manifest, its rows, its files. Each file is compared with its SHA-256 as it is
    read to its end."""

    def __init__(self, file: zipfile.ZipFile, name: str) -> None:
        self._file, self.name = file, name
        self._entries = {entry.filename: entry for entry in file.infolist()}
        self._demand_harmless()
        self.manifest = self._manifest()
        self._demand_complete()

    def damaged(self, what: str) -> Refused:
        """The sentence for an archive that is not as it was written."""
        return Refused(f"{self.name} is damaged: {what}.")

    def rows(self, table: Table) -> Iterator[dict[str, Any]]:
        """The rows of a table, each value as its column holds it; a sign-in as its address."""
        columns = tables.columns(table)
        label, count = tables.label_of(table), 0
        for count, line in enumerate(self._lines(tables.file_of(table)), 1):
            try:
                row = values.row_of(line)
                if row.keys() != columns.keys():
                    odd = ", ".join(sorted(map(repr, row.keys() ^ columns.keys())))
                    raise self.damaged(f"row {count} of {label} has other columns than this version ({odd[:200]})")
                yield {key: values.read(columns[key], value) for key, value in row.items()}
            except values.BadValue as error:
                raise self.damaged(f"row {count} of {label} holds what no such row holds") from error
        if count != self.manifest.tables[label]:
            raise self.damaged(f"{label} has {count} rows and should have {self.manifest.tables[label]}")

    def attachments(self) -> Iterator[tuple[str, int]]:
        """The ids of the attachments whose bytes are here, and their sizes."""
        for name, entry in self._entries.items():
            if name.startswith(ATTACHMENTS):
                yield name.removeprefix(ATTACHMENTS), entry.file_size

    def attachment(self, attachment_id: str) -> bytes:
        """The bytes of one attachment."""
        return b"".join(self._chunks(f"{ATTACHMENTS}{attachment_id}"))

    def _lines(self, name: str) -> Iterator[bytes]:
        digest = hashlib.sha256()
        with self._open(name) as file, io.BufferedReader(file, MEGABYTE) as lines:  # type: ignore[type-var]
            while line := self._attempt(lambda: lines.readline(LONGEST_LINE)):
                if not line.endswith(b"\n"):
                    raise self.damaged(f"{name} has a line without an end")
                digest.update(line)
                yield line
        self._demand_digest(name, digest.hexdigest())

    def _chunks(self, name: str) -> Iterator[bytes]:
        digest = hashlib.sha256()
        with self._open(name) as file:
            while chunk := self._attempt(lambda: file.read(MEGABYTE)):
                digest.update(chunk)
                yield chunk
        self._demand_digest(name, digest.hexdigest())

    def _open(self, name: str) -> IO[bytes]:
        try:
            return self._file.open(self._entries[name])
        except _BROKEN as error:
            raise self.damaged(f"{name} cannot be read") from error

    def _attempt(self, read: Any) -> bytes:
        try:
            found: bytes = read()
        except _BROKEN as error:
            raise self.damaged("what is in it cannot be unpacked") from error
        return found

    def _demand_digest(self, name: str, digest: str) -> None:
        if digest != self.manifest.files.get(name):
            raise self.damaged(f"{name} is not what was written")

    def _demand_harmless(self) -> None:
        """Before anything is unpacked: two files of one name, odd packing, passwords, bombs."""
        entries = self._file.infolist()
        if len(entries) != len(self._entries):
            raise self.damaged("it holds two files of one name")
        for entry in entries:
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or entry.flag_bits & 0x1:
                raise self.damaged("it is packed as Cairn packs nothing")
            if entry.file_size > max(RATIO_MATTERS_FROM, MOST_RATIO * entry.compress_size):
                raise Refused(f"{self.name} holds a file packed more than {MOST_RATIO} times, which no archive does.")

    def _manifest(self) -> Manifest:
        entry = self._entries.get(MANIFEST)
        if entry is None or entry.file_size > LONGEST_MANIFEST:
            raise self.damaged("it has no manifest")
        try:
            told = json.loads(self._attempt(lambda: self._file.read(entry)))
            version = str(told["version"])
            if told["format"] != FORMAT:
                raise Refused(
                    f"{self.name} was written by Cairn {version[:20]}, in a form that this version does not know. "
                    "Bring both installations to the same version and export again."
                )
            manifest = Manifest(**told)
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            raise self.damaged("its manifest cannot be read") from error
        if any(type(getattr(manifest, f.name)) is not type(value) for f, value in _shape()):
            raise self.damaged("its manifest cannot be read")
        return manifest

    def _demand_complete(self) -> None:
        """Exactly the files that the manifest lists, and exactly our tables."""
        if self.manifest.tables.keys() != {tables.label_of(table) for table in tables.carried()}:
            raise Refused(
                f"{self.name} was written by Cairn {self.manifest.version[:20]}, which has other tables. "
                "Bring both installations to the same version and export again."
            )
        wanted = {KIND_FILE, *(tables.file_of(table) for table in tables.carried())}
        listed = self.manifest.files.keys()
        others = listed - wanted
        if (
            self._entries.keys() != {*listed, MANIFEST}
            or not wanted <= listed
            or not all(map(_is_attachment, others))
        ):
            raise self.damaged("it does not hold the files that an archive holds")
        b"".join(self._chunks(KIND_FILE))


def _shape() -> Iterator[tuple[Any, Any]]:
    empty = Manifest(version="", made_at="", base_url="", organization={}, tables={}, left_out={})
    yield from ((f, getattr(empty, f.name)) for f in fields(Manifest))


def _is_attachment(name: str) -> bool:
    attachment_id = read_id(name.removeprefix(ATTACHMENTS)) if name.startswith(ATTACHMENTS) else None
    return name == f"{ATTACHMENTS}{attachment_id}"


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Opens an archive. Raises Refused when it is none, or damaged, or of another version."""
    try:
        file = zipfile.ZipFile(path)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error
    except _BROKEN as error:
        raise Refused(f"{path.name} is damaged: it is not whole.") from error
    with file:
        yield Archive(file, path.name)
