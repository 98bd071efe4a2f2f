"""How an archive is laid out: a ZIP that begins with its kind and ends with its manifest."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FORMAT = 1
KIND = b"application/vnd.cairn.archive+zip"
KIND_FILE = "mimetype"
MANIFEST = "manifest.json"
ATTACHMENTS = "attachments/"
_BEFORE_THE_NAME = 30  # bytes of a ZIP's first header


@dataclass(frozen=True)
class Manifest:
    """What is inside. `tables` has the number of rows of each, `files` the SHA-256 of each file by its name."""

    version: str
    made_at: str
    base_url: str
    organization: dict[str, Any]
    tables: dict[str, int]
    left_out: dict[str, str]
    files: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


def is_archive(path: Path) -> bool:
    """Whether a file begins as an archive does; also when it is damaged further on. Raises OSError."""
    with path.open("rb") as file:
        return file.read(200)[_BEFORE_THE_NAME:].startswith(KIND_FILE.encode() + KIND)
