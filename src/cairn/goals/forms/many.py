"""What to do with several goals at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.goals.actions.endable import Ending
from cairn.goals.actions.many import Wish
from cairn.goals.models import Goal, State
from cairn.goals.queries.many import parents_for
from cairn.organizations.actor import Actor
from cairn.organizations.forms.person_field import PersonField, offer_people
from cairn.planning.models import Period

STAYS = gettext_lazy("stays as it is")


class ManyForm(forms.Form):
    """Only what is filled in changes."""

    owner = PersonField(label=gettext_lazy("Owner"), required=False)
    period: forms.ModelChoiceField[Period] = forms.ModelChoiceField(
        label=gettext_lazy("Period"), queryset=None, required=False, empty_label=STAYS
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    tags = forms.CharField(
        label=gettext_lazy("More tags"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("Separated by commas."),
    )
    parent = forms.ChoiceField(label=gettext_lazy("Align to"), required=False)
    copies: forms.ModelChoiceField[Period] = forms.ModelChoiceField(
        label=gettext_lazy("Clone what is open into"), queryset=None, required=False,
        empty_label=gettext_lazy("no copies"),
        help_text=gettext_lazy("Copies keep their owners and hang together; progress stays behind."),
    )  # fmt: skip
    end = forms.ChoiceField(
        label=gettext_lazy("Or end them"),
        required=False,
        choices=[
            ("", gettext_lazy("no")),
            (State.CLOSED, gettext_lazy("close them, with the suggested scores")),
            (State.POSTPONED, gettext_lazy("postpone them")),
            ("delete", gettext_lazy("delete them; they can be brought back for 30 days")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Note, or the reason for postponing"), required=False, max_length=10_000
    )
    into: forms.ModelChoiceField[Period] = forms.ModelChoiceField(
        label=gettext_lazy("Carry what is closed or postponed over into"), queryset=None, required=False,
        empty_label=gettext_lazy("no other period"),
    )  # fmt: skip

    def __init__(self, goals: list[Goal], actor: Actor, words: dict[str, str], data: Any = None) -> None:
        super().__init__(data)
        periods = Period.objects.order_by("-start")
        for name in ("period", "into", "copies"):
            self.fields[name].queryset = periods  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", STAYS), *words.items()]  # type: ignore[attr-defined]
        self.fields["parent"].choices = [("", STAYS), *parents_for(goals, actor)]  # type: ignore[attr-defined]
        offer_people(self)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("end") == State.POSTPONED and not given.get("reason", "").strip():
            self.add_error("reason", _("Say in a few words why it is postponed."))
        if given.get("end") and given.get("copies"):
            self.add_error("copies", _("Clone them or end them. What ends is carried over by the field at the foot."))
        if not self.errors and not given.get("end") and not given.get("copies") and self.wish().is_empty:
            self.add_error(None, _("Choose what is to change."))
        return given

    @property
    def ends(self) -> bool:
        return self.cleaned_data["end"] in {State.CLOSED, State.POSTPONED}

    def wish(self) -> Wish:
        """What change_many takes."""
        given = self.cleaned_data
        return Wish(
            owner_id=given["owner"].pk if given.get("owner") else None,
            period_id=given["period"].pk if given.get("period") else None,
            kind=given.get("kind", ""),
            add_tags=[tag.strip() for tag in given.get("tags", "").split(",") if tag.strip()],
            parent_id=UUID(given["parent"]) if given.get("parent") else None,
            deletes=given.get("end") == "delete",
        )

    def endings(self, goals: list[Goal]) -> list[Ending]:
        """What end_many takes."""
        given = self.cleaned_data
        return [Ending(goal.pk, given["end"], given["reason"], period=given["into"]) for goal in goals]
