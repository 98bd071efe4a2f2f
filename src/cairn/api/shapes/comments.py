"""Comments, and the files that hang on them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from cairn.api.shapes.values import Input, Text

Body = Annotated[Text, Field(min_length=1, max_length=10_000, description="Markdown; @ with a name names somebody.")]


class CommentIn(Input):
    body: Body
    check_in: UUID | None = Field(None, description="Below this check-in of the goal.")
    answers: UUID | None = Field(None, description="Below this comment on the same goal.")


class CommentPatch(Input):
    body: Body


class FileOut(BaseModel):
    id: UUID
    name: str
    media_type: str
    size: int = Field(description="In bytes.")


class CommentOut(BaseModel):
    """A deleted comment has no words left; it is listed while answers stand below it."""

    id: UUID
    goal: UUID | None
    check_in: UUID | None
    answers: UUID | None = Field(description="The comment it stands below.")
    author: UUID | None
    on_behalf_by: UUID | None
    body: str
    mentions: list[UUID] = Field(description="Members named in it who may see the goal.")
    reactions: dict[str, int] = Field(description="How many people gave each reaction.")
    files: list[FileOut]
    at: datetime
    edited_at: datetime | None
    resolved_at: datetime | None
    resolved_by: UUID | None


class CommentPage(BaseModel):
    items: list[CommentOut]
    next: str | None
