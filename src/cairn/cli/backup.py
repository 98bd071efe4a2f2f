"""Write the database, the uploads and the secret key into one file, while Cairn goes on serving."""

from __future__ import annotations

import argparse
import tempfile
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection

from cairn.cli import archive, dump
from cairn.core import clock
from cairn.core.errors import Refused


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a new file, for example cairn.backup")


def run(arguments: argparse.Namespace) -> None:
    target: Path = arguments.file
    if target.exists():
        raise Refused(f"{target} exists already; nothing was written.")
    if not target.absolute().parent.is_dir():
        raise Refused(f"the folder {target.absolute().parent} does not exist.")
    manifest = archive.Manifest(version=version("cairn"), engine=connection.vendor, made_at=clock.now().isoformat())
    with tempfile.TemporaryDirectory(dir=target.absolute().parent, prefix=".cairn-backup-") as folder:
        members = {dump.NAME: dump.write(Path(folder)), **archive.uploads(settings.MEDIA_ROOT)}
        if (key := settings.DATA_DIR / "secret-key").exists():
            members["secret-key"] = key
        archive.write(target, manifest, members)
    print(
        f"Wrote {target} ({target.stat().st_size:,} bytes). It holds the secret key: keep it as safe as the server."
    )
