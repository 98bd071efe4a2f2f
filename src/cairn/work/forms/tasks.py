"""Forms of tasks and milestones."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.goals.forms.check_in import NumberField, written
from cairn.organizations.forms.person_field import PersonField, offer_people
from cairn.organizations.terminology import worded_lazy
from cairn.work.actions import NewTask, TaskFields
from cairn.work.models import Milestone, Task, TaskStatus
from cairn.work.pasting import LONGEST, lines_of


def _day(**options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=_("Due"), required=False, widget=widget, **options)


class AddTasksForm(forms.Form):
    """One task, or a list that was pasted: each line becomes one."""

    lines = forms.CharField(
        label=_("New tasks"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 1, "placeholder": _("One a line; paste a list if you have one")}),
    )
    owner = PersonField(label=_("Who"), required=False)
    due = _day()

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        offer_people(self)

    def wanted(self) -> list[NewTask]:
        """The tasks; a ticked line is done already."""
        owner = self.cleaned_data["owner"]
        return [
            NewTask(
                name=line.name,
                owner=owner.pk if owner else None,
                due=self.cleaned_data["due"],
                status=TaskStatus.DONE if line.is_done else TaskStatus.TODO,
            )
            for line in lines_of(self.cleaned_data["lines"])
        ]


class TaskForm(forms.Form):
    """Everything about a task."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST)
    status = forms.ChoiceField(label=_("Status"), choices=TaskStatus.choices)
    owner = PersonField(label=_("Who"), required=False)
    due = _day()
    description = forms.CharField(
        label=_("Description"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, task: Task, data: Any = None) -> None:
        initial = {name: getattr(task, name) for name in ("name", "status", "owner", "due", "description")}
        super().__init__(data, initial=initial)
        offer_people(self)

    def changes(self) -> TaskFields:
        owner = self.cleaned_data["owner"]
        return {
            "name": self.cleaned_data["name"],
            "status": self.cleaned_data["status"],
            "owner": owner.pk if owner else None,
            "due": self.cleaned_data["due"],
            "description": self.cleaned_data["description"],
        }


class MilestoneForm(forms.Form):
    """A step with its weight."""

    name = forms.CharField(label=_("Milestone"), max_length=LONGEST)
    due = _day()
    weight = NumberField(label=_("Weight"), help_text=worded_lazy(_("How much of the {project} it is. Empty: 1.")))

    @classmethod
    def of(cls, row: Milestone, data: Any = None) -> MilestoneForm:
        """Filled with what is."""
        return cls(data, initial={"name": row.name, "due": row.due, "weight": written(row.weight)})

    def arguments(self) -> dict[str, Any]:
        weight = self.cleaned_data["weight"]
        return {**self.cleaned_data, "weight": Decimal(1) if weight is None else weight}
