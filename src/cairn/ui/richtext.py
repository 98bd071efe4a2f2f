"""What people write in Markdown, as safe HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

LONGEST = 20_000
"""Longer texts are shown as they were typed: a form refuses them before, an import may bring one."""

Names = tuple[tuple[str, str], ...]
"""Words of a text that become links, each with its address: (("@Ada", "/o/acme/people/…"), …)."""

_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
    "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


@lru_cache(maxsize=1024)
def to_html(text: str, names: Names = ()) -> SafeString:
    """Paragraphs, lists, emphasis, links, code, tables; raw HTML is shown as text, pictures and odd links go.

    `names` become links wherever they stand in running text, not within code or other links.
    """
    html = nh3.clean(
        _writer.render(text, {"names": dict(names)}) if len(text) <= LONGEST else f"<p>{nh3.clean_text(text)}</p>",
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        allowed_classes={"a": {"mention"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
    )
    return mark_safe(html)  # noqa: S308 — cleaned on the line above


def _link_names(state: StateCore) -> None:
    """Rule of the writer: splits running text around the names."""
    names: dict[str, str] = state.env.get("names") or {}
    if not names:
        return
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile("(" + "|".join(re.escape(name) for name in longest_first) + r")(?!\w)", re.IGNORECASE)
    addresses = {name.casefold(): address for name, address in names.items()}
    for block in state.tokens:
        if block.children:
            block.children = list(_split(block.children, pattern, addresses))


def _split(tokens: list[Token], pattern: re.Pattern[str], addresses: dict[str, str]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += (token.type == "link_open") - (token.type == "link_close")
        if token.type != "text" or depth:
            yield token
            continue
        for number, piece in enumerate(pattern.split(token.content)):
            is_name = number % 2 == 1
            if is_name:
                yield Token("link_open", "a", 1, attrs={"href": addresses[piece.casefold()], "class": "mention"})
            if piece:
                yield Token("text", "", 0, content=piece)
            if is_name:
                yield Token("link_close", "a", -1)


def _made() -> MarkdownIt:
    writer = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True, "maxNesting": 20})
    writer.disable("image")
    writer.core.ruler.push("names", _link_names)
    return writer


_writer = _made()
