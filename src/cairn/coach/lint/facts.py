"""What the rules look at: an objective with its key results, as plain facts. Pure."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from cairn.coach.lint.text import tokens
from cairn.coach.lint.words import LITTLE, Words, words_for

PERCENT = "percent"
SCALED = frozenset({"reach", "increase", "decrease"})
LINES = frozenset({"stay_above", "stay_below"})


@dataclass(frozen=True)
class Measure:
    """How a key result is measured: `kind` is "percent" or a metric kind of goals/outcome.py, "" for none chosen.

    None stands for what nobody has said yet; `current` is where it stands before the first check-in. `rolls_up`: its
    percent are those of what is aligned to it.
    """

    kind: str = PERCENT
    unit: str = ""
    start: Decimal | None = None
    target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    current: Decimal | None = None
    rolls_up: bool = False

    @property
    def is_metric(self) -> bool:
        return self.kind != PERCENT

    @property
    def has_number(self) -> bool:
        """Whether there is something to be reached, kept or found out."""
        if self.kind in {PERCENT, "baseline"}:
            return True
        if self.kind == "stay_between":
            return self.low is not None and self.high is not None
        return bool(self.kind) and self.target is not None


@dataclass(frozen=True)
class People:
    """Who answers for it. `inactive` names an owner who has left or is switched off; "" for none."""

    owners: int = 1
    inactive: str = ""
    checks_in: bool = True  # somebody is reminded, or nobody needs to be


@dataclass(frozen=True)
class Course:
    """How its check-ins went. `silent_days` since the last one or since its start, None when none are needed."""

    silent_days: int | None = None
    cadence: int = 7  # days between two check-ins
    worsened_without_a_word: bool = False
    contradiction: str = ""  # "rosy": a better status was chosen than the pace says; "gloomy": a worse one
    flat_check_ins: int = 0  # how many of the latest in a row brought the same value


@dataclass(frozen=True)
class _Said:
    id: Any
    title: str
    description: str = ""
    start: date | None = None
    due: date | None = None
    period: tuple[date, date] | None = None
    people: People = field(default_factory=People)
    course: Course = field(default_factory=Course)
    language: str = "en"

    @cached_property
    def tokens(self) -> list[str]:
        """The words of the title, in small letters."""
        return tokens(self.title)

    @cached_property
    def content(self) -> list[str]:
        """Its words without the little ones, which every title has."""
        return [word for word in self.tokens if word not in LITTLE]

    @cached_property
    def words(self) -> Words | None:
        """The word lists of the title's language; None for a language the rules have no words of."""
        return words_for(self.tokens, self.language)


@dataclass(frozen=True)
class KeyResult(_Said):
    measure: Measure = field(default_factory=Measure)
    connection: str = ""  # a connected system that has this number though the key result is typed in by hand


@dataclass(frozen=True)
class Objective(_Said):
    """`place` and `number`: it is the `number`th objective of that team, person or organisation in its period."""

    key_results: tuple[KeyResult, ...] = ()
    parent_periods: tuple[tuple[date, date], ...] = ()
    is_aligned: bool = True
    level_above_has_objectives: bool = False
    place: str = ""
    number: int = 1
    is_complete: bool = True  # False while it is being written: rules about what comes later stay silent
