"""Phased targets: rows of a day and a value (spec okrs §5.7)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from cairn.core.numbers import parse
from cairn.goals.actions.fields import said
from cairn.goals.forms.check_in import decimal_mark, written
from cairn.goals.outcome import PhasedTarget
from cairn.goals.stages import Step, even_stages
from cairn.planning.models import Period

LOOK = "look"  # the name of all buttons that show a form again without saving it
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


def with_even_stages(data: Any, periods: Mapping[str, Period]) -> Any:
    """What was sent, with stages spread evenly over its days in place of the typed ones, where a button asked for it.

    The ends are the start and target that stand in the form; where those cannot be read, everything stays as typed.
    """
    field, _colon, step = data.get(LOOK, "").partition(":")
    if field != "phases" or step not in set(Step):
        return data
    days, ends = _days(data, periods.get(data.get("period", ""))), _ends(data)
    if days is None or ends is None:
        return data
    stages = even_stages(*days, *ends, Step(step))[:MOST]
    filled = data.copy()
    filled.setlist("phases_date", [stage.date.isoformat() for stage in stages])
    filled.setlist("phases_value", [written(stage.value) for stage in stages])
    return filled


def _days(data: Any, period: Period | None) -> tuple[date, date] | None:
    """First and last day as they stand in the form, those of its period where nothing is typed."""
    start, due = _day(data.get("start", "")), _day(data.get("due", ""))
    if period is not None:
        start, due = start or period.start, due or period.end
    return (start, due) if start and due else None


def _ends(data: Any) -> tuple[Decimal, Decimal] | None:
    measure = data.get("measure", "")
    if measure == "percent":
        return Decimal(0), Decimal(100)
    starts_at_nought = measure == "reach" or not data.get("start_value", "").strip()
    try:
        first = Decimal(0) if starts_at_nought else parse(data["start_value"], decimal_mark())
        return first, parse(data.get("target", ""), decimal_mark())
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return parse_date(text.strip())
    except ValueError:
        return None
