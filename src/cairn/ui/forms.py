"""How forms are drawn, and what happens to a refusal: Cairn's own templates, the sentence at its field."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseForm, ClearableFileInput, DateInput, FileField
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.core.errors import Conflict, Refused


class Renderer(TemplatesSetting):
    """`{{ form }}` gives a summary of errors and then every field with label, control, help and error together."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


class Day(DateInput):
    """The browser's own calendar; the value travels as 2026-01-31."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SeveralFiles(ClearableFileInput):
    allow_multiple_selected = True


class FilesField(FileField):
    """One file or several at once; cleans to a list, which is empty where nothing was chosen and need not be."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        found = data if isinstance(data, list | tuple) and data else [data or None]
        cleaned = [super(FilesField, self).clean(file, initial) for file in found]
        return [file for file in cleaned if file]


@contextmanager
def refusals(form: BaseForm) -> Iterator[None]:
    """Runs an action; what it refuses becomes an error of the form, at the field it names if the form has it."""
    try:
        yield
    except (Refused, Conflict) as error:
        form.add_error(error.field if error.field in form.fields else None, error.sentence)


def form_page(request: HttpRequest, template: str, context: dict[str, Any], *, form: BaseForm) -> HttpResponse:
    """The page of a form: 422 when it was sent and has to be looked at again, with all that was typed."""
    return render(request, template, {**context, "form": form}, status=422 if form.errors else 200)
