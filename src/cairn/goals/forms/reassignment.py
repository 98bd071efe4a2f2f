"""The form with which somebody's goals are given to others (spec okrs §2.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.goals.models import Goal
from cairn.organizations.forms.person_field import PersonField, offer_people


class ReassignmentForm(forms.Form):
    """Who takes everything, and a field for each goal that is to go to somebody else."""

    to = PersonField(label=gettext_lazy("Everything goes to"), required=False)

    def __init__(self, goals: Sequence[Goal], data: Any = None) -> None:
        super().__init__(data)
        self.goals = goals
        for goal in goals:
            field = PersonField(label=goal.title, required=False)
            field.widget.attrs |= {"placeholder": _("as above"), "aria-label": goal.title}
            self.fields[_name(goal)] = field
        offer_people(self)

    @property
    def lines(self) -> list[tuple[Goal, forms.BoundField]]:
        """Each goal with its field."""
        return [(goal, self[_name(goal)]) for goal in self.goals]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given.values()):
            self.add_error("to", _("Choose who takes it."))
        return given

    def wanted(self) -> dict[str, Any]:
        """The arguments of the action."""
        given = self.cleaned_data
        single: dict[UUID, UUID] = {
            goal.pk: person.pk for goal in self.goals if (person := given[_name(goal)]) is not None
        }
        return {"to": given["to"].pk if given["to"] else None, "single": single}


def _name(goal: Goal) -> str:
    return f"goal_{goal.pk}"
