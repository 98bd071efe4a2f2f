"""The library of OKR templates: our own examples, as data files beside this module (okrs §4.3)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from cairn.coach.lint import KeyResult, Measure, Objective


@dataclass(frozen=True)
class TemplateKeyResult:
    title: str
    start: Decimal
    target: Decimal
    unit: str

    @property
    def kind(self) -> str:
        return "increase" if self.target > self.start else "decrease"


@dataclass(frozen=True)
class Template:
    """`horizon` is year or quarter; `pair` the id of the annual objective that a quarterly one leads to."""

    id: str
    function: str
    title: str
    why: str
    key_results: tuple[TemplateKeyResult, ...]
    horizon: str = "quarter"
    nature: str = "aspirational"
    pair: str = ""

    def facts(self) -> Objective:
        """As the linter sees it, standing for itself."""
        found = tuple(
            KeyResult(
                f"{self.id}-{place}", each.title, measure=Measure(each.kind, each.unit, each.start, each.target)
            )
            for place, each in enumerate(self.key_results)
        )
        return Objective(self.id, self.title, self.why, key_results=found)


@dataclass(frozen=True)
class Shelf:
    """The templates of one function."""

    name: str
    templates: tuple[Template, ...]


@cache
def shelves() -> tuple[Shelf, ...]:
    """Every function with its templates, in the order of the library."""
    folder = resources.files("cairn.coach") / "library"
    files = [tomllib.loads(entry.read_text("utf-8")) for entry in folder.iterdir() if entry.name.endswith(".toml")]
    return tuple(_shelf(data) for data in sorted(files, key=lambda data: data["order"]))


def _shelf(data: dict[str, Any]) -> Shelf:
    return Shelf(data["name"], tuple(_template(row, data["name"]) for row in data["template"]))


def _template(row: dict[str, Any], function: str) -> Template:
    return Template(
        id=row["id"],
        function=function,
        title=row["title"],
        why=row["why"],
        key_results=tuple(_key_result(line) for line in row["key_results"]),
        horizon=row.get("horizon", "quarter"),
        nature=row.get("nature", "aspirational"),
        pair=row.get("pair", ""),
    )


def _key_result(line: str) -> TemplateKeyResult:
    title, start, target, unit = (part.strip() for part in line.split("|"))
    return TemplateKeyResult(title, Decimal(start), Decimal(target), unit)


def by_id(template_id: str) -> Template | None:
    """The template of this id."""
    return next((each for shelf in shelves() for each in shelf.templates if each.id == template_id), None)


def matching(words: str, function: str = "") -> list[Shelf]:
    """The shelves with the templates in which every one of the words occurs; without words all of them."""
    wanted = words.casefold().split()
    found = []
    for shelf in shelves():
        if function and shelf.name != function:
            continue
        kept = tuple(each for each in shelf.templates if _holds(each, wanted))
        if kept:
            found.append(Shelf(shelf.name, kept))
    return found


def _holds(template: Template, wanted: Iterable[str]) -> bool:
    titles = " ".join(each.title for each in template.key_results)
    text = f"{template.function} {template.title} {template.why} {titles}".casefold()
    return all(word in text for word in wanted)
