"""What a rule finds: where, how grave, in one sentence, and what would mend it. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cairn.core.sentences import Sentence


class Severity(StrEnum):
    ERROR = "error"
    WARN = "warn"
    INFO = "info"


class Group(StrEnum):
    """The parts of the score."""

    WORDING = "wording"
    STRUCTURE = "structure"
    MEASURING = "measuring"
    COURSE = "course"


class Mend(StrEnum):
    """What a fix does; actions/mend.py carries it out."""

    TITLE = "title"  # gives it the title in `value`
    PROJECT = "project"  # makes a project of it
    TURN = "turn"  # exchanges start and target, and the direction with them
    DUE = "due"  # moves the last day to `value`
    CHECK_IN_OWNER = "check_in_owner"  # the first owner checks in
    ADD_KEY_RESULT = "add_key_result"  # a form to fill in
    ALIGN = "align"  # a form to fill in
    CHECK_IN = "check_in"  # a form to fill in
    POSTPONE = "postpone"  # a form to fill in
    CHOOSE = "choose"  # the page of the objective, with all its key results
    EDIT = "edit"  # the form, at the field in `value`


ONE_CLICK = frozenset({Mend.TITLE, Mend.PROJECT, Mend.TURN, Mend.DUE, Mend.CHECK_IN_OWNER})


@dataclass(frozen=True)
class Fix:
    """A way out. One of ONE_CLICK is carried out at once, any other leads to the form where one does it."""

    mend: Mend
    label: Sentence
    value: str = ""

    @property
    def is_one_click(self) -> bool:
        return self.mend in ONE_CLICK


@dataclass(frozen=True)
class Finding:
    rule: str
    severity: Severity
    group: Group
    about: Any  # the id of the objective or key result
    sentence: Sentence
    fix: Fix
