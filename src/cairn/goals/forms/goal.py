"""The form of an objective, key result or project: every field of spec okrs §4.2."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.core.errors import CairnError
from cairn.goals.actions import GoalFields, Parent
from cairn.goals.forms.check_in import NumberField, written
from cairn.goals.forms.chooser import ChooserField, ChoosingForm
from cairn.goals.forms.phases import PhasesField
from cairn.goals.models import Entity, GoalKind, GoalSettings, Nature, Privacy, ProgressMode, StatusRule
from cairn.goals.outcome import MetricKind, Outcome, OutcomeType
from cairn.goals.queries.tags import twins_of
from cairn.organizations.terminology import worded_lazy

PERCENT = "percent"
MEASURES = [
    (PERCENT, gettext_lazy("Percent done, 0 to 100")),
    (MetricKind.INCREASE.value, gettext_lazy("Increase from … to …")),
    (MetricKind.DECREASE.value, gettext_lazy("Decrease from … to …")),
    (MetricKind.REACH.value, gettext_lazy("Reach a number, from 0")),
    (MetricKind.STAY_ABOVE.value, gettext_lazy("Stay above a line")),
    (MetricKind.STAY_BELOW.value, gettext_lazy("Stay below a line")),
    (MetricKind.STAY_BETWEEN.value, gettext_lazy("Stay between two lines")),
    (MetricKind.BASELINE.value, gettext_lazy("Find a baseline")),
]
# How the actions call what the form calls otherwise.
_FIELD_OF = {"kind": "measure", "start": "start_value", "outcome": "measure", "contribution": "parents"}


def _looks_like(name: str, others: list[str]) -> str:
    return _("“%(name)s” looks like %(others)s.") % {"name": name, "others": ", ".join(f"“{o}”" for o in others)}


class TagsInput(forms.TextInput):
    """A comma-separated field that offers the tags there are; the view says where those come from."""

    template_name = "goals/_tags_field.html"


def _days(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **options)


class GoalForm(ChoosingForm):
    """Everything one can say of a goal. `wanted()` is what the actions take."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=GoalKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=500)
    description = forms.CharField(
        label=gettext_lazy("Description"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Why it matters, what is in and what is out. **Bold**, lists and links work."),
    )
    entity = forms.ChoiceField(
        label=gettext_lazy("Stands on the page of"), choices=Entity.choices, widget=forms.RadioSelect
    )
    teams = ChooserField("teams", label=worded_lazy(gettext_lazy("{Teams}")))
    owners = ChooserField("people", label=gettext_lazy("Owners"))
    check_in_owner = ChooserField(
        "people",
        several=False,
        label=gettext_lazy("Checks in"),
        help_text=gettext_lazy("Who is reminded. Without a choice it is the first owner."),
    )
    delegate = ChooserField(
        "people",
        several=False,
        label=gettext_lazy("Delegate"),
        help_text=gettext_lazy("May do what an owner can, except hand it to somebody else."),
    )
    delegated_until = _days(gettext_lazy("Delegated until"))
    period = forms.ChoiceField(label=gettext_lazy("Period"))
    start = _days(gettext_lazy("First day"), help_text=gettext_lazy("Empty: the first day of the period."))
    due = _days(gettext_lazy("Last day"), help_text=gettext_lazy("Empty: the last day of the period."))
    nature = forms.ChoiceField(label=gettext_lazy("Nature"), choices=Nature.choices, widget=forms.RadioSelect)
    measure = forms.ChoiceField(label=gettext_lazy("How it is measured"), choices=MEASURES, widget=forms.RadioSelect)
    metric_name = forms.CharField(label=gettext_lazy("Metric"), max_length=200, required=False)
    unit = forms.CharField(
        label=gettext_lazy("Unit"), max_length=20, required=False, help_text=gettext_lazy("For example %, k€, days.")
    )
    start_value = NumberField(label=gettext_lazy("Start"))
    target = NumberField(label=gettext_lazy("Target"))
    low = NumberField(label=gettext_lazy("Lower line"))
    high = NumberField(label=gettext_lazy("Upper line"))
    risk = NumberField(
        label=gettext_lazy("At risk beyond"), help_text=gettext_lazy("Between it and the line: behind.")
    )
    tolerance = NumberField(label=gettext_lazy("Tolerance"))
    phases = PhasesField(
        label=gettext_lazy("Phased targets"),
        help_text=gettext_lazy("Where it should stand on which day. Empty: a straight line."),
    )
    progress_mode = forms.ChoiceField(label=gettext_lazy("Progress comes from"), choices=ProgressMode.choices)
    status_rule = forms.ChoiceField(label=gettext_lazy("Status comes from"), choices=StatusRule.choices)
    parents = ChooserField("goals", shares=True, label=gettext_lazy("Aligned to"))
    tags = forms.CharField(
        label=gettext_lazy("Tags"),
        max_length=2000,
        required=False,
        widget=TagsInput,
        help_text=gettext_lazy("Separated by commas."),
    )
    privacy = forms.ChoiceField(
        label=gettext_lazy("Who can see it"),
        choices=Privacy.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "What is private stands under one parent at most; aligned to several, it leaves them."
        ),
    )
    viewers = ChooserField("people", label=gettext_lazy("Listed people"))
    editors = ChooserField(
        "people",
        label=gettext_lazy("May also edit it"),
        help_text=worded_lazy(
            gettext_lazy(
                "Beside its owners, those who lead its {team}, their managers and the admins, who may already."
            )
        ),
    )
    only_listed_edit = forms.BooleanField(
        label=gettext_lazy("Only its owners, its delegate and the people chosen here may edit it"),
        required=False,
        help_text=gettext_lazy("Nobody else then, whatever their role: admins and managers neither."),
    )
    restricts_alignment = forms.BooleanField(
        label=gettext_lazy("Only people who may edit it may align to it"), required=False
    )
    new_children_contribute = forms.BooleanField(
        label=gettext_lazy("What is aligned to it later counts by itself"), required=False
    )
    scoring_guidance = forms.CharField(
        label=gettext_lazy("How it is to be scored"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    new_tags = forms.BooleanField(label=gettext_lazy("They are new tags all the same"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, periods: list[tuple[str, str]], settings: GoalSettings, **options: Any):
        super().__init__(_adopting(data), **options)
        self.settings = settings
        self.has_twins = self.is_bound and "new_tags" in self.data
        self.fields["period"].choices = periods  # type: ignore[attr-defined]
        if not settings.private_okrs:
            del self.fields["privacy"], self.fields["viewers"]
        if not settings.scoring_guidance:
            del self.fields["scoring_guidance"]

    @property
    def is_looking(self) -> bool:
        """Also when a suggestion is to be adopted: shown again with it, not saved."""
        return super().is_looking or (self.is_bound and "adopt" in self.data)

    def clean_tags(self) -> list[str]:
        """The names; those that look like tags there are have to be confirmed (spec okrs §12)."""
        names = [name.strip() for name in self.cleaned_data["tags"].split(",") if name.strip()]
        twins = {} if "new_tags" in self.data else twins_of(names)
        if twins:
            self.has_twins = True
            raise forms.ValidationError([_looks_like(name, others) for name, others in twins.items()])
        return names

    def clean_description(self) -> str:
        return str(self.cleaned_data["description"]).replace("\r\n", "\n")

    def clean_parents(self) -> list[Parent]:
        """The parents with the share that was typed beside each; an empty one is automatic."""
        return [Parent(goal_id, self.share_of(goal_id)) for goal_id in self.cleaned_data["parents"]]

    def wanted(self) -> GoalFields:
        """What the person wants, as the actions take it; days that were left empty are left out."""
        said_of_it = self.cleaned_data
        fields: dict[str, Any] = {name: said_of_it[name] for name in GoalFields.__annotations__ if name in said_of_it}
        fields["period"] = UUID(said_of_it["period"])
        fields["outcome"] = self._outcome()
        for day in ("start", "due"):
            if fields[day] is None:
                del fields[day]
        if fields["entity"] == Entity.INDIVIDUAL:
            fields["teams"] = []
        if fields.get("privacy", Privacy.EVERYONE) == Privacy.EVERYONE:
            fields.pop("viewers", None)
        return fields  # type: ignore[return-value]

    def _outcome(self) -> Outcome:
        """Only what belongs to the chosen measure counts; what another one left in its fields does not."""
        given = self.cleaned_data
        inspires = given["kind"] == GoalKind.OBJECTIVE and self.settings.okr_model == GoalSettings.Model.MEASURABLE
        if given["measure"] == PERCENT or inspires:
            return Outcome.percent(phases=given["phases"])
        kind = MetricKind(given["measure"])
        between, line = kind == MetricKind.STAY_BETWEEN, kind in {MetricKind.STAY_ABOVE, MetricKind.STAY_BELOW}
        start = given["start_value"] if kind in {MetricKind.INCREASE, MetricKind.DECREASE} else None
        outcome = Outcome(
            OutcomeType.METRIC,
            kind,
            unit=given["unit"],
            target=None if between or kind == MetricKind.BASELINE else given["target"],
            low=given["low"] if between else None,
            high=given["high"] if between else None,
            risk=given["risk"] if line else None,
            tolerance=given["tolerance"] if between else None,
            phases=given["phases"] if not (between or line or kind == MetricKind.BASELINE) else (),
        )
        return outcome if start is None else replace(outcome, start=start)

    def refuse(self, error: CairnError) -> None:
        """Puts the sentence of an action next to the field it speaks of."""
        name = _FIELD_OF.get(error.field or "", error.field)
        self.add_error(name if name in self.fields else None, error.sentence)

    def see_version(self, version: int) -> None:
        """From now on the form answers to this version: the person has been shown it."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["version"] = str(version)
        self.data = data

    def share_texts(self) -> dict[str, str]:
        """By parent id the share as it stands in the form."""
        if self.is_bound:
            return super().share_texts()
        parents = self.initial.get("parents") or []
        return {str(parent.id): written(parent.contribution) for parent in parents}


_ADOPTABLE = frozenset({"kind", "title", "measure", "start_value", "target", "due"})


def _adopting(data: Any) -> Any:
    """What was sent, with the values of a suggestion in place of those that were typed (`adopt`, a query string)."""
    if not hasattr(data, "getlist") or not data.get("adopt"):
        return data
    adopted = data.copy()
    for name, value in parse_qsl(data["adopt"][:5000]):
        if name in _ADOPTABLE:
            adopted[name] = value
    return adopted


def initial_of(fields: GoalFields) -> dict[str, Any]:
    """How the form shows fields that hold already: outcome taken apart, tags joined.

    Without an outcome, as for a new goal, a key result is offered a metric and the rest percent.
    """
    if "outcome" not in fields:
        measure = MetricKind.INCREASE.value if fields.get("kind") == GoalKind.KEY_RESULT else PERCENT
        return {**fields, "measure": measure}
    outcome = fields["outcome"]
    shown: dict[str, Any] = dict(fields)
    shown |= {
        "measure": PERCENT if outcome.is_percent or outcome.kind is None else outcome.kind.value,
        "unit": outcome.unit,
        "tags": ", ".join(fields.get("tags", ())),
        "phases": [(phase.date.isoformat(), written(phase.value)) for phase in outcome.phases],
    }
    if not outcome.is_percent:
        numbers = {name: getattr(outcome, name) for name in ("target", "low", "high", "risk", "tolerance")}
        shown |= {name: written(value) for name, value in numbers.items()}
        shown["start_value"] = written(outcome.start)
    return shown
