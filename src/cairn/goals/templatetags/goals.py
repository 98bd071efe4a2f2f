"""The tag {% row_addresses %}: what the elements of the tree need to know of a row (ui/elements/tree.ts)."""

from __future__ import annotations

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cairn.goals.queries.rows import Row

register = template.Library()


@register.simple_tag
def row_addresses(row: Row, here: str, new: str) -> SafeString:
    """The data attributes of a row, by what may be done with it. One tag, because a page has hundreds of rows.

    `here` is the address of the goal's page, `new` that of the form for new goals; only the reasons need escaping.
    """
    found = [f'data-id="{row.id}" data-parent="{row.parent or ""}" data-kind="{row.kind}" data-state="{row.state}"']
    if row.children or row.hidden:
        found.append(f'aria-expanded="{"true" if row.is_expanded else "false"}"')
    if row.can_check_in:
        found.append(f'data-check-in="{here}/check-ins" data-check-in-hint="{here}/entry"')
    if row.can_edit:
        found.append(
            f'data-url-e="{here}/edit" data-url-a="{here}/alignments" data-position-url="{here}/position" '
            f'data-align-url="{here}/alignments" data-promote-url="{here}/top"'
        )
    if row.kind_to_add:
        found.append(f'data-url-n="{new}?kind={row.kind_to_add}&amp;parent={row.id}"')
    found += [f'data-refuse{f"-{kind}" if kind else ""}="{escape(why)}"' for kind, why in row.refusals]
    return mark_safe(" ".join(found))  # noqa: S308  # ids, addresses of our own, and escaped reasons
