"""Forms about teams."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.organizations import lineage
from cairn.organizations.forms.choices import team_choices
from cairn.organizations.forms.person_field import PersonField, offer_people
from cairn.organizations.models import Team, TeamRole
from cairn.organizations.queries.finding import find_person
from cairn.organizations.terminology import worded_lazy


class TeamForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    description = forms.CharField(
        label=worded_lazy(_("What the {team} is for")),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    type_label = forms.CharField(
        label=_("Type"),
        max_length=60,
        required=False,
        help_text=worded_lazy(_("For example: department, squad, {project} {team}.")),
    )
    parent = forms.ChoiceField(label=_("Below"), required=False)

    def __init__(self, data: Any = None, *, team: Team | None = None, **given: Any) -> None:
        super().__init__(data, **given)
        hidden = {team.pk, *lineage.below(team.pk)} if team else set()
        choices = [("", worded_lazy(_("Nothing: {a team} at the top"))), *team_choices(without=hidden)[1:]]
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def of(cls, team: Team, data: Any = None) -> TeamForm:
        """The form filled with what is."""
        initial = {field: getattr(team, field) for field in ("name", "description", "type_label")}
        return cls(data, team=team, initial=initial | {"parent": str(team.parent_id or "")})

    def clean_parent(self) -> Team | None:
        value = self.cleaned_data["parent"]
        found: Team | None = Team.objects.filter(pk=value).first() if value else None
        return found


class NewTeamForm(TeamForm):
    owner = PersonField(label=_("Owner"), required=False, help_text=_("Left empty, it is you."))

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, **given)
        offer_people(self)


class AddToTeamForm(forms.Form):
    member = PersonField(label=_("Person"))
    role = forms.ChoiceField(label=_("As"), choices=TeamRole.choices, initial=TeamRole.MEMBER)
    invites = forms.BooleanField(
        label=_("Invite this address if nobody here has it"),
        required=False,
        help_text=worded_lazy(_("The letter leads into the {team}.")),
    )

    def __init__(self, data: Any = None, *, may_invite: bool, **given: Any) -> None:
        super().__init__(data, **given)
        offer_people(self)
        if not may_invite:
            del self.fields["invites"]

    @property
    def stranger(self) -> str:
        """The address of somebody who is not here and is to be invited; empty otherwise. Ask after is_valid()."""
        if "member" not in self.errors or not self.cleaned_data.get("invites"):
            return ""
        typed = str(self.data.get("member", "")).strip()
        return "" if find_person(typed) or "@" not in typed else typed
