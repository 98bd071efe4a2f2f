"""{% term "objective" %}: the organisation's own word."""

from __future__ import annotations

from typing import Any

from django import template

from cairn.organizations.terminology import Term, word

register = template.Library()


@register.simple_tag(takes_context=True)
def term(context: Any, name: str, plural: bool = False, capital: bool = False) -> str:
    """The word for a term: `plural` for several, `capital` to begin a sentence or a label."""
    organization = context.get("organization")
    found = word(organization.terminology if organization else {}, Term(name))
    text = found.plural if plural else found.singular
    return text[:1].upper() + text[1:] if capital else text
