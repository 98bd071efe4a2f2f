"""The small form with which a goal is delegated (spec okrs §13.2)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cairn.goals.forms.chooser import ChooserField, ChoosingForm
from cairn.goals.models import Goal
from cairn.organizations.terminology import worded
from cairn.ui.forms import Day


class DelegationForm(ChoosingForm):
    """`count` is how many key results below it have the same owner and could go along."""

    delegate = ChooserField("people", several=False, label=_("Delegate"))
    delegated_until = forms.DateField(
        label=_("Until"), required=False, widget=Day(), help_text=_("The last day. Empty: until it is taken back.")
    )
    with_key_results = forms.BooleanField(required=False, initial=True)

    def __init__(self, goal: Goal, count: int, data: Any = None) -> None:
        super().__init__(data, initial={"delegate": goal.delegate_id, "delegated_until": goal.delegated_until})
        if not count:
            del self.fields["with_key_results"]
            return
        self.fields["with_key_results"].label = worded(
            ngettext(
                "Also the %(count)d {key_result} below it that has the same owner",
                "Also the %(count)d {key_results} below it that have the same owner",
                count,
            )
            % {"count": count}
        )
