"""Forms of the organisation as a whole."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.organizations.forms.choices import time_zone_choices
from cairn.organizations.forms.person_field import PeopleField
from cairn.organizations.models import AccountType, InvitePolicy, JoinPolicy, Member, Organization, TeamPolicy
from cairn.organizations.terminology import Term, word, worded_lazy


class NewOrganizationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    slug = forms.SlugField(
        label=_("Address"),
        max_length=50,
        required=False,
        help_text=_("Small letters, digits and hyphens; part of every link. Left empty, it is made from the name."),
    )
    description = forms.CharField(
        label=_("What you do"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zone_choices,
        initial="UTC",
        help_text=_("Decides when a day, and with it a period, begins."),
    )
    join_policy = forms.ChoiceField(label=_("Who may join"), initial=JoinPolicy.INVITATION, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, domain: str) -> None:
        """`domain` is that of the founder's confirmed address; without one nobody can join by it."""
        super().__init__(data)
        offered: dict[str, Any] = dict(JoinPolicy.choices)
        if domain:
            offered[JoinPolicy.OPEN] = _("Anyone with a confirmed address at %(domain)s") % {"domain": domain}
        else:
            del offered[JoinPolicy.OPEN]
        self.fields["join_policy"].choices = list(offered.items())  # type: ignore[attr-defined]


class JoinForm(forms.Form):
    slug = forms.CharField(label=_("Address of the organisation"), max_length=50)
    message = forms.CharField(
        label=_("A word to the admins"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class SettingsForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    description = forms.CharField(
        label=_("What you do"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zone_choices,
        help_text=_("Decides when a day, and with it a period, begins."),
    )
    join_policy = forms.ChoiceField(label=_("Who may join"), choices=JoinPolicy.choices, widget=forms.RadioSelect)
    email_domains = forms.CharField(
        label=_("E-mail domains of your people"),
        required=False,
        max_length=2000,
        help_text=_("Separated by blanks, for example: example.com example.org. Only confirmed addresses count."),
    )
    default_account_type = forms.ChoiceField(
        label=_("Account type of new people"), choices=AccountType.choices, widget=forms.RadioSelect
    )
    invite_policy = forms.ChoiceField(
        label=_("Who may invite"), choices=InvitePolicy.choices, widget=forms.RadioSelect
    )
    team_policy = forms.ChoiceField(
        label=worded_lazy(_("Who may create {teams}")), choices=TeamPolicy.choices, widget=forms.RadioSelect
    )
    team_makers = PeopleField(label=_("Chosen people"), required=False)

    @classmethod
    def of(cls, organization: Organization, data: Any = None) -> SettingsForm:
        """The form filled with what is."""
        initial = {field: getattr(organization, field) for field in cls.base_fields}
        initial |= {
            "email_domains": " ".join(organization.email_domains),
            "team_makers": Member.objects.filter(pk__in=organization.team_makers).order_by("name"),
        }
        return cls(data, initial=initial)

    def clean_team_makers(self) -> list[UUID]:
        return [member.pk for member in self.cleaned_data["team_makers"]]

    def clean_email_domains(self) -> list[str]:
        return str(self.cleaned_data["email_domains"]).replace(",", " ").replace(";", " ").split()


class TermsForm(forms.Form):
    """A singular and a plural for each term; both empty: Cairn's own word."""

    def __init__(self, terminology: dict[str, Any], data: Any = None) -> None:
        super().__init__(data)
        for term in Term:
            own = terminology.get(term.value, ["", ""])
            built_in = word({}, term)
            for number, name, value in (
                ("singular", built_in.singular, own[0]),
                ("plural", built_in.plural, own[1]),
            ):
                self.fields[f"{term.value}_{number}"] = forms.CharField(
                    label=name[:1].upper() + name[1:],
                    required=False,
                    max_length=40,
                    initial=value,
                    widget=forms.TextInput(attrs={"placeholder": name, "list": f"words-{term.value}-{number}"}),
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for term in Term:
            pair = [cleaned.get(f"{term.value}_{number}", "") for number in ("singular", "plural")]
            if any(pair) and not all(pair):
                missing = "plural" if pair[0] else "singular"
                self.add_error(f"{term.value}_{missing}", _("Please give both, one and several."))
        return cleaned

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields as the page lays them out: one beside several."""
        return [(self[f"{term.value}_singular"], self[f"{term.value}_plural"]) for term in Term]

    @property
    def words(self) -> dict[Term, tuple[str, str]]:
        """The pairs that were given."""
        pairs = {
            term: (self.cleaned_data[f"{term.value}_singular"], self.cleaned_data[f"{term.value}_plural"])
            for term in Term
        }
        return {term: pair for term, pair in pairs.items() if all(pair)}
