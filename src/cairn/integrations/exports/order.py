"""What somebody wants in a file: which list, which columns, in which form. Kept in the run and, but for the list, as
the person's habit (spec okrs §17.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any, Self
from uuid import UUID

from cairn.goals.models import Entity
from cairn.goals.queries.tree import Place

KIND = "export"
KEPT_FOR = timedelta(days=7)
HABIT = "export"
"""The key in a member's preferences under which the last choices are."""


@dataclass(frozen=True)
class Order:
    """`query` is the address of the list: its filters. `below` adds what stands right below what is listed."""

    entity: str
    holder: str
    periods: tuple[str, ...]
    query: str
    form: str = "csv"
    columns: tuple[str, ...] = field(default=())
    below: bool = False
    tag_columns: bool = False

    @property
    def place(self) -> Place:
        return Place(Entity(self.entity), UUID(self.holder) if self.holder else None)

    @property
    def period_ids(self) -> list[UUID]:
        return [UUID(each) for each in self.periods]

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    def as_habit(self) -> dict[str, Any]:
        """What is offered the next time."""
        return {name: value for name, value in asdict(self).items() if name in _HABITS}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """From what a run keeps."""
        lists = {name: tuple(data[name]) for name in ("periods", "columns")}
        return cls(**{**data, **lists})


_HABITS = ("form", "columns", "below", "tag_columns")
