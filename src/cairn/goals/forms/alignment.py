"""The small forms of the graph: what a goal is aligned to, and what its children contribute."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from cairn.core.numbers import parse
from cairn.goals.actions import Parent
from cairn.goals.actions.fields import said
from cairn.goals.forms.check_in import decimal_mark, written
from cairn.goals.forms.chooser import ChooserField, ids_in
from cairn.goals.queries.contributions import Contributions


class AlignForm(forms.Form):
    """The parents of a goal, the first being the main one."""

    parents = ChooserField("goals", label=gettext_lazy("Aligned to"))

    def __init__(self, parents: list[UUID], data: Any = None) -> None:
        super().__init__(data, initial={"parents": parents})

    @property
    def is_looking(self) -> bool:
        return self.is_bound and "look" in self.data

    def given_uuids(self, name: str) -> list[UUID]:
        try:
            return ids_in(self[name].value() or [])
        except ValueError:
            return []

    def wanted(self) -> list[Parent]:
        return [Parent(goal_id) for goal_id in self.cleaned_data["parents"]]


class ContributionsForm(forms.Form):
    """A share for each child the person may see, in percent; an empty one is automatic."""

    def __init__(self, found: Contributions, data: Any = None) -> None:
        super().__init__(data)
        self.shown = [share for share in found.shares if not share.is_hidden]
        for share in self.shown:
            fixed = "0" if not share.contributes else written(share.fixed)
            self.fields[str(share.id)] = forms.CharField(
                label=share.title, required=False, initial=fixed, max_length=20, widget=_share_input()
            )

    def clean(self) -> dict[str, Any]:
        for share in self.shown:
            name = str(share.id)
            text = str(self.cleaned_data.get(name, "")).strip().rstrip("%").strip()
            try:
                self.cleaned_data[name] = parse(text, decimal_mark()) if text else None
            except ValueError as error:
                self.add_error(name, said(error.args[0]))
        return self.cleaned_data

    def wanted(self) -> dict[UUID, Decimal | None]:
        """By child its fixed share in percent, or None; only of those whose share is to be another one."""
        return {
            share.id: self.cleaned_data[str(share.id)]
            for share in self.shown
            if self.cleaned_data[str(share.id)] != (share.fixed if share.contributes else Decimal(0))
        }


def _share_input() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "is-share", "inputmode": "decimal", "autocomplete": "off"})
