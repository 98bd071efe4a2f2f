"""The cell that names a goal's parents, as Explorer files carry it (spec integrations §7.2, Aligned To).

    Parent title(weight: 14.29%, Id: 1234567)

Titles may hold parentheses, even something that looks like the mark itself; several parents may follow one
another. A mark ends an entry only where the cell ends or a separator follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from cairn.integrations.migration.viva_goals import cells
from cairn.integrations.migration.viva_goals.records import ParentRef

_MARK = re.compile(r"\(weight:\s*(?P<weight>[\d.,]*)\s*%?,\s*Id:\s*(?P<id>\w{1,60})\)")
_SEPARATOR = re.compile(r"\s*(?:[,;|\n]\s*|$)")


def split(cell: str, titles: Mapping[str, str]) -> list[ParentRef]:
    """Read the parents named in a cell, in order; weights are still as written (see weights.settled).

    `titles` (id → title) tells a mark inside a title from a real one: where the id is known, the text
    before it must be that goal's title, unless the cell ends there. A cell without any mark is one parent
    known by its title only.
    """
    parents: list[ParentRef] = []
    begin = 0
    for mark in _MARK.finditer(cell):
        behind = _SEPARATOR.match(cell, mark.end())
        title = cell[begin : mark.start()].strip()
        if behind is None or (behind.end() < len(cell) and titles.get(mark["id"], title).strip() != title):
            continue
        parents.append(ParentRef(mark["id"], title, weight(mark["weight"])))
        begin = behind.end()
    rest = cell[begin:].strip()
    return [*parents, ParentRef(None, rest)] if rest else parents


def weight(text: str) -> Decimal | None:
    """A share in percent as it is written; None where it is none."""
    try:
        return cells.number(text)
    except ValueError:
        return None


def joined(parents: Iterable[ParentRef]) -> str:
    """Write parents as a cell; weights with at least two decimals, as the old system did."""
    return "; ".join(
        f"{parent.title}(weight: {_written(parent.weight)}%, Id: {parent.external_id})" for parent in parents
    )


def _written(weight: Decimal | None) -> str:
    value = (weight or Decimal(0)).quantize(Decimal("0.0001"))
    text = f"{value:f}"
    return text[:-2] if text.endswith("00") else text
