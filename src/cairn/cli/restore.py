"""Put a backup back: into an empty database and an empty data folder only, so that nothing can be overwritten."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection

from cairn.cli import archive, database, dump
from cairn.core.errors import Refused


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="what `cairn backup` wrote")


def run(arguments: argparse.Namespace) -> None:
    _demand_an_empty_place()
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=".cairn-restore-") as folder:
        found = Path(folder)
        manifest = archive.unpack(arguments.file, found)
        if manifest.engine != connection.vendor:
            raise Refused(f"this backup is of {manifest.engine}, and CAIRN_DATABASE_URL names {connection.vendor}.")
        dump.read(found / dump.NAME)
        if (found / "uploads").is_dir():
            shutil.copytree(found / "uploads", settings.MEDIA_ROOT, dirs_exist_ok=True)
        if (found / "secret-key").exists():
            _restore_key(found / "secret-key")
    database.migrate()  # a backup of an older version is brought up to date
    print(f"Restored what Cairn {manifest.version} wrote on {manifest.made_at}.")


def _demand_an_empty_place() -> None:
    if not database.is_empty():
        raise Refused("the database has tables already; restore into an empty one.")
    uploads: Path = settings.MEDIA_ROOT
    if uploads.is_dir() and any(uploads.iterdir()):
        raise Refused(f"{uploads} is not empty; restore into an empty data folder.")


def _restore_key(source: Path) -> None:
    # Without data nothing was signed with the key that a first start made, so it may go.
    target = settings.DATA_DIR / "secret-key"
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    target.write_bytes(source.read_bytes())
