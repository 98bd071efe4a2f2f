"""Where a goal's number comes from, alone (spec okrs §5.3)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.goals.models import Goal, GoalKind, ProgressMode
from cairn.goals.models.goal import PARTS


class ProgressModeForm(forms.Form):
    """The modes that a goal of its kind can have; the present one is checked."""

    progress_mode = forms.ChoiceField(label=_("It moves by"), widget=forms.RadioSelect)

    def __init__(self, goal: Goal, data: Any = None) -> None:
        super().__init__(data, initial={"progress_mode": goal.progress_mode})
        possible = [mode for mode in ProgressMode if mode not in PARTS or goal.kind == GoalKind.PROJECT]
        self.fields["progress_mode"].choices = [(mode.value, mode.label) for mode in possible]  # type: ignore[attr-defined]
