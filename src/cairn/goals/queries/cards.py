"""The tree of a page as cards: one for each OKR, what stands below it beside it (spec okrs §8.3, "chart view").

The same rows as in the tree, laid out otherwise; what is open is in the address, so every card works as a link.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.http import QueryDict

from cairn.goals.queries.arrangement import on_same_page
from cairn.goals.queries.rows import Row
from cairn.goals.queries.tree import Hidden, Item, More


@dataclass
class Card:
    """A row with the cards below it. `turn_url` goes down to them, or folds them; empty where nothing is below.

    `hidden` counts what stands below and may not be seen; `has_more` says that not all of them are here.
    """

    row: Row
    turn_url: str = ""
    below: list[Card] = field(default_factory=list)
    hidden: int = 0
    has_more: bool = False

    @property
    def count(self) -> int:
        """How many stand right below, those that may not be seen among them."""
        return self.row.children + self.row.hidden

    @property
    def is_stacked(self) -> bool:
        """Whether there are cards below that are not shown."""
        return bool(self.turn_url) and not self.row.is_expanded


def cards(items: Iterable[Item], query: QueryDict) -> list[Card]:
    """The top cards, from the rows of a tree in their order. No query."""
    items = list(items)
    opened = list(dict.fromkeys(item.id for item in items if isinstance(item, Row) and item.is_expanded))
    tops: list[Card] = []
    path: list[Card] = []
    for item in items:
        if isinstance(item, Row):
            del path[item.level - 1 :]
            card = Card(item, _turned(item, opened, query) if item.children or item.hidden else "")
            (path[-1].below if path else tops).append(card)
            path.append(card)
        elif isinstance(item, Hidden):
            path[item.level - 2].hidden = item.count
        elif isinstance(item, More):
            path[item.level - 2].has_more = True
    return tops


def _turned(row: Row, opened: list[UUID], query: QueryDict) -> str:
    """The page's address with this card open, or without it where it is open already."""
    wanted = [each for each in opened if each != row.id] if row.is_expanded else [*opened, row.id]
    address = on_same_page(query, open=None)
    return address + ("".join(f"&open={each}" for each in wanted) or "&open=") + f"#card-{row.key}"
