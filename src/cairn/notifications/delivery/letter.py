"""A card as a letter: HTML for narrow windows and dark rooms, and text that says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from textwrap import fill

from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cairn.notifications.delivery.card import Card, Row
from cairn.organizations.models import Organization
from cairn.ui.richtext import to_html, to_text

WIDTH = 72
CELLS = 20


@dataclass(frozen=True)
class Letter:
    """The two halves of a multipart message."""

    text: str
    html: str


@dataclass(frozen=True)
class Bar:
    """The bar of a row in a table: whole percent, so that it stands without images. `left` fills up to 100."""

    done: int
    left: int


@dataclass(frozen=True)
class Tone:
    """The colours of a status: of its bar and of its word. Written into the letter, since many mail programs read no
    style sheet.
    """

    ground: str
    ink: str


TONES = {
    "on_track": Tone("#3a9a5c", "#1f6b3c"),
    "behind": Tone("#cf941f", "#855500"),
    "at_risk": Tone("#cc3b30", "#a5271d"),
    "postponed": Tone("#2f7fb8", "#4d5361"),
    "closed": Tone("#484d59", "#4d5361"),
}
NEUTRAL = Tone("#868b96", "#4d5361")


def render(card: Card, *, unsubscribe: str, organization: Organization) -> Letter:
    """Writes both halves in the language that is active. `unsubscribe` may be empty for what must reach people."""
    sections = [(section, [_drawn_row(row) for row in section.rows]) for section in card.sections]
    context = {
        "card": card,
        "sections": sections,
        "unsubscribe": unsubscribe,
        "organization": organization,
        "language": get_language() or "en",
    }
    context["quote"] = _in_a_letter(to_html(card.quote, home=settings.BASE_URL)) if card.quote else ""
    html = get_template("notifications/email/letter.html").render(context)
    return Letter(_text(card, unsubscribe, organization), html)


def _in_a_letter(html: SafeString) -> SafeString:
    """Cleaned HTML with its look written into the tags, since many mail programs read no style sheet."""
    return mark_safe(_STYLED.sub(lambda tag: f'<{tag[1]} style="{STYLES[tag[1]]}"', html))  # noqa: S308


_HEADING = "margin:0 0 8px;font-size:15px;line-height:1.4;font-weight:650;"
STYLES = {
    **{f"h{level}": _HEADING for level in range(1, 7)},
    "p": "margin:0 0 8px;",
    "ul": "margin:0 0 8px;padding:0 0 0 20px;",
    "ol": "margin:0 0 8px;padding:0 0 0 20px;",
    "blockquote": "margin:0 0 8px;padding:0 0 0 12px;border-left:2px solid #dfdedb;",
    "pre": "margin:0 0 8px;white-space:pre-wrap;font-size:13px;",
    "td": "padding:2px 12px 2px 0;",
    "th": "padding:2px 12px 2px 0;text-align:left;",
}
_STYLED = re.compile("<(" + "|".join(STYLES) + r")(?=[\s>])")


def _drawn_row(row: Row) -> tuple[Row, Bar | None, Tone]:
    return row, bar(row.percent), TONES.get(row.tone, NEUTRAL)


def bar(percent: Decimal | None) -> Bar | None:
    """Never less than a hair, so that a beginning is seen; None where there is no progress."""
    if percent is None:
        return None
    done = max(0, min(100, int(percent)))
    return Bar(done, 100 - done)


def _text(card: Card, unsubscribe: str, organization: Organization) -> str:
    lines = [_wrapped(card.title), ""]
    for paragraph in card.paragraphs:
        lines += [_wrapped(paragraph), ""]
    if card.quote:
        quote = _wrapped(to_text(card.quote, settings.BASE_URL), WIDTH - 2)
        lines += [*(f"> {line}".rstrip() for line in quote.splitlines()), ""]
    for section in card.sections:
        if section.heading:
            lines += [section.heading, "-" * min(WIDTH, len(section.heading)), ""]
        for row in section.rows:
            lines += [*_text_row(row), ""]
        lines += [_wrapped(words) + "\n" for words in ([section.more] if section.rows else [section.empty]) if words]
    if card.button:
        lines += [f"{card.button.words}:", card.button.url, ""]
    lines += ["-- ", _wrapped(f"{card.why} {organization.name} · Cairn".strip())]
    if unsubscribe:
        lines += [_("No more mail like this:"), unsubscribe]
    return "\n".join(lines) + "\n"


def _text_row(row: Row) -> Iterator[str]:
    yield fill(row.title, WIDTH, initial_indent="* ", subsequent_indent="  ")
    standing = [_drawn(row.percent), row.number, row.status, row.moved]
    if any(standing):
        yield "  " + "  ".join(part for part in standing if part)
    if row.note:
        yield fill(row.note, WIDTH, initial_indent="  ", subsequent_indent="  ")
    if row.action:
        yield f"  {row.action.words}: {row.action.url}"
    elif row.url:
        yield f"  {row.url}"


def _drawn(percent: Decimal | None) -> str:
    """[########------------], readable in any window."""
    if percent is None:
        return ""
    full = max(0, min(CELLS, int(percent * CELLS / 100)))
    return f"[{'#' * full}{'-' * (CELLS - full)}]"


def _wrapped(text: str, width: int = WIDTH) -> str:
    return "\n".join(fill(line, width) for line in text.splitlines())
