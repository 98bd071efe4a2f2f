"""The sentence of a notification, in the reader's language and with names that the reader may know."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from cairn.core.sentences import Sentence
from cairn.notifications.catalogue import CATALOGUE, Kind
from cairn.notifications.models import Notification
from cairn.organizations.terminology import worded
from cairn.ui.marks import STATUS_WORDS


def sentence(row: Notification) -> str:
    """“Maya closed “Open ten shops””, from a row with actor, goal and child loaded. What has no name stays vague.

    Whether the reader may know of the goals is for the caller to ask: Notification.objects.of().
    """
    kind = CATALOGUE.get(row.kind)
    if kind is None:
        return _("Something happened that this version of Cairn does not know.")
    return worded(_(kind.sentence)).format_map(_names(row))


def _names(row: Notification) -> dict[str, Any]:
    names: dict[str, Any] = defaultdict(lambda: "…")
    names |= {name: said(value) for name, value in row.facts.items()}
    if row.child is not None:
        names["child"] = row.child.title
    if row.goal is not None:
        names["title"] = row.goal.title
    if "status" in row.facts:
        names["status"] = STATUS_WORDS.get(row.facts["status"], "…")
    names["actor"] = row.actor.name if row.actor else _("Somebody")
    return names


def said(value: Any) -> str:
    """A fact in words; what was a Sentence is translated."""
    return value.translated(_) if isinstance(value, Sentence) else str(value)


def label(kind: Kind) -> str:
    """What the row of the preferences is called."""
    return worded(_(kind.label))
