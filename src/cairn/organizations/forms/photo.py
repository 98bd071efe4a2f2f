"""The form with which somebody is given a picture."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.core.errors import Refused
from cairn.organizations import photos


class PhotoForm(forms.Form):
    """`cleaned_data["photo"]` is the picture as it will be kept."""

    photo = forms.FileField(
        label=_("Picture"),
        error_messages={"required": _("Choose a picture."), "empty": _("This file is empty.")},
        help_text=_("JPEG, PNG, WebP or GIF, up to 10 MB. The middle square of it is kept, and nothing else."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )

    def clean_photo(self) -> bytes:
        file = self.cleaned_data["photo"]
        try:
            return photos.portrait(file.read(photos.MEGABYTES * 1024 * 1024 + 1))
        except Refused as error:
            raise forms.ValidationError(error.sentence) from error
