"""The sentence of a notification, in the reader's language and with names that the reader may know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core.sentences import Sentence
from cairn.goals.models import Goal
from cairn.notifications.catalogue import CATALOGUE, Kind
from cairn.notifications.models import Notification
from cairn.organizations.actor import Actor
from cairn.ui.marks import STATUS_WORDS


class Wording:
    """Words for a number of notifications of one reader; one query at most, for goals that facts name.

    The rows come with `actor` and `goal` loaded.
    """

    def __init__(self, rows: Iterable[Notification], reader: Actor) -> None:
        named = {_uuid(row.facts.get("child_id")) for row in rows} - {None}
        visible = Goal.objects.known_to(reader).filter(pk__in=named) if named else Goal.objects.none()
        self._titles: dict[UUID, str] = dict(visible.values_list("pk", "title")) if named else {}

    def sentence(self, row: Notification) -> str:
        """“Maya closed “Open ten shops””. What cannot be named any more stays vague."""
        kind = CATALOGUE.get(row.kind)
        if kind is None:
            return _("Something happened that this version of Cairn does not know.")
        return _(kind.sentence).format_map(self._names(row))

    def _names(self, row: Notification) -> dict[str, Any]:
        names: dict[str, Any] = defaultdict(lambda: "…")
        names |= {name: said(value) for name, value in row.facts.items()}
        child = _uuid(row.facts.get("child_id"))
        if child is not None:
            names["child"] = self._titles.get(child) or _("a hidden item")
        if row.goal is not None:
            names["title"] = row.goal.title
        if "status" in row.facts:
            names["status"] = STATUS_WORDS.get(row.facts["status"], "…")
        names["actor"] = row.actor.name if row.actor else _("Somebody")
        return names


def said(value: Any) -> str:
    """A fact in words: a list of several sentences becomes one, what was a Sentence is translated."""
    return value.translated(_) if isinstance(value, Sentence) else str(value)


def label(kind: Kind) -> str:
    """What the row of the preferences is called."""
    return _(kind.label)


def _uuid(value: object) -> UUID | None:
    try:
        return UUID(str(value)) if value else None
    except ValueError:
        return None
