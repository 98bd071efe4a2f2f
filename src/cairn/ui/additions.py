"""What rooms above add to the pages of rooms below: entries of a menu, tabs, sections that load by themselves.

A page names a place; whoever has something to add to it registers a source in AppConfig.ready:

    additions.register("goal_sections", comments_of)

    def comments_of(request: HttpRequest, goal: Goal) -> Iterator[Addition]:
        yield Addition(_("Comments"), org_url(request.organization, "conversations:of_goal", goal_id=goal.pk))

and the page draws what it gets with `{% additions "goal_sections" goal as sections %}`. An addition is only a link
with a name: a section is fetched from its address when the page has been drawn and stays a plain link without a
script, so that a page's own queries do not grow with the rooms above it. A source asks no query of its own where it
can help it, and decides by policy whether there is something to show at all.

What stands above a list must not arrive late or vanish: the rows would jump from under the hand that reaches for
them. Such a section is drawn with the page (`content`), or the link that waits for it is as high as what will come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from cairn.ui.html import NOTHING, Html
from cairn.ui.marks import icon

PLACES = (
    "goal_menu",  # about a Row or a Goal (both have .id and .is_open): entries of the row's and the page's menu
    "goal_sections",  # about a Goal: sections of its page, below what stands under it
    "goal_tabs",  # about a Goal: tabs of the quick view
    "entity_menu",  # about a Subject: entries of the menu of an entity's page
    "entity_tabs",  # about a Subject: tabs of an entity's page
    "entity_sections",  # about a Subject: sections above the list, such as a mission
    "team_tabs",  # about a Team: tabs of the pages that manage it
    "planning_menu",  # about the year that is planned: what else one does for it
    "naming",  # about a Goal: where people are looked up while somebody types their name after an @
    "goal_form",  # about None: sections beside the form of a goal
    "not_found",  # about the ids of the address (a mapping by name): what one can do where nothing is found
)


@dataclass(frozen=True)
class Subject:
    """Whose page it is: `entity` is organization, team or individual; `id` of the team or member, None for the
    organisation; `period_id` of the one chosen period, None when there are several,
    and `period_end` its last day. `manager_id` is whom the person reports to.
    """

    entity: str
    id: Any = None
    period_id: Any = None
    period_end: date | None = None
    manager_id: Any = None


@dataclass(frozen=True)
class Addition:
    """A named link. `key` is the letter that stands for it in a row; `in_panel` opens it in the side panel.

    `count` is a number to show beside a tab, 0 shows nothing. With `posts` the entry of a menu is a button that posts
    these fields to the address; where a script runs, with `copies` it copies the address for pasting, and with
    `prints` it prints the page. A section with `content` is drawn at once and never fetched.
    """

    label: str | Promise
    href: str = ""
    icon: str = "chevron-right"
    key: str = ""
    in_panel: bool = False
    count: int = 0
    posts: tuple[tuple[str, str], ...] = ()
    copies: bool = False
    prints: bool = False
    content: SafeString | None = None

    @property
    def drawn(self) -> SafeString:
        """The entry of a menu that leads somewhere."""
        key = self.key
        return _ENTRY(
            href=self.href,
            copies=_COPIES if self.copies else NOTHING,
            prints=_PRINTS if self.prints else NOTHING,
            data_key=_DATA_KEY(key=key) if key else NOTHING,
            panel=_IN_PANEL(href=self.href) if self.in_panel else NOTHING,
            icon=icon(self.icon),
            label=self.label,
            kbd=_KBD(key=key) if key else NOTHING,
        )

    @property
    def path(self) -> str:
        """The address without its query: the tab whose path is the page's own is the current one."""
        return self.href.partition("?")[0]


# A menu of a dozen entries stands on every page of OKRs; drawn by a template they took as long as ten rows.
_ENTRY = Html('<a href="{href}"{data_key}{copies}{prints}{panel}>{icon}{label}{kbd}</a>')
_DATA_KEY, _KBD = Html(' data-key="{key}"'), Html(" <kbd>{key}</kbd>")
_IN_PANEL = Html(' hx-get="{href}" hx-target="#panel"')
_COPIES, _PRINTS = SafeString(" data-copy"), SafeString(" data-print")

Source = Callable[[HttpRequest, Any], Iterable[Addition]]
_sources: dict[str, list[tuple[int, Source]]] = {}


def register(place: str, source: Source, *, order: int = 100) -> None:
    """Adds a source to a place; called once per app in AppConfig.ready. Raises ValueError for an unknown place."""
    if place not in PLACES:
        raise ValueError(f"No page has a place called '{place}'.")
    found = _sources.setdefault(place, [])
    found.append((order, source))
    found.sort(key=lambda entry: entry[0])


def additions(request: HttpRequest | None, place: str, about: Any = None) -> list[Addition]:
    """Everything that was added to a place about one thing, in order; nothing outside of an organisation."""
    if request is None or getattr(request, "organization", None) is None:
        return []
    return [addition for _order, source in _sources.get(place, []) for addition in source(request, about)]
