"""What may be written into a field, whichever door it came through."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cairn.core.errors import Conflict, Refused
from cairn.ui.dates import STYLES


def line(text: str, *, field: str, limit: int = 120, required: bool = True) -> str:
    """One line of text without blanks around it. Raises Refused when it is empty, too long or unprintable."""
    kept = " ".join(text.split())
    if required and not kept:
        raise Refused(_("This cannot be empty."), field=field)
    if len(kept) > limit:
        raise Refused(_("Please keep it under %(limit)d characters.") % {"limit": limit + 1}, field=field)
    return _clean(kept, field)


def paragraph(text: str, *, field: str, limit: int = 2000) -> str:
    """Text of several lines. Raises Refused when it is too long or holds what cannot be kept."""
    kept = text.strip()
    if len(kept) > limit:
        raise Refused(_("Please keep it under %(limit)d characters.") % {"limit": limit + 1}, field=field)
    return _clean(kept, field)


def _clean(text: str, field: str) -> str:
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Refused(_("There are signs in this text that cannot be kept."), field=field)
    return text


def address(email: str, *, field: str = "email") -> str:
    """An e-mail address in lower case. Raises Refused when it is none."""
    kept = email.strip().lower()
    try:
        validate_email(_clean(kept, field))
    except ValidationError:
        raise Refused(_("“%(email)s” is not an e-mail address.") % {"email": kept[:80]}, field=field) from None
    if len(kept) > 254:
        raise Refused(_("This e-mail address is too long."), field=field)
    return kept


def time_zone(name: str, *, field: str = "time_zone", required: bool = True) -> str:
    """An IANA time zone such as Europe/Vienna. Raises Refused when there is none of that name."""
    if (name or required) and name not in time_zones():
        raise Refused(_("There is no time zone “%(name)s”.") % {"name": name[:60]}, field=field)
    return name


@cache
def time_zones() -> frozenset[str]:
    """Every time zone that may be chosen: places, not abbreviations."""
    places = {name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/"))}
    return frozenset(places | {"UTC"})


def locale(code: str, *, field: str = "locale", required: bool = True) -> str:
    """A language that Cairn speaks. Raises Refused when it does not."""
    if (code or required) and code not in dict(settings.LANGUAGES):
        raise Refused(_("Cairn does not speak this language yet."), field=field)
    return code


def date_format(style: str, *, field: str = "date_format") -> str:
    """A way to write days; empty is the language's own. Raises Refused when there is none of that name."""
    if style and style not in STYLES:
        raise Refused(_("Please choose one of the possibilities."), field=field)
    return style


@contextmanager
def only_one(sentence: str, *, field: str) -> Iterator[None]:
    """Saves inside the block; a value that is taken already becomes a Conflict with this sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Conflict(sentence, field=field) from None
