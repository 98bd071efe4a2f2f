"""The form of a comment, an answer or a correction."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.conversations.forms.files import AttachmentsField
from cairn.conversations.models.comment import LONGEST

_TOO_LONG = {"max_length": gettext_lazy("At most %(limit_value)d characters, please; these are %(show_value)d.")}


class CommentForm(forms.Form):
    """`body` in Markdown, and files."""

    body = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": gettext_lazy("Write a comment; @ names somebody")}),
        error_messages=_TOO_LONG,
    )
    files = AttachmentsField()  # type: ignore[assignment]  # the form's own attribute of this name is set per form

    def __init__(self, *args: Any, is_too_large: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_too_large = is_too_large

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if self.is_too_large:
            self.add_error("files", _("That is more than Cairn takes in one go."))
        if not self.errors and not given.get("body") and not given.get("files"):
            self.add_error("body", _("Write something, or attach a file."))
        return given


class CorrectionForm(forms.Form):
    """One's own words again."""

    body = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=_TOO_LONG,
    )
