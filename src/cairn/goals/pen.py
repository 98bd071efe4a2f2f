"""What the rows of a page share: words, icons and addresses, made once for an organisation and a language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cairn.goals.queries.rows import Row
from cairn.organizations.terminology import worded
from cairn.ui.html import NOTHING, Html
from cairn.ui.links import HasSlug, org_url
from cairn.ui.marks import icon

_NIL = UUID(int=0)


@dataclass(frozen=True)
class Pen:
    """Words, icons and addresses that all rows of a page share."""

    goals: str  # what stands before the id in the address of a goal
    new: str
    turn: SafeString
    grip: SafeString
    project: SafeString
    key: SafeString
    dual: SafeString
    lock: SafeString
    only_for: str
    more: SafeString
    more_words: SafeString
    explain: str
    choose: str
    show_more: str


def pen_of(organization: HasSlug) -> Pen:
    """The pen for the present language."""
    somewhere, new = org_url(organization, "goals:goal", goal_id=_NIL), org_url(organization, "goals:new")
    words = (
        worded(_("{Project}")),
        worded(_("{Key_result} of what stands above it here")),
        worded(_("Stands for itself here: {objective} and {key_result} in one")),
    )
    return _pen(somewhere, new, words, get_language())


_KIND = Html('<span class="kind-mark is-{name}" title="{words}">{icon}</span>')


@lru_cache(maxsize=256)
def _pen(somewhere: str, new: str, words: tuple[str, str, str], _language: str | None) -> Pen:
    project, key, dual = words
    more = _("What can be done")
    return Pen(
        goals=somewhere.removesuffix(str(_NIL)),
        new=new,
        turn=icon("chevron-right", _("Open or close")),
        grip=format_html('<span class="row-grip" aria-hidden="true">{}</span>', icon("grip-vertical")),
        project=icon("folder-kanban", project),
        key=_KIND(name="key", words=key, icon=icon("chart-line", key)),
        dual=_KIND(name="dual", words=dual, icon=icon("blend", dual)),
        lock=icon("lock", _("Only listed people")),
        only_for=_("Only for: %(names)s"),
        more=icon("ellipsis", more),
        more_words=format_html("{}{}", icon("ellipsis"), more),
        explain=_("explain this number"),
        choose=_("Choose “%(title)s”"),
        show_more=_("Show more"),
    )


def kind_of(row: Row, pen: Pen, *, is_below: bool) -> SafeString:
    """The mark of what it is in this view, where kinds are interchangeable: with a parent in view a key result, else
    both at once, whatever it serves elsewhere (spec okrs §4.1).
    """
    if not row.is_dual:
        return NOTHING
    return pen.key if is_below else pen.dual
