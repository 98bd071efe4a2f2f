"""The form of the OKR model: every field of GoalSettings that an admin decides on (spec okrs §4.1, §18)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.goals.actions.model import MAKERS
from cairn.goals.forms.check_in import NumberField, written
from cairn.goals.forms.chooser import ChooserField, ChoosingForm
from cairn.goals.models import GoalSettings, ProjectContribution
from cairn.organizations.terminology import worded_lazy

_NUMBERS = ("behind_over", "at_risk_over", "band_yellow", "band_green", "band_orange")
_PEOPLE = ("creators", "team_creators", "project_people", "export_people")


def _flag(label: Any, help_text: Any = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, help_text=help_text)


def _makers(name: str, label: Any, help_text: Any = "") -> forms.ChoiceField:
    choices = [(policy.value, policy.label) for policy in MAKERS[name]]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, help_text=help_text)


class NeededNumber(NumberField):
    """A number that cannot be left empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.required = True


class ModelForm(ChoosingForm):
    """`wanted()` is what the action takes."""

    okr_model = forms.ChoiceField(
        label=_("What is measured"), choices=GoalSettings.Model.choices, widget=forms.RadioSelect
    )
    objectives_under_key_results = _flag(worded_lazy(_("{Objectives} may stand under {key_results}")))
    key_results_under_key_results = _flag(worded_lazy(_("{Key_results} may stand under {key_results}")))
    projects_under_key_results = _flag(worded_lazy(_("{Projects} may stand under {key_results}")))
    several_parents = _flag(
        worded_lazy(_("{Okrs} may be aligned to several others")), _("Its full progress counts in each of them.")
    )
    child_objectives_contribute = _flag(
        worded_lazy(_("Child {objectives} count for what they stand under")),
        worded_lazy(_("Switched off, nobody can let a child {objective} count. What counts already goes on.")),
    )
    project_contribution = forms.ChoiceField(
        label=worded_lazy(_("{Projects} and the progress above them")),
        choices=ProjectContribution.choices,
        widget=forms.RadioSelect,
    )
    counts_over_achievement = _flag(
        _("More than 100 % counts in full"),
        _("Otherwise a child counts for 100 % at most in what stands above it."),
    )
    behind_over = NeededNumber(
        label=_("Behind, when more than"),
        help_text=_("Points below what the day expects. 0: as soon as it lags."),
    )
    at_risk_over = NeededNumber(label=_("At risk, when more than"), help_text=_("Points below what the day expects."))
    band_yellow = NeededNumber(label=_("Yellow from"))
    band_green = NeededNumber(label=_("Green from"))
    band_orange = NeededNumber(label=_("Orange from"), help_text=_("Perhaps it was too easy."))
    scoring_guidance = _flag(
        _("Say beforehand how to score"),
        _("A field for it in the form; shown at check-ins and when closing."),
    )
    health_alerts = _flag(_("Health alerts"), _("Small signs on what has no owner, hangs loose or is past its date."))
    kpi_panel = _flag(
        _("KPI panel"),
        worded_lazy(_("Tiles with the numbers of a page’s {okrs}, above its list.")),
    )
    shared_okrs = _flag(
        worded_lazy(_("{Okrs} may have several owners and {teams}")),
        _("One person still is the one who is asked to check in. What belongs to many is easily left to the others."),
    )
    private_okrs = _flag(
        worded_lazy(_("{Okrs} may be private")),
        _("Nobody but the listed people learns that a private one exists. Switched off, private ones stay so."),
    )
    private_under_public = _flag(
        worded_lazy(_("Private {okrs} may stand under public ones")),
        _("They count there; who may not see them reads “1 hidden item”."),
    )
    who_creates_organization_okrs = _makers(
        "who_creates_organization_okrs", _("On the page of the whole organisation")
    )
    creators = ChooserField("people", label=_("Chosen people"))
    who_creates_team_okrs = _makers(
        "who_creates_team_okrs",
        worded_lazy(_("On the page of a {team}")),
        worded_lazy(_("The owners and admins of the {team} always may, and so may those of the {teams} above it.")),
    )
    team_creators = ChooserField("people", label=_("Chosen people"))
    who_uses_projects = _makers("who_uses_projects", worded_lazy(_("{Projects}")))
    project_people = ChooserField("people", label=_("Chosen people"))
    who_exports = _makers(
        "who_exports", _("Files of what they see"), _("Who takes the list of a page along as a CSV or Excel file.")
    )
    export_people = ChooserField("people", label=_("Chosen people"))
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, settings: GoalSettings, data: Any = None) -> ModelForm:
        """The form filled with what holds now."""
        initial: dict[str, Any] = {name: getattr(settings, name) for name in cls.base_fields if name != "confirmed"}
        initial |= {name: written(initial[name]) for name in _NUMBERS}
        initial |= {name: [UUID(member_id) for member_id in initial[name]] for name in _PEOPLE}
        return cls(data, initial=initial)

    def wanted(self) -> dict[str, Any]:
        """Everything the form says, as the action takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "confirmed"}
