"""Which columns, and in which form (spec okrs §17.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.integrations.exports.columns import COLUMNS, USUAL
from cairn.organizations.terminology import worded_lazy


class ExportForm(forms.Form):
    """Filled with what the person chose the last time."""

    form = forms.ChoiceField(
        label=_("File"),
        choices=[("csv", _("CSV, for any program")), ("xlsx", _("Excel workbook"))],
        widget=forms.RadioSelect,
        initial="csv",
    )
    below = forms.BooleanField(
        label=worded_lazy(_("Also what stands right below: {key_results}, {projects}, {objectives}")), required=False
    )
    tag_columns = forms.BooleanField(label=_("A column of its own for each tag"), required=False)
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=[(name, label) for name, (label, _write) in COLUMNS.items()],
        widget=forms.CheckboxSelectMultiple,
        initial=USUAL,
    )

    @classmethod
    def of(cls, habit: Mapping[str, Any], data: Any = None) -> ExportForm:
        return cls(data, initial=dict(habit))
