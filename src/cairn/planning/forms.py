"""Forms about periods and the planning year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from cairn.planning.models import Period, PeriodKind, Season
from cairn.ui.forms import Day


class PeriodForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), choices=PeriodKind.choices, initial=PeriodKind.CUSTOM)
    start = forms.DateField(label=_("First day"), widget=Day)
    end = forms.DateField(label=_("Last day"), widget=Day)
    move_along = forms.BooleanField(label=_("Move what has the same dates along"), required=False)

    def __init__(self, data: Any = None, *, asks_to_move: bool = False, **given: Any) -> None:
        super().__init__(data, **given)
        if not asks_to_move:
            del self.fields["move_along"]

    @classmethod
    def of(cls, period: Period, data: Any = None, *, asks_to_move: bool = False) -> PeriodForm:
        """The form filled with what is."""
        initial = {field: getattr(period, field) for field in ("name", "kind", "start", "end")}
        return cls(data, asks_to_move=asks_to_move, initial=initial)


class SeasonForm(forms.Form):
    year_start_month = forms.TypedChoiceField(
        label=_("The planning year begins in"), choices=list(MONTHS.items()), coerce=int
    )
    creates_next_year = forms.BooleanField(
        label=_("Create next year and its quarters by itself"),
        required=False,
        help_text=_("On the first day of the last quarter."),
    )

    @classmethod
    def of(cls, season: Season, data: Any = None) -> SeasonForm:
        """The form filled with what is."""
        initial = {field: getattr(season, field) for field in ("year_start_month", "creates_next_year")}
        return cls(data, initial=initial)
