"""A line typed below a row: a title, and what the row knows of its place."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.goals.models import GoalKind
from cairn.goals.queries.tree import DEEPEST


class LineForm(forms.Form):
    """`kind` is what the row says one adds below it, `level` the row's own in the tree."""

    title = forms.CharField(max_length=500, error_messages={"required": _("Say in a few words what it is.")})
    kind = forms.ChoiceField(choices=GoalKind.choices)
    level = forms.IntegerField(min_value=1, max_value=DEEPEST)

    @property
    def sentence(self) -> str:
        """What is wrong, for a line that has room for one sentence."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)
