"""Identifiers: UUIDv7, so that rows sort by the time they were made."""

from __future__ import annotations

from uuid import UUID

import uuid6


def new_id() -> UUID:
    """A fresh UUIDv7, increasing within this process."""
    return UUID(int=uuid6.uuid7().int)


def read_id(text: str) -> UUID | None:
    """An id as an address, a form or an event gives it; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
