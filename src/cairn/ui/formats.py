"""Numbers and times as people of a language write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cairn.core import clock
from cairn.ui import dates
from cairn.ui.html import Html

NO_BREAK = "\u00a0"
MINUS = "\u2212"


def number(value: Decimal | float | int | None, decimals: int | None = None) -> str:
    """A number with the separators of the reader's language; a dash for None.

    `decimals` fixes the digits after the point; without it up to two are shown and zeros at the end are dropped.
    """
    return "–" if value is None else _written(value, decimals, get_language())


@lru_cache(maxsize=8192)  # a page of rows writes the same few numbers again and again
def _written(value: Decimal | float | int, decimals: int | None, _language: str | None) -> str:
    exact = Decimal(str(value))
    rounded = exact.quantize(Decimal(1).scaleb(-(2 if decimals is None else decimals)), ROUND_HALF_UP)
    text = f"{abs(rounded):f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    places = len(text.partition(".")[2])
    written = number_format(text, decimal_pos=places, use_l10n=True, force_grouping=True)
    return f"{MINUS}{written}" if rounded < 0 else written


def percent(value: Decimal | float | int | None) -> str:
    """A share of 100 with at most one digit after the point: 112.5 %."""
    if value is None:
        return "–"
    tenths = Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{number(tenths)}{NO_BREAK}%"


def ago(moment: datetime | date | None) -> SafeString | str:
    """How long ago (or how soon), as a <time> whose title tells the exact day; a dash for None."""
    if moment is None:
        return "–"
    if isinstance(moment, datetime):
        local = timezone.localtime(moment)
        words, full = _since(local), dates.moment(local)
    else:
        words, full = _day(moment), dates.full_day(moment)
    return _TIME(at=moment.isoformat(), full=full, words=words)


_TIME = Html('<time datetime="{at}" title="{full}">{words}</time>')


def _since(local: datetime) -> str:
    gone = clock.now() - local
    if timedelta(0) <= gone < timedelta(minutes=1):
        return _("just now")
    if timedelta(0) <= gone < timedelta(hours=1):
        minutes = int(gone.total_seconds() // 60)
        return ngettext("%(count)d min ago", "%(count)d min ago", minutes) % {"count": minutes}
    if timedelta(0) <= gone < timedelta(hours=6):
        hours = int(gone.total_seconds() // 3600)
        return ngettext("%(count)d h ago", "%(count)d h ago", hours) % {"count": hours}
    return _day(local.date())


def _day(day: date) -> str:
    today = timezone.localtime(clock.now()).date()
    days = (today - day).days
    if days in (-1, 0, 1):
        return {-1: _("tomorrow"), 0: _("today"), 1: _("yesterday")}[days]
    if 1 < days <= 14:
        return ngettext("%(count)d d ago", "%(count)d d ago", days) % {"count": days}
    if -14 <= days < -1:
        return ngettext("in %(count)d d", "in %(count)d d", -days) % {"count": -days}
    return dates.day(day) if day.year == today.year else dates.full_day(day)
