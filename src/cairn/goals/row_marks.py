"""The small marks after the title of a row: what is worth a second look, where it comes from, what else it serves."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.goals.models import GoalKind, ProgressMode
from cairn.goals.natures import LABELS, hint_of
from cairn.goals.queries.rows import Row
from cairn.ui.html import Html
from cairn.ui.marks import icon

_ALERT = Html(
    '<a class="row-alert is-{level}" tabindex="-1" href="{here}" hx-get="{here}/quick" hx-target="#panel" '
    'title="{words}">{icon}</a>'
)
_TAG = Html('<span class="tag" title="{title}">{words}</span>')
_MODE = Html('<span class="row-mode" title="{words}">{icon}</span>')
_MODE_LINK = Html(
    '<a class="row-mode" tabindex="-1" href="{here}/progress-mode" hx-get="{here}/progress-mode" hx-target="#panel" '
    'title="{words}">{icon}</a>'
)
_MODE_ICONS = {"rollup": "layers", "data_source": "link", "tasks": "circle-check", "milestones": "flag"}
_PARENT = Html('<a class="row-parent" href="{href}" title="{names}">{arrow} {title}</a>')


def beside(row: Row, goals: str) -> Iterator[SafeString]:
    """The marks of a row, in their order. `goals` is what stands before an id in the address of a goal."""
    if row.alerts:
        first = row.alerts[0]
        here, drawn = f"{goals}{row.id}", icon("triangle-alert", first.sentence)
        yield _ALERT(here=here, level=first.level, words=row.alert_text, icon=drawn)
    if row.below:
        here, drawn = f"{goals}{row.id}", icon("triangle-alert", row.below.sentence)
        yield _ALERT(here=here, level=f"{row.below.level} is-below", words=row.below.sentence, icon=drawn)
    if row.moved_to:
        yield _TAG(title=_("Changed just now. Where it belongs elsewhere, it leaves this list."), words=row.moved_to)
    if row.is_reopened:
        yield _TAG(title=_("It had ended and is open again; nobody has checked in since."), words=_("Reopened"))
    if row.carried_over:
        words = ngettext("Carried over %(times)s time", "Carried over %(times)s times", row.carried_over)
        yield _TAG(title=words % {"times": row.carried_over}, words=f"↻ {row.carried_over}")
    if row.kind == GoalKind.OBJECTIVE and row.nature in LABELS:
        yield _TAG(title=hint_of(row.nature), words=LABELS[row.nature])


def parent_link(row: Row, goals: str) -> SafeString:
    """The first of the parents that are not in view, with the names of all in its hint; empty where there is none."""
    if not row.elsewhere:
        return SafeString("")
    link = row.elsewhere[0]
    arrow = "⇉" if row.has_several_parents else "⟶"
    return _PARENT(href=f"{goals}{link.id}", names=row.elsewhere_text, arrow=arrow, title=link.title)


def mode_mark(row: Row, here: str) -> SafeString:
    """Where the number comes from when it moves by itself, left of the bar; leads to changing that (okrs §5.3)."""
    if row.mode not in _MODE_ICONS:
        return SafeString("")
    words = str(ProgressMode(row.mode).label)
    drawn = icon(_MODE_ICONS[row.mode], words)
    if row.can_edit and not row.is_past:
        return _MODE_LINK(here=here, words=words, icon=drawn)
    return _MODE(words=words, icon=drawn)
