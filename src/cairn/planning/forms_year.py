"""The forms of the planning year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.organizations.actor import Actor
from cairn.organizations.forms.person_field import PersonField, offer_people
from cairn.organizations.policies import can_manage_organization
from cairn.planning.models import Direction
from cairn.planning.year_page import Line


def _text(label: Any, help_text: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, max_length=5000, required=False, widget=widget)


class DirectionForm(forms.Form):
    mission = _text(_("Mission"), _("Why we are here, in a sentence or two. **Bold**, lists and links work."))
    vision = _text(_("Vision"), _("What the world looks like when we have done our work."))
    values = _text(_("Values"), _("How we want to treat each other and those we work for."))

    @classmethod
    def of(cls, row: Direction, data: Any) -> DirectionForm:
        """With what stands there now."""
        return cls(data, initial={"mission": row.mission, "vision": row.vision, "values": row.values})


class StepForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    is_done = forms.BooleanField(label=_("Done"), required=False)
    owner = PersonField(label=_("Who sees to it"), required=False)
    due = forms.DateField(
        label=_("By when"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: counted from the first day of the year."),
    )

    @classmethod
    def of(cls, line: Line, data: Any, actor: Actor) -> StepForm:
        """With what was decided and answered; who may not manage sees no owner and day to change."""
        row = line.row
        initial = {"answer": row.answer, "is_done": line.is_done, "owner": row.owner, "due": row.due} if row else {}
        form = cls(data, initial=initial)
        if line.step.is_question:
            del form.fields["is_done"]
        else:
            form.fields["answer"].label = _("Notes")
        if not can_manage_organization(actor):
            del form.fields["owner"], form.fields["due"]
        offer_people(form)
        return form

    def wanted(self) -> dict[str, Any]:
        """What the action takes."""
        return dict(self.cleaned_data)


class LeadForm(forms.Form):
    weeks = forms.ChoiceField(
        label=_("Planning begins"),
        choices=[
            ("6", _("six weeks before: small and practised")),
            ("9", _("nine weeks before")),
            ("12", _("twelve weeks before: large, or new to it")),
        ],
    )
