"""The small drawings of every page: icon, avatar, status shape, progress bar, spark line.

Everything is inline SVG whose sizes are attributes, so that it lives under a policy that forbids inline styles.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cairn.ui.formats import percent
from cairn.ui.html import Html
from cairn.ui.links import url_here

Amount = Decimal | float | int
HUES = 10

# The values are those of the goals' status; ui sits below goals and knows them only as words.
STATUS_WORDS: dict[str, str | Promise] = {
    "not_started": gettext_lazy("Not started"),
    "in_progress": gettext_lazy("In progress"),
    "on_track": gettext_lazy("On track"),
    "behind": gettext_lazy("Behind"),
    "at_risk": gettext_lazy("At risk"),
    "closed": gettext_lazy("Closed"),
    "postponed": gettext_lazy("Postponed"),
}

# Ring, half disc, disc, triangle, tick, double arrow: told apart without colour.
_RING = '<circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" stroke-width="1.6"/>'
_SHAPES: dict[str, SafeString] = {
    "not_started": SafeString(_RING),
    "in_progress": SafeString(_RING + '<circle cx="7" cy="7" r="2" fill="currentColor"/>'),
    "on_track": SafeString('<circle cx="7" cy="7" r="5.6" fill="currentColor"/>'),
    "behind": SafeString(_RING + '<path d="M7 2a5 5 0 0 1 0 10Z" fill="currentColor"/>'),
    "at_risk": SafeString(
        '<path d="M7 1.9 12.6 12H1.4Z" fill="currentColor" stroke="currentColor" stroke-linejoin="round"/>'
    ),
    "closed": SafeString(
        '<path d="m2 7.6 3.4 3.3L12 3.6" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" '
        'stroke-linejoin="round"/>'
    ),
    "postponed": SafeString(
        '<path d="m2 3 4.2 4L2 11m5.6-8 4.2 4-4.2 4" fill="none" stroke="currentColor" stroke-width="1.8" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    ),
}


class Person(Protocol):
    """What an avatar needs to know of somebody."""

    @property
    def name(self) -> str: ...

    @property
    def pk(self) -> object: ...

    @property
    def initials(self) -> str: ...

    @property
    def photo_id(self) -> UUID | None: ...


@lru_cache(maxsize=1024)  # a page draws the same few icons hundreds of times
def icon(name: str, label: str = "") -> SafeString:
    """The icon `name` of icons.json, 16 px. With a label it is an image of that name, without one decoration."""
    role = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    sprite = static("ui/dist/icons.svg")
    return format_html('<svg class="icon" {}><use href="{}#{}"/></svg>', role, sprite, name)


def avatar(person: Person, *, named: bool = True) -> SafeString:
    """The person's picture; the initials on a hue that stays the same for the same person where there is none.

    `named=False` where the name is written beside it, so that it is not read twice.
    """
    hue = zlib.crc32(str(person.pk).encode()) % HUES
    if not named:
        return _FACE(hue=hue, initials=person.initials, photo=_photo(person))
    return _NAMED_FACE(hue=hue, name=person.name, initials=person.initials, photo=_photo(person))


_FACE = Html('<span class="avatar hue-{hue}" aria-hidden="true">{initials}{photo}</span>')
_NAMED_FACE = Html(
    '<span class="avatar hue-{hue}" role="img" aria-label="{name}" title="{name}">{initials}{photo}</span>'
)
_PHOTO = Html('<img src="{address}" alt="" width="26" height="26" loading="lazy">')


def _photo(person: Person) -> SafeString:
    """Over the initials, which stay to be seen where the picture does not come."""
    address = url_here("organizations:photo", photo_id=person.photo_id) if person.photo_id else ""
    return _PHOTO(address=address) if address else SafeString("")


def status(value: str, word: str | Promise | None = None) -> SafeString:
    """Shape, colour and word of a status value such as "at_risk"; `word` replaces the usual word ("Closed 0.8")."""
    return _status(str(value), str(STATUS_WORDS[value] if word is None else word))


@lru_cache(maxsize=1024)
def _status(value: str, words: str) -> SafeString:
    return format_html('<span class="status is-{}">{}<span>{}</span></span>', _class(value), shape(value), words)


def shape(value: str) -> SafeString:
    """The shape of a status alone, for places where the word stands nearby."""
    return format_html('<svg class="shape is-{}" viewBox="0 0 14 14" aria-hidden="true">{}</svg>',
                       _class(value), _SHAPES[value])  # fmt: skip


def bar(progress: Amount | None, expected: Amount | None = None, value: str = "not_started") -> SafeString:
    """A bar filled to `progress` (0–100; more or less stops at the ends) with a tick at `expected` (0–100).

    What went the wrong way from its start has a red mark there (spec okrs §5.8).

    Only the drawing is clamped. The words beside it and for screen readers carry the raw numbers.
    """
    return _bar(progress, expected, _class(value), get_language())


@lru_cache(maxsize=8192)  # numbers move once a week and are looked at every day
def _bar(progress: Amount | None, expected: Amount | None, kind: str, _language: str | None) -> SafeString:
    words = _("No number yet") if progress is None else _("%(done)s done") % {"done": percent(progress)}
    tick = _BELOW if progress is not None and progress < 0 else SafeString("")
    if expected is not None:
        words = _("%(words)s, %(expected)s expected today") % {"words": words, "expected": percent(expected)}
        tick += _TICK(at=f"{min(_clamped(expected), 99):g}")
    return _BAR(kind=kind, words=words, width=f"{_clamped(progress or 0):g}", tick=tick)


_BELOW = SafeString('<rect class="bar-below" y="0" width="3" height="12" rx="1"/>')
_TICK = Html('<rect class="bar-tick" x="{at}%" y="0" width="2" height="12" rx="1"/>')
_BAR = Html(
    '<svg class="bar is-{kind}" role="img" aria-label="{words}">'
    '<rect class="bar-track" y="3" width="100%" height="6" rx="3"/>'
    '<rect class="bar-fill" y="3" width="{width}%" height="6" rx="3"/>{tick}</svg>'
)


def ghost(progress: Amount) -> SafeString:
    """The bar of an earlier instant, thin, to stand under today's."""
    words = _("%(done)s then") % {"done": percent(progress)}
    return _GHOST(words=words, width=f"{_clamped(progress):g}")


