"""A chooser: people, teams or goals by name, as check boxes that a search adds to. Works without a script too."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from cairn.core.numbers import parse
from cairn.goals.actions.fields import said
from cairn.goals.forms.check_in import decimal_mark
from cairn.goals.queries.chooser import Found, Source


def ids_in(texts: Sequence[Any]) -> list[UUID]:
    """The ids among some texts, each once and in order; odd ones raise ValueError."""
    return list(dict.fromkeys(UUID(str(text)) for text in texts if text))


class Chooser(forms.Widget):
    """Draws what is chosen, checked, and then what was found. The form fills `chosen`, `found` and `address`."""

    template_name = "goals/_chooser.html"
    use_fieldset = True

    def __init__(self, source: Source, *, several: bool = True, shares: bool = False) -> None:
        super().__init__()
        self.source, self.several, self.shares = source, several, shares
        self.chosen: list[Found] = []
        self.found: list[Found] = []
        self.address = ""
        self.words = ""
        self.share_texts: dict[str, str] = {}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False  # nothing checked means: nobody

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = [(row, self.share_texts.get(str(row.id), "")) for row in self.chosen]
        return context | {
            "name": name, "chosen": chosen, "found": self.found, "several": self.several, "shares": self.shares,
            "source": self.source, "address": self.address, "words": self.words,
        }  # fmt: skip


class ChooserField(forms.Field):
    """The ids of what was chosen: a list, or with `several=False` one id or None."""

    widget: Chooser

    def __init__(self, source: Source, *, several: bool = True, shares: bool = False, **options: Any) -> None:
        self.source, self.several = source, several
        super().__init__(widget=Chooser(source, several=several, shares=shares), required=False, **options)

    def clean(self, value: Any) -> Any:
        try:
            ids = ids_in(value if isinstance(value, list | tuple) else [value])
        except ValueError as error:
            raise forms.ValidationError(_("This is not one of the choices.")) from error
        return ids if self.several else (ids[0] if ids else None)


class ChoosingForm(forms.Form):
    """A form with choosers. Sent by a "look up" button (without a script) it is shown again and not saved."""

    @property
    def is_looking(self) -> bool:
        return self.is_bound and "look" in self.data

    def full_clean(self) -> None:
        if self.is_looking:
            self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}
        else:
            super().full_clean()

    def given_uuids(self, name: str) -> list[UUID]:
        """The ids in a chooser as they stand now, typed or initial; odd ones left out."""
        value = self[name].value()
        values = value if isinstance(value, list | tuple) else [value]
        try:
            return ids_in([getattr(each, "id", each) for each in values])
        except ValueError:
            return []

    def share_of(self, goal_id: UUID) -> Decimal | None:
        """The share in percent typed beside a choice; None where it was left empty. Raises ValidationError."""
        text = str(self.data.get(f"share_{goal_id}", "")).strip().rstrip("%").strip()
        if not text:
            return None
        try:
            return parse(text, decimal_mark())
        except ValueError as error:
            raise forms.ValidationError(said(error.args[0])) from error

    def share_texts(self) -> dict[str, str]:
        """By id the share as it was typed, for a chooser with shares."""
        return {key.removeprefix("share_"): str(self.data[key]) for key in self.data if key.startswith("share_")}
