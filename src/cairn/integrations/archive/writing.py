"""Write an archive: a row at a time, so that a large organisation needs no more memory than a small one."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings

from cairn.conversations import store
from cairn.conversations.models import Attachment
from cairn.core import clock
from cairn.core.transactions import as_of_one_instant
from cairn.integrations.archive import tables
from cairn.integrations.archive.layout import ATTACHMENTS, KIND, KIND_FILE, MANIFEST, Manifest
from cairn.integrations.archive.tables import LEFT_OUT, Table
from cairn.integrations.archive.values import line_of
from cairn.organizations.models import Organization

_CHUNK = 2000


@dataclass(frozen=True)
class Written:
    """What went into an archive: rows by table, attachments, and the names of those whose bytes are not what they
    were when they were uploaded, or gone; those stayed behind."""

    rows: dict[str, int]
    attachments: int
    damaged: tuple[str, ...]


def write(organization: Organization, target: Path) -> Written:
    """Writes everything of the organisation we are in, as of one instant, into `target` (integrations §6).

    Raises OSError when the file cannot be written.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive, as_of_one_instant():
        archive.writestr(zipfile.ZipInfo(KIND_FILE), KIND)
        files = {KIND_FILE: hashlib.sha256(KIND).hexdigest()}
        rows: dict[str, int] = {}
        for table in tables.carried():
            name = tables.file_of(table)
            rows[tables.label_of(table)], files[name] = _write_rows(archive, name, table)
        digests, damaged = _write_attachments(archive)
        manifest = Manifest(
            version=version("cairn"),
            made_at=clock.now().isoformat(),
            base_url=settings.BASE_URL,
            organization={f.attname: getattr(organization, f.attname) for f in organization._meta.concrete_fields},
            tables=rows,
            left_out=LEFT_OUT,
            files=files | digests,
        )
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, default=str, ensure_ascii=False))
    return Written(rows, len(digests), damaged)


def _write_rows(archive: zipfile.ZipFile, name: str, table: Table) -> tuple[int, str]:
    """The number of rows and the digest of the file."""
    count, digest = 0, hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as file:
        for row in _rows(table):
            line = line_of(row)
            file.write(line)
            digest.update(line)
            count += 1
    return count, digest.hexdigest()


def _rows(table: Table) -> Iterator[dict[str, Any]]:
    names = list(tables.columns(table))
    for values in table.objects.order_by("pk").values_list(*names).iterator(_CHUNK):
        yield dict(zip(names, values, strict=True))


def _write_attachments(archive: zipfile.ZipFile) -> tuple[dict[str, str], tuple[str, ...]]:
    """The digests of those that are whole, and the names of the others."""
    digests: dict[str, str] = {}
    damaged: list[str] = []
    for row in Attachment.objects.order_by("pk").iterator(_CHUNK):
        path = store.path_of(row.pk)
        content = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(content).hexdigest() != row.digest:
            damaged.append(row.name)
            continue
        # As it is: most kinds of files are packed already.
        archive.writestr(zipfile.ZipInfo(f"{ATTACHMENTS}{row.pk}"), content)
        digests[f"{ATTACHMENTS}{row.pk}"] = row.digest
    return digests, tuple(damaged)
