"""The file that `cairn backup` writes: a compressed tar with a manifest that knows the digest of every member."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import shutil
import tarfile
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from cairn.core.errors import Refused

FORMAT = 1
MANIFEST = "manifest.json"
_HEADER = bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF])  # gzip, without name and time


@dataclass(frozen=True)
class Manifest:
    """What is inside. `files` maps a member's name to its SHA-256; `engine` is sqlite or postgresql."""

    version: str
    engine: str
    made_at: str
    format: int = FORMAT
    files: dict[str, str] = field(default_factory=dict)


def write(target: Path, manifest: Manifest, members: dict[str, Path]) -> None:
    """Writes members and manifest into `target`, readable by its owner only, which appears when it is whole."""
    unfinished = target.with_name(f".{target.name}.unfinished")
    unfinished.touch(mode=0o600)
    try:
        whole = Manifest(**{**asdict(manifest), "files": {name: _digest(path) for name, path in members.items()}})
        with unfinished.open("wb") as raw, _compressed(raw) as file, tarfile.open(fileobj=file, mode="w") as archive:
            for name, path in members.items():
                archive.add(path, arcname=name, recursive=False)
            about = json.dumps(asdict(whole), indent=2).encode()
            info = tarfile.TarInfo(MANIFEST)
            info.size = len(about)
            archive.addfile(info, io.BytesIO(about))
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)


def unpack(source: Path, folder: Path) -> Manifest:
    """Unpacks into `folder` and compares every digest. Raises Refused when a byte differs or it is no backup."""
    try:
        _demand_whole(source)
        with tarfile.open(source, "r:gz") as archive:
            for member in archive:
                _unpack_one(archive, member, folder)
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, tarfile.TarError, zlib.error, EOFError, ValueError, TypeError) as error:
        raise Refused(f"{source} is no whole backup of Cairn: {error}") from error
    if manifest.format != FORMAT:
        raise Refused(f"{source} was written by Cairn {manifest.version}, in a form that this version does not know.")
    present = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {MANIFEST}
    if present != set(manifest.files):
        raise Refused(f"{source} is damaged: it does not hold the files that it lists.")
    for name, digest in manifest.files.items():
        if _digest(folder / name) != digest:
            raise Refused(f"{source} is damaged: {name} is not what was written.")
    return manifest


def _unpack_one(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Plain files below `folder` only. By hand, because Python has tarfile's own filter from 3.11.4 on only."""
    path = PurePosixPath(member.name)
    content = archive.extractfile(member) if member.isreg() else None
    if content is None or path.is_absolute() or ".." in path.parts:
        raise ValueError(f"it holds {member.name!r}, which no backup holds")
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with content, target.open("xb") as file:
        shutil.copyfileobj(content, file)


def _compressed(raw: BinaryIO) -> gzip.GzipFile:
    """Without name and time in the header, so that every byte of the file is one that can be checked."""
    return gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=raw, mtime=0)


def _demand_whole(source: Path) -> None:
    """Reads to the end, past where tar would stop, so that the checksum of all is compared."""
    with source.open("rb") as file:
        if file.read(len(_HEADER)) != _HEADER:
            raise ValueError("it does not begin like one")
    with gzip.open(source) as stream:
        while stream.read(1 << 20):
            pass


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def uploads(root: Path) -> dict[str, Path]:
    """Every uploaded file by the name it has in the archive."""
    found: dict[str, Path] = {}
    for path in sorted(root.rglob("*")) if root.is_dir() else []:
        if path.is_file() and not path.is_symlink():
            found[str(PurePosixPath("uploads") / path.relative_to(root).as_posix())] = path
    return found
