"""The form for days on which one is away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.organizations.forms.person_field import PersonField, offer_people
from cairn.ui.forms import Day


class AbsenceForm(forms.Form):
    first_day = forms.DateField(label=_("First day"), widget=Day)
    last_day = forms.DateField(label=_("Last day"), widget=Day)
    delegate = PersonField(
        label=_("Who stands in"), required=False, help_text=_("May do meanwhile what you may do with what you own.")
    )

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, **given)
        offer_people(self)
