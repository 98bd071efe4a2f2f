"""One field of a row, changed in its place: title, owner, type or period (spec okrs §4.3)."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.core.errors import CairnError
from cairn.goals.actions import GoalFields
from cairn.goals.actions.convert import ways_on
from cairn.goals.forms.chooser import ChooserField, ChoosingForm
from cairn.goals.models import Entity, Goal, GoalKind, GoalSettings
from cairn.goals.policies import Act
from cairn.organizations.actor import Actor
from cairn.organizations.terminology import worded_lazy
from cairn.planning.models import Period


class RowFieldForm(ChoosingForm):
    """What is typed into one field, and the version of the goal that the person saw.

    `held` is the goal as it is. `field` names the form's field beside which every refusal stands that is about none
    of the others.
    """

    act: ClassVar[Act] = Act.EDIT
    field: str

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, goal: Goal, held: GoalFields, actor: Actor, settings: GoalSettings, data: Any = None) -> None:
        super().__init__(data, initial={**held, "version": goal.version})
        self.held = held
        self.prepare(goal, actor, settings)

    def prepare(self, goal: Goal, actor: Actor, settings: GoalSettings) -> None:
        """Offers what can be chosen here."""

    def wanted(self) -> GoalFields:
        """What the person wants, as the actions take it."""
        raise NotImplementedError

    def refuse(self, error: CairnError) -> None:
        """Puts the sentence of an action beside the field it speaks of."""
        self.add_error(error.field if error.field in self.fields else self.field, error.sentence)

    def see_version(self, version: int) -> None:
        """From now on the form answers to this version: the person has been shown it."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["version"] = str(version)
        self.data = data


class TitleForm(RowFieldForm):
    field = "title"

    title = forms.CharField(label=_("Title"), max_length=500, error_messages={"required": _("Give it a title.")})

    def wanted(self) -> GoalFields:
        return {"title": " ".join(self.cleaned_data["title"].split())}


class OwnerForm(RowFieldForm):
    """One owner, or several where OKRs are shared (spec okrs §4.4)."""

    act = Act.CHANGE_OWNER
    field = "owner"

    owner = ChooserField("people", several=False, label=_("Owner"))
    owners = ChooserField("people", label=_("Owners"))

    def prepare(self, goal: Goal, actor: Actor, settings: GoalSettings) -> None:
        held = list(self.held["owners"])
        is_shared = settings.shared_okrs or len(held) > 1
        self.field = "owners" if is_shared else "owner"
        self.initial["owner"] = held[0] if held else None
        del self.fields["owner" if is_shared else "owners"]

    def wanted(self) -> GoalFields:
        chosen = self.cleaned_data[self.field]
        if self.field == "owner":
            chosen = [chosen] if chosen else []
        return {"owners": chosen}

    def refuse(self, error: CairnError) -> None:
        self.add_error(self.field, error.sentence)


class Kinds(forms.RadioSelect):
    """The kinds, those that it cannot become switched off."""

    barred: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **options)
        if value in self.barred:
            option["attrs"]["disabled"] = True
        return option


class TypeForm(RowFieldForm):
    """What it is, and on whose page it stands: the two that are called its type (spec okrs §4.2, §11.6)."""

    field = "kind"

    kind = forms.ChoiceField(label=_("Kind"), choices=GoalKind.choices, widget=Kinds)
    entity = forms.ChoiceField(label=_("Stands on the page of"), choices=Entity.choices, widget=forms.RadioSelect)
    teams = ChooserField("teams", label=worded_lazy(_("{Teams}")))

    def prepare(self, goal: Goal, actor: Actor, settings: GoalSettings) -> None:
        """Says of every kind that it cannot become why that is so."""
        reasons = {kind: reason for kind, reason in ways_on(goal, actor, settings) if reason}
        kinds: Any = self.fields["kind"]
        kinds.widget.barred = frozenset(reasons)
        kinds.help_text = " ".join(dict.fromkeys(reasons.values()))
        first = "entity" if len(reasons) == len(GoalKind) - 1 else "kind"
        self.fields[first].widget.attrs["data-first"] = True

    def wanted(self) -> GoalFields:
        given = self.cleaned_data
        teams = [] if given["entity"] == Entity.INDIVIDUAL else given["teams"]
        return {"kind": given["kind"], "entity": given["entity"], "teams": teams}

    def refuse(self, error: CairnError) -> None:
        """What is not about the kind is about the page, unless it is the kind that was to change."""
        if self.cleaned_data.get("kind") == self.held["kind"]:
            self.field = "entity"
        super().refuse(error)


class PeriodForm(RowFieldForm):
    """The period; the days come from it, unless they are sent along to bring back those of before."""

    field = "period"

    period = forms.ChoiceField(label=_("Period"), widget=forms.Select(attrs={"data-first": True}))
    start = forms.DateField(required=False, widget=forms.HiddenInput)
    due = forms.DateField(required=False, widget=forms.HiddenInput)

    def prepare(self, goal: Goal, actor: Actor, settings: GoalSettings) -> None:
        choices: Any = self.fields["period"]
        choices.choices = [(str(period.pk), period.name) for period in Period.objects.order_by("-start")]

    def wanted(self) -> GoalFields:
        given = self.cleaned_data
        fields: GoalFields = {"period": UUID(given["period"])}
        if given["start"] and given["due"]:
            fields["start"], fields["due"] = given["start"], given["due"]
        return fields


FORMS: dict[str, type[RowFieldForm]] = {
    "title": TitleForm, "owner": OwnerForm, "type": TypeForm, "period": PeriodForm,
}  # fmt: skip
