"""The form that points people to a goal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.goals.forms.chooser import ChooserField, ChoosingForm


class ShareForm(ChoosingForm):
    people = ChooserField("people", label=gettext_lazy("With whom"))
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["people"].required = True

    def clean_people(self) -> list[Any]:
        if not self.cleaned_data["people"]:
            raise forms.ValidationError(_("Choose at least one person."))
        return list(self.cleaned_data["people"])
