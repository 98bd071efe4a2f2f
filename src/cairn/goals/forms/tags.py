"""Forms of the tags' page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.goals.forms.chooser import ChooserField, ChoosingForm
from cairn.goals.models import GoalSettings, Tag, Who

COLOURS = [
    ("", _("Grey")),
    ("red", _("Red")),
    ("amber", _("Amber")),
    ("green", _("Green")),
    ("blue", _("Blue")),
    ("violet", _("Violet")),
]


class TagForm(forms.Form):
    """A name and a colour."""

    name = forms.CharField(label=_("Name"), max_length=50)
    colour = forms.ChoiceField(label=_("Colour"), choices=COLOURS, required=False)

    @classmethod
    def of(cls, tag: Tag, data: Any = None) -> TagForm:
        """Filled with what is."""
        return cls(data, initial={"name": tag.name, "colour": tag.colour})


class MergeForm(forms.Form):
    """The tag that stays."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["into"] = forms.ModelChoiceField(
            label=_("Merge into"), queryset=Tag.objects.order_by("name"), empty_label=_("Choose a tag")
        )


class TagRulesForm(ChoosingForm):
    """Who may make tags."""

    who = forms.ChoiceField(label=_("Who may make new tags"), choices=Who.choices, widget=forms.RadioSelect)
    people = ChooserField("people", label=_("Chosen people"))
    listed = forms.BooleanField(
        label=_("Only tags of this list may be used"), required=False, help_text=_("Then only admins add to it.")
    )

    @classmethod
    def of(cls, settings: GoalSettings, data: Any = None) -> TagRulesForm:
        """Filled with what is."""
        initial = {
            "who": settings.who_creates_tags,
            "people": settings.tag_people,
            "listed": settings.tags_are_listed,
        }
        return cls(data, initial=initial)
