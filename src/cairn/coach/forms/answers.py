"""The small forms of the coach."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.coach.models import Origin
from cairn.organizations.terminology import worded_lazy

YES_NO = [("yes", _("Yes")), ("no", _("Not yet"))]


class SufficiencyForm(forms.Form):
    """Two questions, each answered with yes or not yet."""

    necessary = forms.ChoiceField(
        label=_("Is every one of them needed?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        help_text=worded_lazy(_("Take one away in your mind: would the {objective} still be reached?")),
    )
    sufficient = forms.ChoiceField(
        label=_("Are all of them together enough?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        help_text=worded_lazy(_("All reached on the last day: would everybody agree that the {objective} is?")),
    )
    note = forms.CharField(
        label=_("What you noticed"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class SourceForm(forms.Form):
    """Where the number of a key result will come from."""

    origin = forms.ChoiceField(label=_("Where the number will come from"), choices=Origin.choices)
    place = forms.CharField(
        label=_("Where exactly"), max_length=200, required=False, help_text=_("Which sheet, report or screen.")
    )
