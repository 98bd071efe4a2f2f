"""How the rows of a page are laid out: how roomy they are and whether the tree is spread (spec okrs §8.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cairn.core.numbers import in_address
from cairn.goals.queries.filters import address, ids_of
from cairn.goals.queries.rows import Row

ALL = "all"
DETAILED = "detailed"
DENSITIES: dict[str, str | Promise] = {
    "": gettext_lazy("Roomy rows"),
    "compact": gettext_lazy("Compact rows"),
    DETAILED: gettext_lazy("Rows with the last check-in"),
}


@dataclass(frozen=True)
class Arrangement:
    """`density` is a key of DENSITIES, `densities` are (key, label, address) of each.

    `spread_url` shows one level below every top row, or folds all of them where that is so already (`is_spread`);
    empty where nothing can be opened. `open_url` is the page's address up to the id of one more row to open.
    """

    density: str
    densities: list[tuple[str, str, str]]
    is_spread: bool
    spread_url: str
    open_url: str


def arrangement(items: Iterable[Any], query: QueryDict, *, is_flat: bool) -> Arrangement:
    """As the address asks for it, for the items that are shown; no query."""
    tops = [] if is_flat else [item for item in items if isinstance(item, Row) and item.level == 1]
    foldable = [row for row in tops if row.children or row.hidden]
    is_spread = bool(foldable) and all(row.is_expanded for row in foldable)
    opened = [ALL] if is_spread else []
    opened += [str(each) for each in ids_of(query, "open")]
    return Arrangement(
        density=density_of(query),
        densities=[(key, str(label), address(query, rows=key or None)) for key, label in DENSITIES.items()],
        is_spread=is_spread,
        spread_url=on_same_page(query, open="" if is_spread else ALL) if foldable else "",
        open_url=on_same_page(query, open=None) + "".join(f"&open={each}" for each in opened) + "&open=",
    )


def density_of(query: QueryDict) -> str:
    """What ?rows= names; empty for nothing or something odd."""
    wanted = query.get("rows", "")
    return wanted if wanted in DENSITIES else ""


def on_same_page(query: QueryDict, **changes: str | None) -> str:
    """The address with these changes, on the same page of a long list."""
    page = max(in_address(query.get("page", "1"), 1), 1)
    return address(query, **changes) + (f"&page={page}" if page > 1 else "")
