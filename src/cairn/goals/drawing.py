"""The rows of the tree as HTML (interface §3). In Python and not in a template, because a page has hundreds of them.

One function for each cell, in the order in which they stand. What is the same in every row (words, icons, addresses)
is in the Pen, made once for an organisation and a language.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from cairn.goals.pen import Pen, kind_of, pen_of
from cairn.goals.queries.rows import Row
from cairn.goals.queries.tree import Heading, Hidden, Item, More
from cairn.goals.row_details import details, is_detailed
from cairn.goals.row_marks import beside, mode_mark, parent_link
from cairn.ui.formats import ago
from cairn.ui.html import NOTHING, Html
from cairn.ui.marks import avatar, bar, ghost, spark, status


@dataclass(frozen=True)
class Page:
    """Where rows stand: `open_url` is the page's own address up to the id of a row that is to be open; `at` and
    `compare` are what the address says of the moment, kept in the addresses of what is loaded later.
    """

    open_url: str = ""
    at: str = ""
    compare: str = ""
    chooses: bool = False  # whether rows can be ticked, to change several at once
    details: bool = False  # whether the last check-in stands below the bar

    @property
    def moment(self) -> str:
        """The parameters of the moment, to be added to others."""
        said = {name: value for name, value in (("at", self.at), ("compare", self.compare)) if value}
        return f"&{urlencode(said)}" if said else ""


NOW = Page()


def draw(items: Iterable[Item], pen: Pen, page: Page = NOW) -> SafeString:
    """The rows below one another."""
    return SafeString("\n".join(_item(item, pen, page) for item in items))


def _item(item: Item, pen: Pen, page: Page) -> SafeString:
    if isinstance(item, Heading):
        return _HEADING(label=item.label, count=item.count)
    if isinstance(item, Hidden):
        return _hidden(item)
    return _more(item, pen, page) if isinstance(item, More) else draw_row(item, pen, page)


_HEADING = Html(
    '<div class="row is-group" role="row" aria-level="1"><span role="gridcell" aria-colspan="9"><b>{label}</b> '
    '<span class="count">{count}</span></span></div>'
)
_ASIDE = Html(
    '<div class="row is-hidden" role="row" aria-level="{level}" data-parent="{parent}">'
    '<span role="gridcell" aria-colspan="9">{said}</span></div>'
)
_MORE = Html(
    '<a href="{here}" hx-get="{here}/children?level={level}&amp;offset={offset}{moment}" hx-target="closest .row" '
    'hx-swap="outerHTML">{words}</a>'
)


def _hidden(item: Hidden) -> SafeString:
    said = ngettext(
        "%(number)s hidden item counts in the number above",
        "%(number)s hidden items count in the number above",
        item.count,
    )
    return _ASIDE(level=item.level, parent=item.parent, said=said % {"number": item.count})


def _more(item: More, pen: Pen, page: Page) -> SafeString:
    here = f"{pen.goals}{item.parent}"
    link = _MORE(here=here, level=item.level - 1, offset=item.offset, moment=page.moment, words=pen.show_more)
    return _ASIDE(level=item.level, parent=item.parent, said=link)


_ROW = Html(
    '<div class="row" role="row" id="row-{key}" aria-level="{level}" {data}>'
    "{title}{owner}{numbers}{details}{menu}</div>"
)


def draw_row(row: Row, pen: Pen, page: Page = NOW) -> SafeString:
    """One row. One of the past only leads to its goal as it was then."""
    here = f"{pen.goals}{row.id}"
    return _ROW(
        key=row.key,
        level=row.level,
        data=_data(row, here, pen.new),
        title=_title(row, here, pen, page),
        owner=_owner(row),
        numbers=SafeString("".join(numbers(row, here, pen.explain))),
        details=details(row) if page.details else NOTHING,
        menu=_NO_MENU if row.is_past else _menu(row, here, pen),
    )


_DATA = Html('data-id="{id}" data-parent="{parent}" data-kind="{kind}" data-state="{state}"')
_CHECK_IN = Html(' data-check-in="{here}/check-ins" data-check-in-hint="{here}/entry"')
_EDIT = Html(
    ' data-url-e="{here}/edit" data-url-a="{here}/alignments" data-position-url="{here}/position"'
    ' data-align-url="{here}/alignments" data-promote-url="{here}/top"'
)
_ADD = Html(' data-url-n="{new}?kind={kind}&amp;parent={id}"')
_REFUSE = Html(' data-refuse{kind}="{why}"')
_OPEN, _SHUT = SafeString(' aria-expanded="true"'), SafeString(' aria-expanded="false"')


def _data(row: Row, here: str, new: str) -> SafeString:
    """What the elements of the tree need to know (ui/elements/tree.ts), by what may be done with the row."""
    found = [_DATA(id=row.id, parent=row.parent or "", kind=row.kind, state=row.state)]
    if row.children or row.hidden:
        found.append(_OPEN if row.is_expanded else _SHUT)
    if row.can_check_in:
        found.append(_CHECK_IN(here=here))
    if row.can_edit:
        found.append(_EDIT(here=here))
    if row.kind_to_add:
        found.append(_ADD(new=new, kind=row.kind_to_add, id=row.id))
    found += [_REFUSE(kind=f"-{kind}" if kind else "", why=why) for kind, why in row.refusals]
    return SafeString("".join(found))


_TITLE = Html(
    '<div class="row-title" role="gridcell">{grip}'
    '<a class="row-twist" href="{turned}" tabindex="-1" data-twist hx-trigger="open-row" hx-target="closest .row" '
    'hx-swap="afterend"{fetch}>{turn}</a>{before} '
    "{name}{after}</div>"
)
_NAME = Html('<a href="{here}{at}" data-key="Enter"{more}{oob}>{title}</a>')
_NAMED = Html('<span class="row-named">{name}{parent}</span>')
_VERSION = Html(' data-version="{version}"')
_CHOOSE = Html('<input class="row-choose" type="checkbox" name="goal" value="{id}" form="many" aria-label="{words}">')
_QUICK = Html(' hx-get="{here}/quick" hx-target="#panel"')
_FETCH = Html(' hx-get="{here}/children?level={level}{moment}"')
_LOCK = Html('<span class="row-lock" title="{names}">{lock}</span>')


def _title(row: Row, here: str, pen: Pen, page: Page) -> SafeString:
    before = pen.project if row.kind == "project" else kind_of(row, pen, is_below=row.parent is not None)
    if row.is_private:
        before = SafeString(before + _LOCK(names=pen.only_for % {"names": row.viewer_names}, lock=pen.lock))
    return _TITLE(
        grip=SafeString(
            (_CHOOSE(id=row.id, words=pen.choose % {"title": row.title}) if page.chooses else NOTHING)
            + (pen.grip if row.can_edit else NOTHING)
        ),
        turned=f"{page.open_url}{row.id}" if page.open_url else here,
        fetch=NOTHING if row.is_expanded else _FETCH(here=here, level=row.level, moment=page.moment),
        turn=pen.turn,
        before=before,
        name=_named(_name(row, here, page.at), parent_link(row, pen.goals)),
        after=SafeString("".join(beside(row, pen.goals))),
    )


def _named(name: SafeString, parent: SafeString) -> SafeString:
    """The title and what it serves elsewhere, beside it where there is room and else below it."""
    return _NAMED(name=name, parent=parent) if parent else name


def kind_mark(context: Any, row: Row) -> SafeString:
    """For a template: the same of one row, whose parents are in view when they are named there."""
    return kind_of(row, pen_of(context["organization"]), is_below=row.parent is not None or bool(row.elsewhere))


def _name(row: Row, here: str, at: str = "", oob: SafeString = NOTHING) -> SafeString:
    """The title; of one that may be edited with the version that is seen, which a new title is to replace."""
    more = NOTHING if row.is_past else _QUICK(here=here)
    if row.can_edit and not row.is_past:
        more = SafeString(more + _VERSION(version=row.version))
    return _NAME(here=here, at=f"?{urlencode({'at': at})}" if at else "", more=more, title=row.title, oob=oob)


_OWNER = Html('<div class="row-owner" role="gridcell"{oob}>{face}{more}</div>')
_MORE_OWNERS = Html('<span class="row-more" title="{names}">+{count}</span>')


def _owner(row: Row, oob: SafeString = NOTHING) -> SafeString:
    more = _MORE_OWNERS(names=row.owner_names, count=row.more_owners) if row.more_owners else NOTHING
    return _OWNER(oob=oob, face=avatar(row.owners[0]) if row.owners else NOTHING, more=more)


_NO_MENU = SafeString('<div class="row-menu" role="gridcell"></div>')
_SPARK = Html('<div class="row-spark" role="gridcell"{oob}>{spark}</div>')
_BAR = Html('<div class="row-bar" role="gridcell"{oob}>{mode}{bar}{ghost}</div>')
_JUST_PERCENT = Html('<div class="row-percent" role="gridcell"{title}>{label}</div>')
_PERCENT = Html(
    '<div class="row-percent" role="gridcell"{oob}><button popovertarget="why-{key}"{title}>{label}'
    '<span class="visually-hidden">, {explain}</span></button>'
    '<div class="menu why" id="why-{key}" popover hx-get="{here}/explanation" hx-trigger="fill">'
    '<a href="{here}/explanation">{label}</a></div></div>'
)
_TOLD = Html(' title="{title}"')
_VALUE = Html('<div class="row-value" role="gridcell" title="{value}"{oob}>{value}</div>')
_STATUS = Html('<div class="row-status{band}" role="gridcell"{title}{oob}>{status}</div>')
_AGE = Html('<div class="row-age{late}" role="gridcell"{oob}>{ago}</div>')
_LAST = Html('<span title="{text}">{ago}</span>')
_OOB = Html(" hx-swap-oob=\"outerHTML:.row[data-id='{id}'] > .{cell}\"")


def numbers(row: Row, here: str, explain: str, *, out_of_band: bool = False) -> Iterable[SafeString]:
    """The cells that move when somebody checks in.

    Out of band they find their row wherever it stands on the page, so that its level, its children and the focus stay
    as they are.
    """

    def oob(cell: str) -> SafeString:
        return _OOB(id=row.id, cell=cell) if out_of_band else NOTHING

    yield _SPARK(oob=oob("row-spark"), spark=spark(row.trend))
    drawn_ghost = NOTHING if row.ghost is None else ghost(row.ghost)
    drawn_bar = bar(row.progress, row.expected, row.status)
    yield _BAR(oob=oob("row-bar"), mode=mode_mark(row, here), bar=drawn_bar, ghost=drawn_ghost)
    told = _TOLD(title=row.label_title) if row.label_title else NOTHING
    if row.is_past:
        yield _JUST_PERCENT(title=told, label=row.label)
    else:
        yield _PERCENT(oob=oob("row-percent"), key=row.key, title=told, label=row.label, explain=explain, here=here)
    yield _VALUE(oob=oob("row-value"), value=row.value)
    yield _status(row, oob("row-status"))
    last = _LAST(text=row.last.text, ago=ago(row.last.at)) if row.last else NOTHING
    yield _AGE(oob=oob("row-age"), late=" is-late" if row.is_late else "", ago=last)


def _status(row: Row, oob: SafeString) -> SafeString:
    """The shape and the word; of a closed one with the colour of its score and what it says."""
    band = f" score is-{row.band}" if row.reading and row.band else ""
    title = _TOLD(title=row.reading.sentence) if row.reading else NOTHING
    return _STATUS(oob=oob, band=band, title=title, status=status(row.status, row.status_word))


_MENU = Html(
    '<div class="row-menu" role="gridcell">'
    '<button class="button is-quiet is-icon is-small" popovertarget="menu-{key}" data-key=".">{more}</button>'
    '<div class="menu" id="menu-{key}" popover hx-get="{here}/menu?parent={parent}" hx-trigger="fill">'
    '<a href="{here}/menu">{words}</a></div></div>'
)


def _menu(row: Row, here: str, pen: Pen) -> SafeString:
    return _MENU(key=row.key, more=pen.more, here=here, parent=row.parent or "", words=pen.more_words)


def drawn(context: Any, items: Iterable[Item]) -> SafeString:
    """For a template: the rows in the organisation of its context, opened through its page's address."""
    page = context.get("page")
    moment = context.get("moment") or getattr(page, "moment", None)
    where = Page(
        open_url=getattr(getattr(page, "arrangement", None), "open_url", ""),
        at=moment.at_text if moment else "",
        compare=moment.since_text if moment else "",
        chooses=_chooses(context) and not (moment and moment.at_text),
        details=is_detailed(context.get("request")),
    )
    return draw(items, pen_of(context["organization"]), where)


def _chooses(context: Any) -> bool:
    """Whether rows can be ticked: on a page with a flat list, and where a part of one says so."""
    listing = getattr(context.get("page"), "listing", None)
    return bool(context.get("chooses", getattr(listing, "is_flat", False)))


def named(context: Any, rows: Collection[Row]) -> SafeString:
    """For a template: the titles and owners of these rows, which find their places by themselves."""
    goals = pen_of(context["organization"]).goals
    cells = []
    for row in rows:
        cells.append(_name(row, f"{goals}{row.id}", oob=_OOB(id=row.id, cell="row-title [data-key=Enter]")))
        cells.append(_owner(row, _OOB(id=row.id, cell="row-owner")))
    return SafeString("\n".join(cells))


def moved(context: Any, rows: Collection[Row]) -> SafeString:
    """For a template: the numbers of these rows, which find their places by themselves."""
    pen = pen_of(context["organization"])
    cells = [cell for row in rows for cell in numbers(row, f"{pen.goals}{row.id}", pen.explain, out_of_band=True)]
    if is_detailed(context.get("request")):
        cells += [details(row, _OOB(id=row.id, cell="row-details")) for row in rows]
    return SafeString("\n".join(cells))
