"""The last check-in below the bar of a row, where somebody wants to see that much (spec okrs §8.3)."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cairn.core.htmx import page_query
from cairn.goals.models import ProgressMode
from cairn.goals.queries.arrangement import DETAILED, density_of
from cairn.goals.queries.rows import Row
from cairn.ui.formats import ago
from cairn.ui.html import NOTHING, Html

_DETAILS = Html('<div class="row-details" role="gridcell"{oob}><span>{who}</span> {note}</div>')
_NOTE = Html('<span class="row-note" title="{whole}">{note}</span>')
_PAIR = Html("{first} · {second}")
_TRIPLE = Html("{first} · {second} · {third}")
NOTE_LENGTH = 140  # signs; two lines at most widths


def is_detailed(request: Any) -> bool:
    """Whether the page asks for it: the one that is drawn, or the one on which htmx asks for a part."""
    return request is not None and density_of(page_query(request)) == DETAILED


def details(row: Row, oob: SafeString = NOTHING) -> SafeString:
    """When it was checked in on, by whom, how its number moves, and what was said."""
    mode = str(ProgressMode(row.mode).label)
    if row.last is None:
        silent = row.mode == ProgressMode.MANUAL
        return _DETAILS(oob=oob, who=_PAIR(first=mode, second=_("none yet")) if silent else mode, note=NOTHING)
    note = Truncator(row.last.note).chars(NOTE_LENGTH)
    said = _NOTE(whole=row.last.note, note=_("“%(note)s”") % {"note": note}) if note else NOTHING
    return _DETAILS(oob=oob, who=_TRIPLE(first=row.last.who, second=ago(row.last.at), third=mode), note=said)
