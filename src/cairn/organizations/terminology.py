"""The organisation's own words (spec okrs §1): used on every page, in mail and in exports.

The five terms have built-in words; an organisation may replace singular and plural of each. Templates write
`{% term "objective" %}` or `{% term "key_result" plural=True %}`; sentences in Python name the words in braces:

    worded(_("Here {objectives} do not stand under {key_results}."))
    worded_lazy(gettext_lazy("{Projects} may stand under {key_results}"))
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.functional import lazy
from django.utils.translation import gettext as _

from cairn.core import tenancy
from cairn.organizations.models import Organization


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


_known: ContextVar[tuple[UUID, dict[str, Any]] | None] = ContextVar("terminology", default=None)
_PLACE = re.compile("{(" + "|".join(term.value for term in Term) + ")(s?)}", re.IGNORECASE)


@contextmanager
def speaking(organization: Organization) -> Iterator[None]:
    """Within it the words of this organisation, which is loaded already, are known without a query."""
    token = _known.set((organization.pk, organization.terminology))
    try:
        yield
    finally:
        _known.reset(token)


def worded(text: Any) -> str:
    """A sentence with the present organisation's words for {objective}, {key_results}, {Projects} …

    The plural ends in s, a capital begins with one. Outside of an organisation they are Cairn's own words.
    """
    if not _PLACE.search(str(text)):
        return str(text)
    terminology = _here()
    return _PLACE.sub(lambda place: _put(terminology, place), str(text))


def _put(terminology: dict[str, Any], place: re.Match[str]) -> str:
    found = word(terminology, Term(place[1].lower()))
    text = found.plural if place[2] else found.singular
    return capital(text) if place[1][0].isupper() else text


def capital(text: str) -> str:
    """The text with its first letter in capital: an organisation may write its words as it likes."""
    return text[:1].upper() + text[1:]


worded_lazy = lazy(worded, str)


def _here() -> dict[str, Any]:
    try:
        organization_id = tenancy.current_id()
    except tenancy.NoOrganization:
        return {}
    known = _known.get()
    if known is None or known[0] != organization_id:
        found = Organization.objects.filter(pk=organization_id).values_list("terminology", flat=True).first()
        return found or {}
    return known[1]
