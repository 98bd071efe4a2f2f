"""The inbox."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field


class NotificationOut(BaseModel):
    """One thing the person was told."""

    id: UUID
    kind: str = Field(examples=["comment", "goal.closed", "check_in.due"])
    sentence: str
    goal: UUID | None
    actor: UUID | None = Field(description="Who did it; null for Cairn itself.")
    path: str = Field(description="The page it is about, on this server.")
    at: datetime
    owed: bool = Field(description="Somebody waits for it.")
    read: bool
    done: bool


class NotificationPage(BaseModel):
    items: list[NotificationOut]
    next: str | None
