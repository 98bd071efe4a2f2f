"""Files that go with a check-in or a closing note: kept by a room above, asked for by the forms of goals.

enclosures.register(Attachments())      # in AppConfig.ready of cairn.conversations
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django import forms

from cairn.goals.models import CheckIn, Goal
from cairn.organizations.actor import Actor

FIELD = "files"


class Keeper(Protocol):
    """Who takes files in."""

    def field(self) -> forms.Field:
        """The field that asks for them; it refuses what is not taken."""

    def hang(self, files: Sequence[Any], on: CheckIn | Goal, *, by: Actor) -> None:
        """Keeps what the field cleaned, on a check-in or on the closing note of a goal."""


_keepers: list[Keeper] = []


def register(keeper: Keeper) -> None:
    """Names the one room that keeps files; called once in AppConfig.ready."""
    _keepers[:] = [keeper]


def ask(form: forms.Form, *, after: str) -> None:
    """Gives a form the field for files, behind the field `after`; nothing where nobody keeps them."""
    if not _keepers:
        return
    names = list(form.fields)
    form.fields[FIELD] = _keepers[0].field()
    names.insert(names.index(after) + 1, FIELD)
    form.order_fields(names)


def hang(form: forms.Form, on: CheckIn | Goal, *, by: Actor) -> None:
    """Keeps the files of a form that was taken."""
    files = form.cleaned_data.get(FIELD)
    if files:
        _keepers[0].hang(files, on, by=by)
