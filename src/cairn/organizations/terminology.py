"""The organisation's own words (spec okrs §1): used on every page, in mail and in exports.

The five terms have built-in words; an organisation may replace singular and plural of each. Templates write
`{% term "objective" %}` or `{% term "key_result" plural=True %}`; sentences in Python name the words in braces:

    worded(_("Here {objectives} do not stand under {key_results}."))
    worded_lazy(gettext_lazy("{Projects} may stand under {a key_result}"))
    {{ _("{Objectives} of the {team}")|worded }}
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cairn.core import tenancy


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


_BUILT_IN: dict[Term, tuple[str, str]] = {
    Term.OKR: (gettext_noop("OKR"), gettext_noop("OKRs")),
    Term.OBJECTIVE: (gettext_noop("objective"), gettext_noop("objectives")),
    Term.KEY_RESULT: (gettext_noop("key result"), gettext_noop("key results")),
    Term.PROJECT: (gettext_noop("project"), gettext_noop("projects")),
    Term.TEAM: (gettext_noop("team"), gettext_noop("teams")),
}


def built_in(term: Term) -> Word:
    """Cairn's own words, in the reader's language."""
    singular, plural = _BUILT_IN[term]
    return Word(_(singular), _(plural))


def word(terminology: dict[str, Any], term: Term) -> Word:
    """The word to show for a term, given Organization.terminology."""
    own = terminology.get(term.value)
    return Word(own[0], own[1]) if own else built_in(term)


# Whose words are known, the words, and until when (by the process's own clock) they need not be asked for again.
_known: ContextVar[tuple[UUID, dict[str, Any], float] | None] = ContextVar("terminology", default=None)
_REMEMBERED = 60.0  # seconds, outside of a request
_PLACE = re.compile("{(an? )?(" + "|".join(term.value for term in Term) + ")(s?)}", re.IGNORECASE)


class Speaker(Protocol):
    """The organisation, as far as its words go."""

    @property
    def pk(self) -> UUID: ...

    @property
    def terminology(self) -> dict[str, Any]: ...


@contextmanager
def speaking(organization: Speaker) -> Iterator[None]:
    """Within it the words of this organisation, which is loaded already, are known without a query."""
    token = _known.set((organization.pk, organization.terminology, float("inf")))
    try:
        yield
    finally:
        _known.reset(token)


def worded(text: Any, kept: Callable[[str], str] = str) -> str:
    """A sentence with the present organisation's words for {objective}, {key_results}, {Projects} …

    The plural ends in s, a capital begins with one, and {a objective} brings its English article along. Outside of
    an organisation they are Cairn's own words. `kept` is what becomes of each word, such as its escaping.
    """
    if not _PLACE.search(str(text)):
        return str(text)
    terminology = _here()
    return str(_PLACE.sub(lambda place: kept(_put(terminology, place)), str(text)))


def _put(terminology: dict[str, Any], place: re.Match[str]) -> str:
    found = word(terminology, Term(place[2].lower()))
    text = found.plural if place[3] else found.singular
    if place[1]:
        text = f"{'an' if text[:1].lower() in 'aeio' else 'a'} {text}"
    return capital(text) if place[0][1].isupper() else text


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
    if known is None or known[0] != organization_id or known[2] < time.monotonic():
        organizations = apps.get_model(settings.CAIRN_TENANT_MODEL)._default_manager
        found = organizations.filter(pk=organization_id).values_list("terminology", flat=True).first()
        known = (organization_id, found or {}, time.monotonic() + _REMEMBERED)
        _known.set(known)
    return known[1]


def forget() -> None:
    """Has the words asked for again: somebody changed them."""
    _known.set(None)
