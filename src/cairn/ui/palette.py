"""The palette as HTML. It lists some fifty pages and is on every one of them, the same for all with the same rights:
so each list of pages is drawn once and kept.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

if TYPE_CHECKING:
    from cairn.ui.navigation import Command, Rail, RailLink


def palette(rail: Rail) -> SafeString:
    """What opens with ⌘K on a page with this rail; nothing where no app offers a search."""
    if not rail.search_url:
        return SafeString("")
    pages = tuple(replace(link, count=0, current=False) for section in rail.sections for link in section.links)
    return _drawn(rail.search_url, rail.search_page_url, tuple(rail.commands), pages, get_language())


@lru_cache(maxsize=512)
def _drawn(
    results: str, page: str, commands: tuple[Command, ...], pages: tuple[RailLink, ...], _language: str | None
) -> SafeString:
    context = {"search_url": results, "search_page_url": page, "commands": commands, "pages": pages}
    return SafeString(render_to_string("ui/_palette.html", context))
