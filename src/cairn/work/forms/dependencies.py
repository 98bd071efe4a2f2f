"""Asking another team, and answering."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.goals.models import Goal
from cairn.organizations.models import Team
from cairn.organizations.terminology import worded_lazy
from cairn.ui.forms import Day


class AskForm(forms.Form):
    """What is needed, from whom, until when."""

    wanted = forms.CharField(label=_("What is needed"), max_length=300)
    team: forms.ModelChoiceField[Team] = forms.ModelChoiceField(
        label=_("From"), queryset=None, empty_label=worded_lazy(_("Choose {a team}"))
    )
    due = forms.DateField(label=_("Until"), widget=Day())

    def __init__(self, goal: Goal, data: Any = None) -> None:
        super().__init__(data, initial={"due": goal.due})
        own = goal.team_links.values("team")
        self.fields["team"].queryset = Team.objects.open().exclude(pk__in=own).order_by("name")  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """A few words with the answer."""

    answer = forms.CharField(
        label=_("A few words"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed where you decline."),
    )
