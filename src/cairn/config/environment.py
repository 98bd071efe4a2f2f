"""Reads the CAIRN_… environment variables, typed, and is loud about odd values.

docs/admin/configuration.md lists every variable; a test compares it with `KNOWN`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

KNOWN: dict[str, str] = {}


class OddValue(SystemExit):
    """A setting that cannot be used. Stops the program with a sentence instead of a traceback."""


def text(name: str, default: str, meaning: str) -> str:
    """The value of `name`, or of the file that `name`_FILE points to, or `default`."""
    KNOWN[name] = meaning
    if file := os.environ.get(f"{name}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise OddValue(f"{name}_FILE points to {file}, which cannot be read: {error.strerror}.") from error
    return os.environ.get(name, default)


def flag(name: str, default: bool, meaning: str) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off; anything else stops the program."""
    value = text(name, "on" if default else "off", meaning).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise OddValue(f"{name} is '{value}'; it must be on or off.")


def number(name: str, default: int, meaning: str) -> int:
    """A whole number of zero or more; anything else stops the program."""
    value = text(name, str(default), meaning)
    if not value.isdecimal():
        raise OddValue(f"{name} is '{value}'; it must be a whole number.")
    return int(value)


def words(name: str, default: str, meaning: str) -> list[str]:
    """A comma-separated list, blanks removed."""
    return [word.strip() for word in text(name, default, meaning).split(",") if word.strip()]


def database(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for sqlite:///path or postgresql://user:password@host:port/name?option=value."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) or ":memory:",
            "OPTIONS": {
                # A write takes its lock at the start, so that two writers queue instead of failing half-way.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: what was answered with "saved" survives a power cut.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
                " PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;",
            },
        }
    if parts.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "cairn.core.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise OddValue(f"CAIRN_DATABASE_URL starts with '{parts.scheme}:'; Cairn knows sqlite:///path and postgresql://…")


def mail(url: str) -> dict[str, Any]:
    """Django's EMAIL_… settings for console:, file:///folder or smtp://user:password@host:port?tls=on|ssl."""
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme == "file":
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    if parts.scheme in {"smtp", "smtps"}:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname or "localhost",
            "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": parts.scheme == "smtps",
            "EMAIL_USE_TLS": parts.scheme == "smtp" and dict(parse_qsl(parts.query)).get("tls", "on") == "on",
            "EMAIL_TIMEOUT": 20,
        }
    raise OddValue(f"CAIRN_EMAIL_URL starts with '{parts.scheme}:'; Cairn knows smtp, smtps, file and console.")
