"""The field for files that go with a text, and how they are examined before anything is written."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.conversations import store
from cairn.conversations.sniffing import KINDS
from cairn.core.errors import Refused
from cairn.ui.forms import FilesField


class AttachmentsField(FilesField):
    """Cleans to uploads whose content is what their names say, each within the limit."""

    def __init__(self, **options: Any) -> None:
        options = {"label": gettext_lazy("Files"), "required": False, "allow_empty_file": True, **options}
        super().__init__(**options)
        self.widget.attrs["accept"] = ",".join(f".{ending}" for ending in KINDS)
        self.help_text = _("Pictures, PDF, office documents, text; at most %(most)d MB each.") % {
            "most": settings.ATTACHMENT_LIMIT // (1024 * 1024)
        }

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        found = super().clean(data, initial)
        try:
            if len(found) > store.MOST:
                raise Refused(_("At most %(most)d files at a time.") % {"most": store.MOST})
            for file in found:
                store.examine(file)
        except Refused as error:
            raise forms.ValidationError(error.sentence) from error
        return found
