"""The smallest check-in there is: a value and a note, the value filled in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.goals.forms.check_in import NumberField, statuses, unit_words, written
from cairn.goals.models import Goal


class LinkForm(forms.Form):
    value = NumberField(label=_("Value"))
    status = forms.ChoiceField(label=_("Status"), choices=statuses, required=False)
    note = forms.CharField(
        label=_("Note"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, goal: Goal, data: Any = None) -> None:
        super().__init__(data, initial={"value": written(goal.current_value)})
        self.fields["value"].help_text = unit_words(goal)
        self.fields["value"].widget.attrs["autofocus"] = True
