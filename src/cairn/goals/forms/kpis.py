"""On which KPI panels a goal stands (spec okrs §8.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.goals.queries.kpi_places import Panel
from cairn.goals.queries.tree import Place


class PanelsForm(forms.Form):
    """A tick for each panel; `added` and `removed` are what the ticks change."""

    panels = forms.MultipleChoiceField(
        label=_("Panels that you arrange"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, panels: Sequence[Panel], data: Any = None) -> None:
        super().__init__(data, initial={"panels": [panel.key for panel in panels if panel.is_on]})
        self.known = panels
        self.fields["panels"].choices = [(panel.key, panel.name) for panel in panels]  # type: ignore[attr-defined]

    @property
    def added(self) -> list[Place]:
        return [panel.place for panel in self.known if panel.key in self.ticked and not panel.is_on]

    @property
    def removed(self) -> list[Place]:
        return [panel.place for panel in self.known if panel.key not in self.ticked and panel.is_on]

    @property
    def ticked(self) -> set[str]:
        return set(self.cleaned_data["panels"])
