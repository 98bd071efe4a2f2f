"""The rail as HTML: it stands on every page, and a template was a twelfth of what a page took to draw."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.ui.html import NOTHING, Html
from cairn.ui.marks import icon

if TYPE_CHECKING:
    from cairn.ui.navigation import RailLink, RailSection

_USUAL: dict[str, str | Promise] = {
    "closer": gettext_lazy("Look closer"),
    "season": gettext_lazy("Season"),
    "people": gettext_lazy("People"),
    "admin": gettext_lazy("Organisation"),
}
_RAIL = Html('<nav class="rail" aria-label="{label}">{sections}</nav>')
_SECTION = Html("{name}<ul>{links}</ul>")
_NAME = Html('<p class="rail-name">{name}</p>')
_LINK = Html('<li><a href="{href}" title="{label}"{current}>{icon}<span>{label}</span>{count}</a></li>')
_COUNT = Html("<b>{count}</b>")
_CURRENT = SafeString(' aria-current="page"')


def drawn(sections: Iterable[RailSection]) -> SafeString:
    """The pages of an organisation in their sections, each under its name where it has one."""
    return _RAIL(label=_("Pages"), sections=SafeString("".join(map(_section, sections))))


def _section(section: RailSection) -> SafeString:
    name = section.label or _USUAL.get(section.name, "")
    return _SECTION(name=_NAME(name=name) if name else NOTHING, links=SafeString("".join(map(_link, section.links))))


def _link(link: RailLink) -> SafeString:
    return _LINK(
        href=link.href,
        label=link.label,
        icon=icon(link.icon),
        current=_CURRENT if link.current else NOTHING,
        count=_COUNT(count=link.count) if link.count else NOTHING,
    )
