"""The database as one file, consistent while others write: SQLite by VACUUM INTO, PostgreSQL by pg_dump."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg.conninfo import make_conninfo

from cairn.core.errors import Refused

NAME = "database"


def write(folder: Path) -> Path:
    """Writes the database into a file below `folder` and answers its path."""
    target = folder / NAME
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])
    else:
        _run("pg_dump", "--format=custom", "--enable-row-security", f"--file={target}")
    return target


def read(source: Path) -> None:
    """Fills the empty database from such a file."""
    if connection.vendor == "sqlite":
        target = str(connection.settings_dict["NAME"])
        connection.close()
        for left in (target, f"{target}-wal", f"{target}-shm"):
            Path(left).unlink(missing_ok=True)
        shutil.copyfile(source, target)
    else:
        _run("pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(source))


def _run(program: str, *arguments: str) -> None:
    """One of PostgreSQL's own programs, told of our database; sees the rows of all organisations."""
    if not (path := shutil.which(program)):
        raise Refused(f"{program} is not installed; on Debian or Ubuntu: apt install postgresql-client")
    conninfo, password = _address()
    environment = {**os.environ, "PGOPTIONS": "-c cairn.organization_id=*"}
    if password:
        environment["PGPASSWORD"] = password
    done = subprocess.run(
        [path, f"--dbname={conninfo}", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(f"{program} failed: {done.stderr.strip()}")


def _address() -> tuple[str, str]:
    """The connection string without the password, which must not be seen in the list of processes; the password."""
    told: dict[str, Any] = connection.get_connection_params()
    known = {"host", "port", "user", "dbname", "service", "passfile"}
    wanted = {k: v for k, v in told.items() if k in known or k.startswith("ssl")}
    return make_conninfo(**wanted), str(told.get("password") or "")
