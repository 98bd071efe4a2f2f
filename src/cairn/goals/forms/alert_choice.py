"""Which health alerts one wants to see."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.goals.alert_choice import AlertChoice


class AlertChoiceForm(forms.Form):
    choice = forms.ChoiceField(label=_("Show health alerts"), choices=AlertChoice.choices, widget=forms.RadioSelect)
