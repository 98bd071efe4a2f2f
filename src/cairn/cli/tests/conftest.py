"""The `cairn` command as a user runs it: another process, an empty data folder, a database of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

SECRET = "a-secret-for-tests-" * 3


@dataclass(frozen=True)
class Place:
    """Where one installation lives."""

    data: Path
    environment: dict[str, str]

    def cairn(self, *words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        """Runs a command and answers what it said and its exit code."""
        return subprocess.run(
            [sys.executable, "-m", "cairn.cli.main", *map(str, words)],
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def python(self, code: str) -> str:
        """Runs a line of Python inside the installation and answers what it printed."""
        done = self.cairn("manage", "shell", "--verbosity=0", "--command", code)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture
def new_place(tmp_path: Path) -> Iterator[Callable[[str], Place]]:
    """Makes empty installations, on the database that this test run is about."""
    server = os.environ.get("CAIRN_DATABASE_URL", "")
    made: list[str] = []

    def make(name: str) -> Place:
        data = tmp_path / name
        environment = {k: v for k, v in os.environ.items() if not k.startswith("CAIRN_")}
        environment |= {"CAIRN_DATA_DIR": str(data)}
        if server.startswith("postgres"):
            database = f"{urlsplit(server).path[1:]}_{os.getpid()}_{name}"
            _on(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
            made.append(database)
            environment["CAIRN_DATABASE_URL"] = urlsplit(server)._replace(path=f"/{database}").geturl()
        return Place(data, environment)

    yield make
    for database in made:
        _drop(server, database)


@pytest.fixture
def place(new_place: Callable[[str], Place]) -> Place:
    return new_place("here")


def _drop(server: str, database: str) -> None:
    """Takes a database away with whoever is still in it. PostgreSQL's own cleaning (autovacuum) may not be sent away
    by name, but goes for a plain DROP, which waits for it.
    """
    drop = sql.SQL("DROP DATABASE {}").format(sql.Identifier(database))
    try:
        _on(server, sql.SQL("{} WITH (FORCE)").format(drop))
    except psycopg.errors.InsufficientPrivilege:
        _on(server, drop)


def _on(server: str, statement: sql.Composable) -> None:
    with psycopg.connect(urlsplit(server)._replace(path="/postgres").geturl(), autocommit=True) as connection:
        connection.execute(statement)
