"""Where the bytes of attachments lie: below the data folder, by organisation, named after their id.

A file is put here before the action that speaks of it; what no row speaks of after a day is swept away.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from cairn.conversations.sniffing import OddFile, clean_name, media_type_of
from cairn.core import tenancy
from cairn.core.errors import Refused
from cairn.core.ids import new_id

MOST = 10
"""So many files go with one text."""
FORGOTTEN_AFTER = 24 * 3600  # seconds


@dataclass(frozen=True)
class Stored:
    """A file that lies in its place and waits for its row."""

    id: UUID
    name: str
    media_type: str
    size: int
    digest: str


def root() -> Path:
    """The folder of all attachments."""
    return Path(settings.MEDIA_ROOT) / "attachments"


def folder() -> Path:
    """The folder of the present organisation's."""
    return root() / str(tenancy.current_id())


def path_of(attachment_id: UUID) -> Path:
    """Where the bytes of an attachment of the present organisation are."""
    return folder() / str(attachment_id)


def examine(file: UploadedFile[Any]) -> tuple[str, str, bytes]:
    """Name, media type and content of an upload. Raises Refused, with `field` "files"."""
    limit = settings.ATTACHMENT_LIMIT
    name = clean_name(file.name or "")
    if (file.size or 0) > limit:
        told = {"name": name, "most": limit // (1024 * 1024)}
        raise Refused(_("“%(name)s” is larger than %(most)d MB.") % told, field="files")
    file.seek(0)
    content = file.read()
    file.seek(0)
    try:
        return name, media_type_of(name, content), content
    except OddFile as odd:
        raise Refused(odd.sentence.translated(_), field="files") from odd


def put(files: Iterable[UploadedFile[Any]]) -> list[Stored]:
    """Keeps uploads. Raises Refused when one of them is not taken; then none is kept."""
    found = list(files)
    if len(found) > MOST:
        raise Refused(_("At most %(most)d files at a time.") % {"most": MOST}, field="files")
    examined = [examine(file) for file in found]
    return [_keep(*each) for each in examined]


def _keep(name: str, media_type: str, content: bytes) -> Stored:
    stored = Stored(new_id(), name, media_type, len(content), hashlib.sha256(content).hexdigest())
    place(stored.id, content)
    return stored


def place(attachment_id: UUID, content: bytes) -> None:
    """Puts bytes where those of this attachment lie, which has none yet."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    with path_of(attachment_id).open("xb") as kept:
        kept.write(content)


def remove(ids: Iterable[UUID]) -> None:
    """Deletes the bytes; what is gone already is no error."""
    for attachment_id in ids:
        path_of(attachment_id).unlink(missing_ok=True)


def forgotten(known: set[str]) -> list[Path]:
    """Files of the present organisation that no row speaks of and that are older than a day."""
    if not folder().is_dir():
        return []
    before = time.time() - FORGOTTEN_AFTER
    return [path for path in folder().iterdir() if path.name not in known and path.stat().st_mtime < before]
