"""Who acts. Domain-free: what an actor may do is decided by each app's policies.py."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol
from uuid import UUID


class Via(StrEnum):
    """The door through which something was done."""

    WEB = "web"
    API = "api"
    MAIL = "mail"
    CLI = "cli"
    IMPORT = "import"
    SYSTEM = "system"
    DEMO = "demo"


class HasIdentity(Protocol):
    """What core needs to know of an actor: whom it is said of, who really did it, and through which door."""

    @property
    def member_id(self) -> UUID | None: ...

    @property
    def real_member_id(self) -> UUID | None: ...

    @property
    def via(self) -> Via: ...
