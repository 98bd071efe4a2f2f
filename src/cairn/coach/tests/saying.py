"""Short ways to state facts for the linter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from cairn.coach.lint import KeyResult, Measure, Objective, lint

QUARTER = (date(2026, 7, 1), date(2026, 9, 30))
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def metric(start: int | None, target: int | None, kind: str = "increase", unit: str = "", **more: Any) -> Measure:
    """A metric from start to target."""
    numbers = {name: None if each is None else Decimal(each) for name, each in (("start", start), ("target", target))}
    return Measure(kind, unit, **numbers, **more)  # type: ignore[arg-type]


def key_result(title: str = "Certified guides", measure: Measure | None = None, **more: Any) -> KeyResult:
    """A sound key result, but for what is said."""
    plain: dict[str, Any] = {"start": QUARTER[0], "due": QUARTER[1], "period": QUARTER}
    return KeyResult(title, title, measure=measure or metric(40, 120), **{**plain, **more})


SOUND = (
    key_result("Certified guides", metric(40, 120, unit="guides")),
    key_result("Raise the reorder rate", metric(31, 55, unit="%")),
    key_result("Shorten delivery", metric(4, 2, "decrease", "days")),
)


def objective(title: str = "Become the shop that hikers recommend first", **more: Any) -> Objective:
    """A sound objective, but for what is said."""
    plain: dict[str, Any] = {
        "description": "Recommendations cost nothing.", "start": QUARTER[0], "due": QUARTER[1], "period": QUARTER,
        "key_results": SOUND,
    }  # fmt: skip
    return Objective("objective", title, **{**plain, **more})


def rules_about(each: Objective) -> list[str]:
    """The ids of the rules that speak up, each once, in the order of the catalogue."""
    return sorted({finding.rule for finding in lint(each).findings})


def rules_on(each: KeyResult, *others: KeyResult) -> list[str]:
    """The same for one key result, last in a sound objective."""
    whole = objective(key_results=(*others, each))
    about = lint(whole).about(each.id)
    return sorted({finding.rule for finding in about})


def titled(title: str, **more: Any) -> KeyResult:
    """A key result with this title, measured in percent done."""
    return replace(key_result(title, Measure()), **more)
