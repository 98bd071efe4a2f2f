"""What people write in Markdown, as safe HTML and as text to read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
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
def to_html(text: str, names: Names = (), home: str = "") -> SafeString:
    """Paragraphs, lists, emphasis, links, code, tables; raw HTML is shown as text, pictures and odd links go.

    `names` become links wherever they stand in running text, not within code or other links. `home` comes before
    addresses within Cairn where the text is read elsewhere.
    """
    html = nh3.clean(
        _writer.render(text, {"names": dict(names)}) if len(text) <= LONGEST else f"<p>{nh3.clean_text(text)}</p>",
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        allowed_classes={"a": {"mention"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
        attribute_filter=_at_home(home) if home else None,
    )
    return mark_safe(html)  # noqa: S308 — cleaned on the line above


def _at_home(home: str) -> Callable[[str, str, str], str | None]:
    return lambda _tag, name, value: _whole(value, home) if name == "href" else value


def _whole(address: str, home: str) -> str:
    return home + address if address.startswith("/") and not address.startswith("//") else address


def to_text(text: str, home: str = "") -> str:
    """The same to be read where nothing is drawn: without marks of emphasis, with addresses behind the words of links
    and signs before the items of lists. What is too long stays as it was typed.
    """
    if len(text) > LONGEST:
        return text
    return re.sub(r"\n{3,}", "\n\n", "".join(_read(_writer.parse(text, {}), home))).strip("\n")


def _read(tokens: Sequence[Token], home: str) -> Iterator[str]:
    """Block after block, each line behind what its lists and quotations put before it."""
    before: list[str] = []
    numbers: list[int | None] = []
    cells: list[str] | None = None  # of a row of a table
    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                numbers.append(int(token.attrs.get("start", 1)) if token.type[0] == "o" else None)
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
                yield "\n"
            case "list_item_open":
                number = numbers[-1]
                before.append("- " if number is None else f"{number}. ")
                numbers[-1] = None if number is None else number + 1
            case "blockquote_open":
                before.append("> ")
            case "list_item_close" | "blockquote_close":
                before.pop()
            case "tr_open":
                cells = []
            case "inline" if cells is not None:
                cells.append(_said(token.children or (), home))
            case "tr_close":
                yield from _lines(" | ".join(cells or ()), before)
                cells = None
            case "inline":
                yield from _lines(_said(token.children or (), home), before)
            case "fence" | "code_block":
                yield from _lines(token.content.rstrip("\n"), before)
                yield "\n"
            case "hr":
                yield "----\n\n"
            case "paragraph_close" if token.hidden:  # of a list whose items stand close
                pass
            case "paragraph_close" | "heading_close" | "table_close":
                yield "\n"


def _lines(text: str, before: list[str]) -> Iterator[str]:
    for line in text.splitlines():
        yield "".join(before) + line + "\n"
        for place, sign in enumerate(before):  # an item has its sign once
            before[place] = sign if sign == "> " else " " * len(sign)


def _said(tokens: Sequence[Token], home: str) -> str:
    """Running text. An address stands behind its words unless they are the same."""
    said: list[str] = []
    begun: list[tuple[int, str]] = []
    for token in tokens:
        if token.type == "link_open":
            begun.append((len(said), _whole(str(token.attrs.get("href", "")), home)))
        elif token.type == "link_close":
            start, address = begun.pop()
            if address not in {"".join(said[start:]), ""}:
                said.append(f" ({address})")
        elif token.type in {"softbreak", "hardbreak"}:
            said.append("\n")
        else:
            said.append(token.content)
    return "".join(said)


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
