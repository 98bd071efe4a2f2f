"""The words in which the story is written: measures of key results, objectives, and whose they are.

A measure that comes up in several quarters continues: it starts where it ended. So only its first start and the
size of a usual step are written down; what happens in between is drawn in `curves`. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Measure:
    """What a key result counts. `title` may hold {start} and {target}; numbers are in `unit`.

    For a scaled kind `first` is where it starts when it first comes up and `step` how far a quarter means to go; for
    a control `line` (or `low` and `high`) is what is to be kept; for a baseline `first` is what is found out.
    """

    name: str
    title: str
    kind: str
    unit: str = ""
    first: Decimal = Decimal(0)
    step: Decimal = Decimal(0)
    line: Decimal | None = None
    risk: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    nature: str = ""
    is_phased: bool = False


@dataclass(frozen=True)
class Project:
    """A piece of work under an objective; `counts` says whether it moves the objective's number."""

    title: str
    counts: bool = False


@dataclass(frozen=True)
class Aim:
    """An objective as it comes up in one season of the year.

    `pillar` names the annual theme it serves; `titles` are the words of the first and of the second year.
    """

    pillar: str
    titles: tuple[str, str]
    measures: tuple[Measure, ...]
    why: str = ""
    nature: str = "aspirational"
    tags: tuple[str, ...] = ()
    projects: tuple[Project, ...] = ()
    is_private: bool = False


@dataclass(frozen=True)
class TeamStory:
    """What a team pursues: for each of the four seasons (winter first) its aims, and those of single people."""

    team: str
    seasons: tuple[tuple[Aim, ...], ...]
    personal: tuple[Aim, Aim]  # in odd and in even seasons
    went_well: tuple[str, ...] = field(default=())
    went_badly: tuple[str, ...] = field(default=())


def aim(
    pillar: str,
    titles: tuple[str, str],
    *measures: Measure,
    why: str = "",
    nature: str = "aspirational",
    tags: Sequence[str] = (),
    projects: Sequence[Project] = (),
    is_private: bool = False,
) -> Aim:
    """An objective with its key results."""
    return Aim(pillar, titles, measures, why, nature, tuple(tags), tuple(projects), is_private)


def up(name: str, title: str, unit: str, first: str, step: str, *, phased: bool = False, nature: str = "") -> Measure:
    """A number that is to rise."""
    return Measure(name, title, "increase", unit, Decimal(first), Decimal(step), is_phased=phased, nature=nature)


def down(
    name: str, title: str, unit: str, first: str, step: str, *, phased: bool = False, nature: str = ""
) -> Measure:
    """A number that is to fall."""
    return Measure(name, title, "decrease", unit, Decimal(first), Decimal(step), is_phased=phased, nature=nature)


def reach(name: str, title: str, unit: str, amount: str, *, phased: bool = False, nature: str = "") -> Measure:
    """A count that begins at nothing each time."""
    return Measure(name, title, "reach", unit, step=Decimal(amount), is_phased=phased, nature=nature)


def above(name: str, title: str, unit: str, line: str, risk: str | None = None, *, nature: str = "") -> Measure:
    """A number that must stay above a line."""
    edge = Decimal(risk) if risk else None
    return Measure(name, title, "stay_above", unit, line=Decimal(line), risk=edge, nature=nature)


def below(name: str, title: str, unit: str, line: str, risk: str | None = None, *, nature: str = "") -> Measure:
    """A number that must stay below a line."""
    edge = Decimal(risk) if risk else None
    return Measure(name, title, "stay_below", unit, line=Decimal(line), risk=edge, nature=nature)


def between(name: str, title: str, unit: str, low: str, high: str) -> Measure:
    """A number that must stay within bounds."""
    return Measure(name, title, "stay_between", unit, low=Decimal(low), high=Decimal(high))


def learn(name: str, title: str, unit: str, around: str) -> Measure:
    """A number that nobody knows yet; it turns out to be `around` so much."""
    return Measure(name, title, "baseline", unit, first=Decimal(around), nature="learning")


def done(title: str, *, nature: str = "committed", phased: bool = False) -> Measure:
    """Something that is either finished or not, followed in percent."""
    return Measure(title, title, "percent", nature=nature, is_phased=phased)
