"""What to follow, and whom to send a summary (spec okrs §15.3)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.notifications.actions.share import LONGEST_NOTE, MOST_DAYS, MOST_PEOPLE
from cairn.notifications.following import Cadence, Rhythm
from cairn.notifications.forms.preferences import time_field
from cairn.notifications.models import Follow
from cairn.organizations.models import Member
from cairn.organizations.queries.finding import find_person


class RhythmForm(forms.Form):
    """When the summary of one followed thing comes."""

    cadence = forms.ChoiceField(label=gettext_lazy("Summary"), choices=Follow.Cadence.choices)
    weekday = forms.TypedChoiceField(label=gettext_lazy("Weekday"), choices=list(WEEKDAYS.items()), coerce=int)
    at = time_field(gettext_lazy("Time"), required=True)

    @classmethod
    def of(cls, rhythm: Rhythm, data: Any = None, *, name: object = "company") -> RhythmForm:
        """The form with the present rhythm; `name` keeps several on a page apart."""
        initial = {"cadence": rhythm.cadence.value, "weekday": rhythm.weekday, "at": rhythm.at}
        return cls(data, initial=initial, auto_id=f"{name}-%s")

    @property
    def rhythm(self) -> Rhythm:
        told = self.cleaned_data
        return Rhythm(Cadence(told["cadence"]), told["weekday"], told["at"].replace(second=0, microsecond=0))


class PeopleField(forms.CharField):
    """Several people, one to a line or between commas, by name or address; cleans to a list of members."""

    widget = forms.Textarea

    def validate(self, value: Any) -> None:
        """Empty is for the action to judge: followers may get it instead, or only oneself."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value) or ""
        parts = [part.strip() for line in text.splitlines() for part in line.split(",") if part.strip()]
        if len(parts) > MOST_PEOPLE:
            raise ValidationError(_("At most %(most)d people, please.") % {"most": MOST_PEOPLE})
        found: dict[Any, Member] = {}
        for part in parts:
            people = find_person(part)
            if len(people) != 1:
                sentence = _("Several people fit “%(name)s”; please give the e-mail address.") if people else _(
                    "Nobody here is called “%(name)s”."
                )  # fmt: skip
                raise ValidationError(sentence % {"name": part[:80]})
            found[people[0].pk] = people[0]
        return list(found.values())


class ShareForm(forms.Form):
    """Whom to send it, with which words."""

    use_required_attribute = False

    people = PeopleField(
        label=gettext_lazy("To"),
        max_length=20_000,
        help_text=gettext_lazy("Names or addresses, separated by commas."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    with_followers = forms.BooleanField(label=gettext_lazy("Also to everybody who follows it"), required=False)
    note = forms.CharField(
        label=gettext_lazy("A note of yours"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Changes of the last days"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=gettext_lazy("Left empty, it tells how things stand and not what moved."),
    )

    @property
    def arguments(self) -> dict[str, Any]:
        """What the action wants."""
        told = self.cleaned_data
        return {
            "to": told["people"],
            "with_followers": told["with_followers"],
            "note": told["note"],
            "days": told["days"],
        }
