"""The organisation's own words (spec okrs §1): used on every page, in mail and in exports.

The five terms have built-in words; an organisation may replace singular and plural of each. Templates write
`{% term "objective" %}` or `{% term "key_result" plural=True %}`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _


class Term(StrEnum):
    OKR = "okr"
    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"
    PROJECT = "project"
    TEAM = "team"


SUGGESTIONS: dict[Term, list[str]] = {
    Term.OKR: ["OKR", "Goal"],
    Term.OBJECTIVE: ["Objective", "Goal", "Outcome", "Theme", "Big Rock"],
    Term.KEY_RESULT: ["Key result", "Metric", "Outcome", "Result"],
    Term.PROJECT: ["Project", "Initiative", "To Do", "Deliverable", "Milestone", "Action"],
    Term.TEAM: ["Team", "Department", "Squad"],
}


@dataclass(frozen=True)
class Word:
    singular: str
    plural: str


def built_in(term: Term) -> Word:
    """Cairn's own words, in the reader's language."""
    return {
        Term.OKR: Word(_("OKR"), _("OKRs")),
        Term.OBJECTIVE: Word(_("objective"), _("objectives")),
        Term.KEY_RESULT: Word(_("key result"), _("key results")),
        Term.PROJECT: Word(_("project"), _("projects")),
        Term.TEAM: Word(_("team"), _("teams")),
    }[term]


def word(terminology: dict[str, Any], term: Term) -> Word:
    """The word to show for a term, given Organization.terminology."""
    own = terminology.get(term.value)
    return Word(own[0], own[1]) if own else built_in(term)
