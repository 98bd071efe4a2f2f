"""The forms of the programme: an objective of the year in steps, roles, and the roll-out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.coach import stepwise
from cairn.coach.models import RolloutStep, Strategy
from cairn.goals.forms.check_in import NumberField
from cairn.organizations.forms.person_field import PersonField, offer_people


def _day(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class AnnualForm(forms.Form):
    """What is empty between two numbers is put evenly between them."""

    title = forms.CharField(
        label=_("Objective of the year"), max_length=500, help_text=_("A verb + what is different.")
    )
    why = forms.CharField(
        label=_("So that …"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    name = forms.CharField(label=_("What is measured"), max_length=200, help_text=_("For example: revenue."))
    unit = forms.CharField(label=_("Unit"), max_length=20, required=False)
    start = NumberField(label=_("Today"))
    owner = PersonField(label=_("Owner"), required=False)

    def __init__(self, data: Any = None, *, quarters: list[Any], **options: Any) -> None:
        super().__init__(data, **options)
        self.quarters = quarters
        for place, quarter in enumerate(quarters, 1):
            self.fields[f"q{place}"] = NumberField(label=str(quarter.name))
        if quarters:
            last = self.fields[f"q{len(quarters)}"]
            last.help_text = str(_("Needed. Empty ones before it become even steps."))
        offer_people(self)

    @property
    def steps(self) -> list[Any]:
        """The fields of the quarters."""
        return [self[f"q{place}"] for place in range(1, len(self.quarters) + 1)]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and given.get("start") is None:
            self.add_error("start", _("Say where it stands today."))
        names = [f"q{place}" for place in range(1, len(self.quarters) + 1)]
        if names and not self.errors and given.get(names[-1]) is None:
            self.add_error(names[-1], _("Say where it is to stand at the end of the year."))
        return given

    def targets(self) -> list[Decimal]:
        """The target of each quarter, the empty ones filled in."""
        names = [f"q{place}" for place in range(1, len(self.quarters) + 1)]
        return stepwise.filled(self.cleaned_data["start"], [self.cleaned_data[name] for name in names]) or []


class PlanForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    strategy = forms.ChoiceField(label=_("How to begin"), choices=Strategy.choices, widget=forms.RadioSelect)
    starts_on = _day(_("First day"))


class ParticipantsForm(forms.Form):
    """One person a line, by name or address."""

    person = PersonField(label=_("Add somebody"))

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        offer_people(self)


class RolloutStepForm(forms.Form):
    is_done = forms.BooleanField(label=_("Done"), required=False)
    note = forms.CharField(label=_("Note"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    owner = PersonField(label=_("Who sees to it"), required=False)
    due = _day(_("By when"))

    @classmethod
    def of(cls, step: RolloutStep, data: Any, *, may_plan: bool) -> RolloutStepForm:
        """With what was decided; only those who plan change owner and day."""
        initial = {"is_done": step.done_at is not None, "note": step.note, "owner": step.owner, "due": step.due}
        form = cls(data, initial=initial)
        if not may_plan:
            del form.fields["owner"], form.fields["due"]
        offer_people(form)
        return form


class EndForm(forms.Form):
    outcome = forms.CharField(
        label=_("What was decided, and why"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )


class RoleForm(forms.Form):
    person = PersonField(label=_("Somebody"))

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        offer_people(self)
