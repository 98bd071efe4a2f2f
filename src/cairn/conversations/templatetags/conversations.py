"""{% words about %}: what somebody said, as safe HTML in which the people it names are links to their pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import template
from django.utils.safestring import SafeString

from cairn.ui.links import org_url
from cairn.ui.richtext import to_html

register = template.Library()


@register.simple_tag(takes_context=True)
def words(context: Any, body: str, names: tuple[tuple[str, UUID], ...] = ()) -> SafeString:
    """The text; `names` are words of it with the person they stand for."""
    organization = context["organization"]
    return to_html(body, tuple((name, org_url(organization, "goals:person", member_id=pk)) for name, pk in names))


@register.simple_tag(takes_context=True)
def reactions_url(context: Any, of: str, thing: UUID) -> str:
    """Where reactions on a goal, check_in, comment or update are posted to."""
    return org_url(context["organization"], f"conversations:{of}_reactions", **{f"{of}_id": thing})
