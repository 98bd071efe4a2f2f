"""Phased targets: rows of a day and a value (spec okrs §5.7)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from cairn.core.numbers import parse
from cairn.goals.actions.fields import said
from cairn.goals.forms.check_in import decimal_mark
from cairn.goals.outcome import PhasedTarget

SPARE_ROWS = 3
MOST = 60


class PhaseRows(forms.Widget):
    """Two inputs a row, with a few empty rows at the end."""

    template_name = "goals/_phases.html"
    use_fieldset = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if not hasattr(data, "getlist"):
            return []
        return list(zip(data.getlist(f"{name}_date"), data.getlist(f"{name}_value"), strict=False))[:MOST]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        rows = [row for row in (value or []) if any(row)]
        context = super().get_context(name, value, attrs)
        return context | {"name": name, "rows": [*rows, *[("", "")] * SPARE_ROWS]}


class PhasesField(forms.Field):
    """A tuple of PhasedTargets in the order typed; empty rows are passed over."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=PhaseRows(), required=False, **options)

    def clean(self, value: Any) -> tuple[PhasedTarget, ...]:
        return tuple(self._row(day, number) for day, number in value or [] if day.strip() or number.strip())

    def _row(self, day_text: str, number: str) -> PhasedTarget:
        day = _day(day_text)
        if day is None or not number.strip():
            raise forms.ValidationError(_("Every phased target needs a day and a value."))
        try:
            return PhasedTarget(day, parse(number, decimal_mark()))
        except ValueError as error:
            raise forms.ValidationError(said(error.args[0])) from error


def _day(text: str) -> date | None:
    try:
        return parse_date(text.strip())
    except ValueError:
        return None
