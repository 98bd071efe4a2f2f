"""What Cairn adds to allauth's sign-up form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class SignUpForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=120)

    field_order = ("name", "email", "password1")

    def signup(self, request: HttpRequest, user: Any) -> None:
        """allauth calls this after saving; the adapter has stored the name already."""
