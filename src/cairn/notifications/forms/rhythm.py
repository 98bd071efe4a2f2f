"""Forms about when people are asked: the schedule, and the holidays."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.notifications.models import CheckInRhythm
from cairn.notifications.rhythm.pattern import Every, Pattern
from cairn.organizations.terminology import worded_lazy
from cairn.ui.forms import Day


class RhythmForm(forms.Form):
    """`pattern` is what it says. The two boxes at the end are those of the table in the specification."""

    every = forms.ChoiceField(label=_("How often"), choices=CheckInRhythm.Frequency.choices, widget=forms.RadioSelect)
    week = forms.TypedChoiceField(
        label=_("Which week of the month"),
        choices=CheckInRhythm.Week.choices,
        coerce=int,
        required=False,
        empty_value="1",
    )
    begins = forms.DateField(
        label=_("Counted from the week of"),
        widget=Day,
        required=False,
        help_text=_("The first time is in this week, then every second or third."),
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On"), choices=list(WEEKDAYS.items()), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    at = forms.TimeField(
        label=_("At"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_(
            "By everybody's own clock: each person's time zone counts. "
            "The day before you look at them together is a good one."
        ),
    )
    skip_days = forms.IntegerField(
        label=_("Leave out what was updated in the last … days"),
        min_value=0,
        max_value=60,
        required=False,
        help_text=_("Empty: everything is asked for, also what was updated yesterday."),
    )
    teams_may_change = forms.BooleanField(label=worded_lazy(_("{Teams} may change their schedule")), required=False)
    apply_to_teams = forms.BooleanField(label=worded_lazy(_("Use this schedule in all {teams} now")), required=False)

    def __init__(self, data: Any = None, *, has_teams: bool = True, **given: Any) -> None:
        super().__init__(data, **given)
        if not has_teams:
            del self.fields["teams_may_change"], self.fields["apply_to_teams"]

    @classmethod
    def of(cls, pattern: Pattern, data: Any = None, *, teams_may_change: bool, has_teams: bool = True) -> RhythmForm:
        """The form filled with what is."""
        initial = {
            "every": pattern.every.value,
            "week": pattern.week,
            "begins": pattern.begins if pattern.every not in (Every.WEEK, Every.MONTH) else clock.now().date(),
            "weekdays": sorted(pattern.weekdays),
            "at": pattern.at,
            "skip_days": pattern.skip_days or None,
            "teams_may_change": teams_may_change,
        }
        return cls(data, has_teams=has_teams, initial=initial)

    @property
    def pattern(self) -> Pattern:
        given = self.cleaned_data
        return Pattern(
            Every(given["every"]),
            frozenset(given["weekdays"]),
            given["at"].replace(second=0, microsecond=0),
            int(given["week"] or 1),
            given["begins"] or Pattern().begins,
            given["skip_days"] or 0,
        )


class HolidayForm(forms.Form):
    """One day, or a whole calendar file."""

    day = forms.DateField(label=_("Day"), widget=Day, required=False)
    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    calendar = forms.FileField(
        label=_("Or a calendar file"),
        required=False,
        help_text=_(
            "A file that ends in .ics, as many public calendars offer it. Its whole days of this year and the next"
            " two are taken."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("day") and not given.get("calendar"):
            self.add_error("day", _("Choose a day, or a calendar file."))
        return given
