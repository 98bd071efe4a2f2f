"""How forms are drawn: Cairn's own templates, found through the ordinary template loaders."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """`{{ form }}` gives a summary of errors and then every field with label, control, help and error together."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
