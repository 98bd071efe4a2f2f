"""The tags of Cairn's templates: {% load ui %}. No more than fifteen, and no query behind any of them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from html import unescape
from typing import Any

from django import template
from django.db.models import Model
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString

from cairn.core.ids import new_id
from cairn.ui import formats, marks, richtext
from cairn.ui.additions import Addition
from cairn.ui.additions import additions as added_to
from cairn.ui.links import org_url

register = template.Library()

register.simple_tag(marks.icon)
register.simple_tag(marks.avatar)
register.simple_tag(marks.status)
register.simple_tag(marks.bar)
register.simple_tag(marks.spark)


@register.filter
def number(value: Decimal | float | int | None, decimals: int | None = None) -> str:
    """{{ value|number }} or {{ value|number:1 }}: with the separators of the reader's language."""
    return formats.number(value, decimals)


@register.filter
def percent(value: Decimal | float | int | None) -> str:
    """{{ goal.progress|percent }}: 112.5 %, the raw truth."""
    return formats.percent(value)


@register.filter
def ago(moment: datetime | date | None) -> SafeString | str:
    """{{ check_in.at|ago }}: a <time> with the exact moment as its title."""
    return formats.ago(moment)


@register.filter
def markdown(text: str) -> SafeString:
    """{{ goal.description|markdown }}: safe HTML."""
    return richtext.to_html(text)


@register.simple_tag
def dom_id(thing: Any, prefix: str = "") -> str:
    """The id of a thing's element, "goal-0197…"; {% dom_id goal "row" %} gives "row-goal-0197…".

    Takes a model row or a dataclass of a page with `id`; the latter is named after its class.
    """
    name = thing._meta.model_name if isinstance(thing, Model) else type(thing).__name__.lower()
    return "-".join(str(part) for part in (prefix, name, thing.pk if isinstance(thing, Model) else thing.id) if part)


@register.simple_tag(takes_context=True)
def o_url(context: template.Context, name: str, **kwargs: object) -> str:
    """{% o_url "goals:company" %}: the address of a page in the organisation one is in."""
    return org_url(context["organization"], name, **kwargs)


@register.simple_tag
def idempotency_field() -> SafeString:
    """A hidden key: the form acts once, however often it is sent."""
    return format_html('<input type="hidden" name="idempotency_key" value="{}">', new_id())


@register.simple_tag(takes_context=True)
def text_of_block(context: template.Context, name: str) -> str:
    """The words of a block once more and without markup, so that the heading is also the title of the window."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return " ".join(unescape(strip_tags(block.nodelist.render(context))).split()) if block else ""


@register.simple_tag(takes_context=True)
def additions(context: template.Context, place: str, about: Any = None) -> list[Addition]:
    """{% additions "goal_menu" row as found %}: what rooms above add to a place of this page (ui/additions.py)."""
    return added_to(context.get("request"), place, about)
