"""{% term "objective" %}: the organisation's own word."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeData, mark_safe

from cairn.organizations.terminology import Term, word, worded

register = template.Library()


@register.filter(name="worded")
def in_own_words(text: Any) -> str:
    """A sentence with the organisation's words for {objective} and the like; safe text stays safe."""
    if isinstance(text, SafeData):
        return mark_safe(worded(text, kept=escape))  # noqa: S308  # the words are escaped, the rest was safe
    return worded(text)


@register.simple_tag(takes_context=True)
def term(context: Any, name: str, plural: bool = False, capital: bool = False) -> str:
    """The word for a term: `plural` for several, `capital` to begin a sentence or a label."""
    organization = context.get("organization")
    found = word(organization.terminology if organization else {}, Term(name))
    text = found.plural if plural else found.singular
    return text[:1].upper() + text[1:] if capital else text
