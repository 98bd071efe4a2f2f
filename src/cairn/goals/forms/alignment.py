"""The forms that align a goal and share out a parent's progress (spec okrs §5.5, §8.1)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.core.numbers import parse
from cairn.goals.actions import Parent
from cairn.goals.actions.fields import said
from cairn.goals.contributions import QUICK_PICKS, from_weights
from cairn.goals.forms.check_in import decimal_mark, written
from cairn.goals.forms.chooser import ChooserField, ChoosingForm
from cairn.goals.queries.contributions import Contributions


class AlignForm(ChoosingForm):
    """The parents of a goal, the first being the main one, each with the share it supplies there.

    `held` is what it is aligned to now: by parent the fixed share in percent, or None where it is automatic.
    """

    parents = ChooserField(
        "goals",
        shares=True,
        label=_("Aligned to"),
        help_text=_("An empty share is an equal part of what is left; 0 aligns it without counting."),
    )

    def __init__(self, held: Mapping[UUID, Decimal | None], data: Any = None) -> None:
        super().__init__(data, initial={"parents": list(held)})
        self.held = held

    def clean_parents(self) -> list[Parent]:
        """Where a share was emptied, it is freed."""
        wanted = []
        for goal_id in self.cleaned_data["parents"]:
            share = self.share_of(goal_id)
            frees = share is None and self.held.get(goal_id) is not None
            wanted.append(Parent(goal_id, share, True if share or frees else None, frees))
        return wanted

    def share_texts(self) -> dict[str, str]:
        """By parent id the share as it stands in the form."""
        if self.is_bound:
            return super().share_texts()
        return {str(goal_id): written(share) for goal_id, share in self.held.items()}


class ContributionsForm(forms.Form):
    """A share for each child the person may see, in percent; an empty one is automatic.

    Sent by its button "weights", the weights chosen beside the children become the shares; by "reset", every share
    is emptied. Neither saves: one sees first what it comes to.
    """

    new_contribute = forms.BooleanField(label=_("What is aligned from now on counts"), required=False)

    def __init__(self, found: Contributions, data: Any = None) -> None:
        super().__init__(_prepared(found, data), initial={"new_contribute": found.new_contribute})
        self.shown = [share for share in found.shares if not share.is_hidden]
        for share in self.shown:
            fixed = "0" if not share.contributes else written(share.fixed)
            self.fields[str(share.id)] = forms.CharField(
                label=share.title, required=False, initial=fixed, max_length=20, widget=_share_input()
            )
            self.fields[f"weight_{share.id}"] = forms.ChoiceField(
                label=_("Weight of %(title)s") % {"title": share.title},
                required=False,
                choices=_weights,
                initial="0" if fixed == "0" else "",
            )

    @property
    def is_only_shown(self) -> bool:
        """Whether it was sent to see what weights or a reset come to."""
        return self.is_bound and bool({"weights", "reset"} & set(self.data))

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


def _weights() -> list[tuple[str, str]]:
    """The weights of the older scheme; 1× where nothing is chosen."""
    return [("", "1×"), *((str(weight), f"{written(weight)}×") for weight in QUICK_PICKS if weight != 1)]


def _prepared(found: Contributions, data: Any) -> Any:
    """What was sent, with shares from the weights or none at all where one of those buttons was pressed."""
    if data is None or not {"weights", "reset"} & set(data):
        return data
    changed = data.copy()
    names = [str(share.id) for share in found.shares if not share.is_hidden]
    if "reset" in data:
        for name in names:
            changed[name] = ""
        return changed
    allowed = {str(weight): weight for weight in QUICK_PICKS}
    weights = [allowed.get(data.get(f"weight_{name}", ""), Decimal(1)) for name in names]
    for name, share in zip(names, from_weights(weights), strict=True):
        changed[name] = written(share)
    return changed


def _share_input() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "is-share", "inputmode": "decimal", "autocomplete": "off"})
