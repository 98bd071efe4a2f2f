"""Forms of approval: the next stage with a word about it, and whether there is approval at all."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.goals.models import GoalSettings, Stage
from cairn.organizations.terminology import worded_lazy


class StageForm(forms.Form):
    """A stage to go to and a comment."""

    stage = forms.ChoiceField(choices=Stage.choices)
    comment = forms.CharField(
        label=_("Comment"),
        max_length=2_000,
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when you ask for changes."),
    )


class WorkflowForm(forms.Form):
    """How OKRs are approved here."""

    workflow = forms.BooleanField(
        label=worded_lazy(_("The {okrs} of a page and period are approved before they hold")),
        required=False,
        help_text=_("Better switched on between two periods than in the middle of one."),
    )
    blocks = forms.BooleanField(
        label=_("What is approved can no longer be changed"),
        required=False,
        help_text=_("Check-ins go on. To change something the approver moves it back to review."),
    )
    by_team_leads = forms.BooleanField(
        label=worded_lazy(_("Owners and admins of {a team} approve their own {team}'s too")),
        required=False,
        help_text=worded_lazy(_("Otherwise only the managers of {a team}'s owners do.")),
    )

    @classmethod
    def of(cls, settings: GoalSettings, data: Any = None) -> WorkflowForm:
        """Filled with what is."""
        initial = {
            "workflow": settings.approval_workflow,
            "blocks": settings.approval_blocks,
            "by_team_leads": settings.approval_by_team_leads,
        }
        return cls(data, initial=initial)
