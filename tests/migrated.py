"""The empty tables of the tests on SQLite: migrated once for one state of the migrations, copied from then on.

Migrating takes longer than most files of tests. The copy lies beside the test databases under the digest of all
migrations, so that it is never taken for tables of another state; `--create-db` migrates in any case.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from django.apps import apps
from django.db import connection

from cairn.core import walls

KEPT_FOR = 7 * 24 * 3600  # seconds


def file_to_test_on() -> Path | None:
    """The file of this process's test database; None where the database is not a file."""
    return Path(connection.settings_dict["TEST"]["NAME"]) if connection.vendor == "sqlite" else None


def bring(file: Path) -> bool:
    """Puts migrated tables at `file`, if a copy of them is kept; answers whether it was."""
    kept = _folder() / f"{_digest()}.sqlite3"
    if not kept.exists():
        return False
    for rest in (f"{file}-wal", f"{file}-shm"):
        Path(rest).unlink(missing_ok=True)
    shutil.copyfile(kept, file)
    return True


def keep(file: Path) -> None:
    """Keeps a copy of the tables that were just migrated at `file`."""
    folder = _folder()
    for old in folder.iterdir():
        if old.stat().st_mtime < time.time() - KEPT_FOR:
            old.unlink(missing_ok=True)
    unfinished = folder / f"unfinished-{os.getpid()}"
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)  # with what still lies in the write-ahead log
    unfinished.replace(folder / f"{_digest()}.sqlite3")


def _folder() -> Path:
    folder = Path(tempfile.gettempdir(), f"cairn-migrated-{getpass.getuser()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _digest() -> str:
    """Stands for all that decides what the tables look like: the migrations of all apps, and how walls are raised."""
    found = hashlib.sha256(Path(walls.__file__).read_bytes())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            found.update(f"{app.label}/{file.name}".encode() + file.read_bytes())
    return found.hexdigest()[:24]
