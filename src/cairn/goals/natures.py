"""The natures of an OKR that are worth saying in a list, and how their score is read (spec okrs §4.2, §14)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NATURES: dict[str, tuple[str | Promise, str | Promise]] = {
    "committed": (_("Committed"), _("Promised in full: anything below 1.0 calls for a reason.")),
    "learning": (
        _("Learning"),
        _("To find something out: the score says how much was learned, not how well it went."),
    ),
}
"""By nature; the usual one, aspirational, is not labelled."""

READINGS: dict[str, str | Promise] = {
    "aspirational": _("Hoped to be reached in large part: 0.7 is a good score."),
    **{nature: reading for nature, (_name, reading) in NATURES.items()},
}
