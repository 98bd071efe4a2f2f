"""Finds a PostgreSQL for the tests, or starts a throw-away one.

In this order: the server that CAIRN_TEST_POSTGRES names; a server of our own, started from installed binaries in a
temporary folder as a user without rights and removed afterwards; a running server that lets us in through libpq's
own settings (PGHOST, PGUSER …) and lets us make a role. Whichever it is, the tests run as a role that is neither
superuser nor BYPASSRLS, for row-level security binds no others.

    python -m tests.postgresql     keeps one running and prints the CAIRN_DATABASE_URL to use until Ctrl-C
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

# One database per checkout: two checkouts may share a server.
DATABASE = f"cairn_{zlib.crc32(str(Path(__file__).resolve()).encode()):08x}"
ROLE = "cairn"
BINARIES = "/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt"


@dataclass(frozen=True)
class Found:
    """A database to test on; without a URL, `note` says why there is none."""

    url: str | None
    note: str


@contextmanager
def server() -> Iterator[Found]:
    """A PostgreSQL to use until the block ends."""
    if given := os.environ.get("CAIRN_TEST_POSTGRES"):
        yield _given(given)
    elif binaries := _binaries():
        with _thrown_away(binaries) as found:
            yield found
    else:
        yield _running()


def _given(url: str) -> Found:
    """The named server, if the role in the URL is bound by row-level security."""
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            row = connection.execute(
                "SELECT rolsuper OR rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error as error:
        raise SystemExit(f"CAIRN_TEST_POSTGRES cannot be reached: {error}") from error
    is_unbound, may_create = row or (False, False)
    if is_unbound:
        raise SystemExit("CAIRN_TEST_POSTGRES names a superuser or BYPASSRLS role; name one that row security binds.")
    if not may_create:
        raise SystemExit(
            "CAIRN_TEST_POSTGRES names a role that may not create databases; ALTER ROLE … CREATEDB helps."
        )
    parts = urlsplit(url)
    return Found(parts._replace(path=f"/{DATABASE}").geturl(), f"at {parts.hostname or 'the local socket'}")


def _binaries() -> Path | None:
    """The folder of initdb and pg_ctl; the newest version when there are several."""
    found = [path for place in BINARIES for path in Path(place).glob("**/bin/initdb")] if os.name == "posix" else []
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path))
    return max(found, key=lambda path: _version(path.parent), default=Path()).parent if found else None


def _version(folder: Path) -> int:
    digits = "".join(c for c in folder.parent.name if c.isdigit())
    return int(digits or 0)


@contextmanager
def _thrown_away(binaries: Path) -> Iterator[Found]:
    folder = Path(tempfile.mkdtemp(prefix="cairn-postgres-", dir="/tmp"))  # a socket path must be short
    user = _unprivileged_user()
    # Told to stop, Python would end at once and leave the server running.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        if user:
            shutil.chown(folder, user)
        _start(binaries, folder, user)
        _make_role(f"host={folder} user=postgres dbname=postgres")
        url = f"postgresql://{ROLE}@/{DATABASE}?host={folder}"
        yield Found(url, "a server of our own, removed afterwards")
    except subprocess.CalledProcessError as error:
        said = (error.stderr or b"").decode(errors="replace").strip()
        yield Found(None, f"the installed server could not be started. {said}")
    finally:
        stop = [str(binaries / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop"]
        subprocess.run(stop, user=user, check=False, capture_output=True, cwd="/")
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root; then it runs as `postgres` or `nobody`."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _start(binaries: Path, folder: Path, user: str | None) -> None:
    data = folder / "data"
    options = (
        f"-c listen_addresses= -c unix_socket_directories={folder} -c unix_socket_permissions=0777"
        # Nothing here must survive a power cut, and many tests connect at once.
        " -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300"
    )
    initdb = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"]
    start = [str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start"]
    for command in (initdb, start):
        subprocess.run(command, user=user, check=True, capture_output=True, cwd="/", timeout=120)
    folder.chmod(0o711)


def _running() -> Found:
    """A server that answers to libpq's own settings and lets us make a role."""
    try:
        password = secrets.token_urlsafe(18)
        host = _make_role("dbname=postgres connect_timeout=3", password)
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        return Found(
            None,
            "there is no server to start (on Debian or Ubuntu: apt install postgresql), CAIRN_TEST_POSTGRES is not"
            f" set, and no running server lets us in ({reason}).",
        )
    return Found(f"postgresql://{ROLE}_{DATABASE}:{password}@/{DATABASE}?host={host}", "the server that runs here")


def _make_role(connection_info: str, password: str | None = None) -> str:
    """Makes the role that the tests use; one of its own per checkout on a shared server. Answers the host."""
    role = sql.Identifier(f"{ROLE}_{DATABASE}" if password else ROLE)
    with psycopg.connect(connection_info, autocommit=True) as connection:
        exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role._obj[0]]).fetchone()
        verb = sql.SQL("ALTER" if exists else "CREATE")
        connection.execute(
            sql.SQL("{} ROLE {} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS PASSWORD {}").format(
                verb, role, sql.Literal(password)
            )
        )
        return connection.info.host


if __name__ == "__main__":
    with server() as kept:
        print(kept.url or kept.note, flush=True)
        while kept.url:
            time.sleep(3600)
