"""The form of an access token."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.api.actions.tokens import DEFAULT_DAYS, MOST_DAYS
from cairn.api.scopes import Scope


class TokenForm(forms.Form):
    """Shape only; what a token may be is decided by create_token."""

    name = forms.CharField(
        label=_("What is it for?"), max_length=80, help_text=_("The script or program that will use it.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do besides reading?"),
        choices=[(scope.value, scope.label) for scope in Scope if scope is not Scope.OKRS_READ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Never more than you may do yourself."),
    )
    days = forms.IntegerField(label=_("For how many days?"), min_value=1, max_value=MOST_DAYS, initial=DEFAULT_DAYS)

    def wishes(self) -> dict[str, Any]:
        """What create_token takes."""
        return {name: self.cleaned_data[name] for name in ("name", "scopes", "days")}