_GHOST = Html(
    '<svg class="bar is-ghost" role="img" aria-label="{words}"><title>{words}</title>'
    '<rect class="bar-track" width="100%" height="3" rx="1.5"/>'
    '<rect class="bar-fill" width="{width}%" height="3" rx="1.5"/></svg>'
)


def spark(values: Sequence[Amount], label: str = "") -> SafeString:
    """The course of some values as a line of 64 × 20 px, oldest first; nothing for fewer than two values."""
    return _spark(tuple(map(float, values)), label) if len(values) > 1 else SafeString("")


@lru_cache(maxsize=8192)
def _spark(heights: tuple[float, ...], label: str) -> SafeString:
    low, span = min(heights), (max(heights) - min(heights)) or 1.0
    step = 60 / (len(heights) - 1)
    points = [(2 + i * step, 17 - 14 * (height - low) / span) for i, height in enumerate(heights)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    role = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return _LINE(role=role, line=line, x=f"{points[-1][0]:.1f}", y=f"{points[-1][1]:.1f}")


_LINE = Html(
    '<svg class="spark" viewBox="0 0 64 20" {role}><polyline points="{line}"/><circle cx="{x}" cy="{y}" r="2"/></svg>'
)


def _class(value: str) -> str:
    return value.replace("_", "-")


def _clamped(value: Amount) -> float:
    return max(0.0, min(100.0, round(float(value), 2)))
