"""The tags that draw rows: {% load goals %}. See goals/drawing.py."""

from __future__ import annotations

from django import template

from cairn.goals import drawing

register = template.Library()

register.simple_tag(drawing.drawn, takes_context=True, name="rows")
register.simple_tag(drawing.moved, takes_context=True, name="moved_numbers")
register.simple_tag(drawing.named, takes_context=True, name="moved_names")
register.simple_tag(drawing.kind_mark, takes_context=True)
