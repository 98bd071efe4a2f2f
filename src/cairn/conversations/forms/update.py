"""The form of an update: words, the goals in its picture, whom it is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.conversations.forms.files import AttachmentsField
from cairn.goals.forms.chooser import ChooserField, ChoosingForm
from cairn.goals.models import Goal
from cairn.organizations.terminology import worded, worded_lazy

_TOO_LONG = {"max_length": gettext_lazy("At most %(limit_value)d characters, please; these are %(show_value)d.")}


class WordsForm(forms.Form):
    """Title and message, to be written or corrected."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        error_messages=_TOO_LONG,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    body = forms.CharField(
        label=gettext_lazy("Message"),
        max_length=10_000,
        required=False,
        error_messages=_TOO_LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("What moved, what it means, what comes next. Markdown works; @ names somebody."),
    )


class UpdateForm(ChoosingForm, WordsForm):
    """A new one. `goals` are offered with those that stand at the top checked."""

    goals = forms.MultipleChoiceField(
        label=gettext_lazy("In the picture"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Their numbers are kept as they stand now. What is private is never in an update."),
    )
    audience = forms.ChoiceField(label=gettext_lazy("Whom to tell"), widget=forms.RadioSelect)
    readers = ChooserField("people", label=gettext_lazy("People"))
    reader_teams = ChooserField("teams", label=worded_lazy(gettext_lazy("{Teams}")))
    files = AttachmentsField()  # type: ignore[assignment]  # the form's own attribute of this name is set per form

    def __init__(self, everybody: str, goals: Sequence[Goal], chosen: Sequence[Goal], data: Any, files: Any) -> None:
        initial = {"audience": "everybody", "goals": [str(goal.pk) for goal in chosen]}
        super().__init__(data, files, initial=initial)
        self.fields["goals"].choices = [(str(goal.pk), goal.title) for goal in goals]  # type: ignore[attr-defined]
        self.fields["audience"].choices = [  # type: ignore[attr-defined]
            ("everybody", everybody),
            ("chosen", worded(_("Chosen people and {teams}"))),
            ("nobody", _("Nobody: it only stands on the page")),
        ]
        self.order_fields(["title", "body", "goals", "files", "audience", "readers", "reader_teams"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("audience") == "chosen" and not given.get("readers") and not given.get("reader_teams"):
            self.add_error("readers", _("Choose whom to tell."))
        return given
