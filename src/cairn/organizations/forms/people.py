"""Forms about people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cairn.organizations.actions.invite import split
from cairn.organizations.forms.choices import time_zone_choices
from cairn.organizations.forms.person_field import PersonField, offer_people
from cairn.organizations.models import AccountType, Member, Role, Team, TeamRole
from cairn.organizations.terminology import worded_lazy
from cairn.ui.dates import style_choices


def optional_time_zones() -> list[Any]:
    return [("", _("As the organisation")), *time_zone_choices()]


class InviteForm(forms.Form):
    emails = forms.CharField(
        label=_("E-mail addresses"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True, "autocapitalize": "off", "spellcheck": "false"}),
        help_text=_("As many as you like, separated by blanks, commas, semicolons or new lines."),
    )
    teams = forms.MultipleChoiceField(label=worded_lazy(_("{Teams}")), required=False)
    manager = PersonField(label=_("Manager"), required=False)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.MEMBER)
    account_type = forms.ChoiceField(label=_("Account type"), choices=AccountType.choices)

    def __init__(self, data: Any = None, *, may_manage: bool, teams: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(data, **given)
        self.fields["teams"].choices = teams  # type: ignore[attr-defined]
        offer_people(self)
        if not teams:
            del self.fields["teams"]
        if not may_manage:
            del self.fields["role"]

    def clean_emails(self) -> list[str]:
        return split(self.cleaned_data["emails"])

    def clean_teams(self) -> list[Team]:
        return list(Team.objects.filter(pk__in=self.cleaned_data["teams"]))


class OwnProfileForm(forms.Form):
    """What everyone may change about themselves."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    title = forms.CharField(label=_("Job title"), max_length=120, required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False, choices=optional_time_zones)
    locale = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=lambda: [("", _("As the organisation")), *settings.LANGUAGES],
    )
    date_format = forms.ChoiceField(label=_("Dates"), required=False, choices=style_choices)

    @classmethod
    def of(cls, member: Member, data: Any = None) -> OwnProfileForm:
        """The form filled with what is."""
        return cls(data, initial={field: getattr(member, field) for field in cls.base_fields})


class ProfileForm(OwnProfileForm):
    """What those who manage accounts may change."""

    email = forms.EmailField(
        label=_("E-mail"), help_text=_("Where Cairn writes to. The address used for signing in is the person's own.")
    )
    manager = PersonField(label=_("Manager"), required=False)

    field_order = ["name", "email", "title", "manager", "time_zone", "locale", "date_format"]

    @classmethod
    def of(cls, member: Member, data: Any = None) -> ProfileForm:
        form = cls(data, initial={field: getattr(member, field) for field in cls.base_fields})
        offer_people(form)
        return form


class PlaceForm(forms.Form):
    """A team to put a person into, and as what."""

    team = forms.ChoiceField(label=worded_lazy(_("Add to {a team}")))
    role = forms.ChoiceField(label=_("As"), choices=TeamRole.choices, initial=TeamRole.MEMBER)

    def __init__(self, data: Any = None, *, teams: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["team"].choices = [("", "–"), *teams]  # type: ignore[attr-defined]


class AccountForm(forms.Form):
    """Role and account type."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    account_type = forms.ChoiceField(label=_("Account type"), choices=AccountType.choices)
