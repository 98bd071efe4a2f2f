"""A field for a person: one types a name or an address, the browser offers who fits.

It scales to any number of people, and without a script one types the address. Used in every room:

    manager = PersonField(label=_("Manager"), required=False)
    …
    def __init__(…): super().__init__(…); offer_people(self)
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from cairn.core import tenancy
from cairn.organizations.models import Member, Organization
from cairn.organizations.queries.finding import find_person, written


class PersonInput(forms.TextInput):
    """A text field with a list of suggestions that is fetched while one types."""

    template_name = "organizations/widgets/person.html"


class PersonField(forms.CharField):
    """Cleans to a Member who is not deactivated, or to None when it is empty and may be."""

    widget = PersonInput

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=400, **options)
        self.widget.attrs |= {"autocomplete": "off", "placeholder": _("Name or e-mail")}

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, Member) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = find_person(text)
        if len(found) != 1:
            raise ValidationError(
                _("Several people fit this; please give the e-mail address.")
                if found
                else _("Nobody here has this name or address.")
            )
        return found[0]


class PeopleField(forms.CharField):
    """Several people, one on a line, by name or address; cleans to a list of Members."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20_000, help_text=_lazy("One on a line: name or e-mail."), **options)
        self.widget.attrs |= {"rows": 3, "autocapitalize": "off", "spellcheck": "false"}

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(written(member) for member in value)

    def clean(self, value: Any) -> list[Member]:
        people: list[Member] = []
        for line in super().clean(value).splitlines():
            if line.strip():
                people.append(_one(line.strip()))
        return people


def _one(text: str) -> Member:
    found = find_person(text)
    if not found:
        raise ValidationError(_("Nobody here is “%(text)s”.") % {"text": text[:80]})
    if len(found) > 1:
        raise ValidationError(
            _("Several people are “%(text)s”; please give the e-mail address.") % {"text": text[:80]}
        )
    return found[0]


def offer_people(form: forms.BaseForm) -> None:
    """Tells the form's person fields where their suggestions come from."""
    slug = Organization.objects.values_list("slug", flat=True).get(pk=tenancy.current_id())
    for field in form.fields.values():
        if isinstance(field, PersonField):
            field.widget.attrs["hx-get"] = reverse("organizations:people_options", kwargs={"slug": slug})
