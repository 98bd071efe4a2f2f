"""The rail: each app registers its entries in AppConfig.ready, the frame draws those the person may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from cairn.ui.links import org_url
from cairn.ui.palette import palette
from cairn.ui.rail import drawn as rail_drawn

SECTIONS = ("", "teams", "closer", "season", "people", "admin")


@dataclass(frozen=True)
class NavItem:
    """One entry. `visible` and `count` are asked with the actor; `count` is a number to answer for, 0 shows nothing.

    `on_phone` puts it into the bottom bar of a phone (room for four). `section` is one of SECTIONS.
    """

    label: str | Promise
    url_name: str
    icon: str
    section: str = ""
    order: int = 100
    visible: Callable[[Any], bool] = lambda actor: True
    count: Callable[[Any], int] | None = None
    on_phone: bool = False


@dataclass(frozen=True)
class RailLink:
    """An entry as drawn. `current` marks the page one is on."""

    label: str
    href: str
    icon: str
    count: int = 0
    current: bool = False
    on_phone: bool = False


@dataclass(frozen=True)
class RailSection:
    """`label` is what an app named it; without one the frame knows its name."""

    name: str
    links: list[RailLink]
    label: str = ""


@dataclass(frozen=True)
class Command:
    """Something to do, listed in the palette and reached by Ctrl or ⌘ with Shift and `key`. With `does` the palette
    goes on asking: it sends ?do= with the words and answers what it could be done with.
    """

    label: str
    href: str
    icon: str
    key: str = ""
    does: str = ""


@dataclass(frozen=True)
class Rail:
    """All that the frame shows around a page. `search_url` is empty while no app offers a search.

    `elsewhere` are the other places of the same person, to which the name at the top switches.
    """

    sections: list[RailSection] = field(default_factory=list)
    search_url: str = ""
    search_page_url: str = ""
    commands: list[Command] = field(default_factory=list)
    elsewhere: list[RailLink] = field(default_factory=list)

    @property
    def palette(self) -> SafeString:
        """What opens with ⌘K: a search, things to do, and all these pages."""
        return palette(self)

    @property
    def drawn(self) -> SafeString:
        """The entries in their sections."""
        return rail_drawn(self.sections)

    @property
    def phone_links(self) -> list[RailLink]:
        """The first four entries for the bottom bar."""
        return [link for section in self.sections for link in section.links if link.on_phone][:4]


Source = Callable[[HttpRequest], Iterable[RailLink]]
_items: list[NavItem] = []
_sources: dict[str, list[Source]] = {}
_search: list[tuple[str, str]] = []
_labels: dict[str, str | Promise] = {}
Commands = Callable[[HttpRequest], Iterable[Command]]
_commands: list[Commands] = []
_elsewhere: list[Source] = []


def register(*items: NavItem) -> None:
    """Adds entries; called once per app in AppConfig.ready."""
    for item in items:
        if item.section not in SECTIONS:
            raise ValueError(f"There is no section '{item.section}' in the rail.")
        _items.append(item)
    _items.sort(key=lambda item: item.order)


def register_source(section: str, source: Source) -> None:
    """Adds entries that differ from person to person, such as one's own teams. At most one query per source."""
    if section not in SECTIONS:
        raise ValueError(f"There is no section '{section}' in the rail.")
    _sources.setdefault(section, []).append(source)


def name_section(name: str, label: str | Promise) -> None:
    """Gives a section the name under which it stands in the rail."""
    if name not in SECTIONS:
        raise ValueError(f"There is no section '{name}' in the rail.")
    _labels[name] = label


def register_search(results: str, page: str) -> None:
    """Names the page that answers the palette (?q=… with a list of links) and the one for use without a script."""
    _search[:] = [(results, page)]


def register_commands(source: Commands) -> None:
    """Adds things to do to the palette; asks no query."""
    _commands.append(source)


def register_elsewhere(source: Source) -> None:
    """Names the other places to which a person may switch; no query for whoever has none."""
    _elsewhere.append(source)


def rail(request: HttpRequest) -> Rail:
    """The rail for the person of this request; empty outside of an organisation."""
    organization, actor = getattr(request, "organization", None), getattr(request, "actor", None)
    if organization is None or actor is None:
        return Rail()
    sections = []
    for name in SECTIONS:
        links = [_draw(item, request) for item in _items if item.section == name and item.visible(actor)]
        for source in _sources.get(name, []):
            links.extend(source(request))
        if links:
            sections.append(RailSection(name, links, str(_labels.get(name, ""))))
    results, page = [org_url(organization, name) for name in _search[0]] if _search else ("", "")
    commands = [command for source in _commands for command in source(request)]
    elsewhere = [link for source in _elsewhere for link in source(request)]
    return Rail(sections, results, page, commands, elsewhere)


def is_current(request: HttpRequest, href: str) -> bool:
    """True on the page of an entry and on the pages below it."""
    return request.path == href or (href.count("/") > 3 and request.path.startswith(href))


def _draw(item: NavItem, request: HttpRequest) -> RailLink:
    actor = request.actor  # type: ignore[attr-defined]
    href = org_url(request.organization, item.url_name)  # type: ignore[attr-defined]
    count = item.count(actor) if item.count else 0
    return RailLink(str(item.label), href, item.icon, count, is_current(request, href), item.on_phone)
