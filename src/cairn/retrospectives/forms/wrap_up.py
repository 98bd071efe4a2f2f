"""The forms of a wrap-up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.goals.models import Entity
from cairn.goals.queries.tree import Place
from cairn.retrospectives.actions.review import LONGEST_NOTE
from cairn.retrospectives.models import Note, Sharing
from cairn.retrospectives.models.reflection import LONGEST


def _text(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReflectionForm(forms.Form):
    succeeded = _text(
        _("What went well, and why?"), _("Where did you get further than you thought, and what helped?")
    )
    struggled = _text(_("What was hard, and why?"), _("What stood in the way, and what did you notice too late?"))
    lessons = _text(_("What do you take along?"), _("One or two things to do differently in the next period."))
    sharing = forms.ChoiceField(label=_("Who reads it"), choices=Sharing.choices, widget=forms.RadioSelect)

    def __init__(self, place: Place, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if place.entity == Entity.INDIVIDUAL:
            choices = [(value, label) for value, label in Sharing.choices if value != Sharing.EVERYONE]
            self.fields["sharing"].choices = choices  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    column = forms.ChoiceField(choices=Note.Column.choices, widget=forms.HiddenInput)
    text = forms.CharField(label=_("One thing"), max_length=LONGEST_NOTE)
