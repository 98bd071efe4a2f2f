"""What to be told of, and when (spec okrs §15.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from cairn.notifications.catalogue import CATALOGUE, Group, How, of_group
from cairn.notifications.groups import GROUP_NAMES
from cairn.notifications.models import Reachability
from cairn.notifications.wording import label

MAIL_CHOICES = [
    (How.OFF.value, _("Inbox only")),
    (How.AT_ONCE.value, _("Mail at once")),
    (How.DIGEST.value, _("In the digest")),
]


class MailForm(forms.Form):
    """One choice for every kind of the catalogue that people may choose about."""

    def __init__(self, *args: Any, choices: Mapping[str, How], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in CATALOGUE.items():
            if not kind.always:
                self.fields[name] = forms.ChoiceField(
                    label=label(kind), choices=MAIL_CHOICES, initial=choices[name].value
                )

    def sections(self) -> list[tuple[str, list[tuple[str, BoundField | None]]]]:
        """The rows by section; None stands for what is always sent."""
        return [
            (
                str(GROUP_NAMES[group]),
                [(label(kind), None if kind.always else self[kind.name]) for kind in of_group(group)],
            )
            for group in Group
        ]

    @property
    def chosen(self) -> dict[tuple[str, str], str]:
        return {(name, "email"): how for name, how in self.cleaned_data.items()}


def time_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.TimeField:
    """A wall-clock time such as 22:00."""
    return forms.TimeField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )


class ReachForm(forms.Form):
    """Quiet hours and the digest."""

    quiet_from = time_field(_("Quiet from"))
    quiet_until = time_field(_("Quiet until"))
    digest = forms.ChoiceField(label=_("The digest comes"), choices=Reachability.Digest.choices)
    digest_weekday = forms.TypedChoiceField(label=_("If weekly, on"), choices=list(WEEKDAYS.items()), coerce=int)
    digest_at = time_field(_("Time of the digest"), required=True)
    no_mail = forms.BooleanField(label=_("No mail at all: everything stays in the inbox"), required=False)

    @classmethod
    def of(cls, row: Reachability, data: Any = None) -> ReachForm:
        """The form with what the person has chosen."""
        return cls(data, initial={name: getattr(row, name) for name in cls.base_fields})

    def clean_digest_at(self) -> time:
        found: time = self.cleaned_data["digest_at"]
        return found.replace(second=0, microsecond=0)
