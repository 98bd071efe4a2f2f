"""How forms are drawn: Cairn's own templates, found through the ordinary template loaders."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Fields are drawn by ui/field.html: label, control, help and error together."""

    field_template_name = "ui/field.html"
