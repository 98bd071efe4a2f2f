"""How the organisation's words read, on the page where they are chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cairn.organizations.terminology import SUGGESTIONS, Term, word


@dataclass(frozen=True)
class Preview:
    """A few sentences of the product with the words put in, and what else one might say."""

    sentences: list[str]
    suggestions: dict[str, list[str]]


def preview(words: Mapping[Any, Any]) -> Preview:
    """The sentences with these words: Organization.terminology, or pairs by term."""
    kept = {str(term): pair for term, pair in words.items()}
    found = {term: word(kept, term) for term in Term}
    names = {
        f"{term.value}_{number}": getattr(found[term], number) for term in Term for number in ("singular", "plural")
    }
    sentences = [
        _("The %(team_singular)s has 3 %(objective_plural)s and 9 %(key_result_plural)s this quarter.") % names,
        _("Add a %(key_result_singular)s to this %(objective_singular)s.") % names,
        _("This %(project_singular)s moves 2 %(key_result_plural)s.") % names,
        _("My %(okr_plural)s · %(team_plural)s · %(project_plural)s") % names,
    ]
    return Preview(sentences, {term.value: SUGGESTIONS[term] for term in Term})
