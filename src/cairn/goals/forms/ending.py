"""How a goal ends: close or postpone it, and whether it goes on in another period (spec okrs §9.1, §10)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.core.numbers import rounded
from cairn.goals import enclosures
from cairn.goals.actions.endable import missing_note
from cairn.goals.forms.check_in import NumberField, shown
from cairn.goals.models import Goal, Nature, State
from cairn.goals.queries.ending import EndingPanel
from cairn.goals.rollover import Mode
from cairn.organizations.forms.choices import team_choices
from cairn.organizations.forms.person_field import PersonField, offer_people
from cairn.organizations.terminology import worded_lazy
from cairn.planning.models import Period


class EndingForm(forms.Form):
    """Both panels: `ending` says which way it ends. Fields that a goal cannot have are left away."""

    ending = forms.ChoiceField(
        label=_("How it ends"),
        choices=[("closed", _("Closed: it is over and gets a score")), ("postponed", _("Postponed: not now"))],
        widget=forms.RadioSelect,
    )
    final_value = NumberField(label=_("Final value"))
    score = NumberField(label=_("Score"))
    note = forms.CharField(
        label=_("Note"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    continues = forms.BooleanField(label=_("Continue in another period"), required=False)
    period: forms.ModelChoiceField[Period] = forms.ModelChoiceField(
        label=_("Period"), queryset=None, required=False, empty_label=_("Choose a period")
    )
    progress = forms.ChoiceField(label=_("How the copy starts"), widget=forms.RadioSelect, required=False)
    new_target = NumberField(label=_("New target"))
    depth = forms.ChoiceField(
        label=_("What is copied"),
        choices=[
            ("children", _("This, and what is open right below it")),
            ("only", _("Only this")),
            ("tree", _("Everything open below it")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31)

    def __init__(
        self,
        goal: Goal,
        about: EndingPanel,
        ending: str,
        data: Any = None,
        files: Any = None,
        *,
        given: dict[str, Any] | None = None,
    ) -> None:
        """`given`: what was typed already elsewhere; what is empty in it is taken from the goal."""
        typed = {name: value for name, value in (given or {}).items() if value}
        super().__init__(data, files, initial=_initial(goal, about, ending) | typed)
        self.fields["period"].queryset = about.periods  # type: ignore[attr-defined]
        self.fields["progress"].choices = about.ways  # type: ignore[attr-defined]
        self.fields["score"].help_text = about.suggestion
        self.fields["note"].help_text = _(
            "What went well, what did not, what you learned. To postpone it, say in a few words why."
        )
        if not about.needs_new_target:
            del self.fields["new_target"]
        else:
            self.fields["new_target"].help_text = _("Its target is reached, so starting afresh needs another one.")
        if goal.is_rolled_up:
            del self.fields["final_value"]
        self.goal, self.suggested = goal, about.suggested
        if not about.is_scored or goal.nature == Nature.LEARNING:
            del self.fields["score"]
        if goal.nature == Nature.LEARNING:
            self.fields["note"].label = _("What you found out")
        if not about.stays_open:
            del self.fields["depth"]
        enclosures.ask(self, after="note")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("continues") and not given.get("period") and "period" not in self.errors:
            self.add_error("period", _("Choose the period in which it goes on."))
        state, note, score = given.get("ending", ""), given.get("note", ""), given.get("score")
        if missing := missing_note(self.goal, state, note):
            self.add_error("note", missing)
        elif state == State.CLOSED and not note.strip() and self._differs(score):
            self.add_error("note", _("Say why the score differs from what was reached."))
        return given

    def _differs(self, score: Decimal | None) -> bool:
        return score is not None and score != self.suggested and 0 <= score <= 1

    def see_version(self, version: int) -> None:
        """Puts the version that is shown now into the form, so that sending it again puts it through."""
        data = {name: self.data[name] for name in self.data}
        self.data = {**data, "version": str(version)}

    @property
    def postpones(self) -> bool:
        return bool(self.cleaned_data["ending"] == "postponed")

    def arguments(self) -> dict[str, Any]:
        """Keywords for actions.close or actions.postpone, as `postpones` says."""
        given = self.cleaned_data
        period = given.get("period") if given.get("continues") else None
        common = {
            "progress": given.get("progress") or Mode.RESET,
            "new_target": given.get("new_target"),
            "final_value": self._final_value(given.get("final_value")),
            "depth": given.get("depth") or "children",
            "expected_version": given.get("version"),
        }
        if self.postpones:
            return {**common, "reason": given["note"], "clone_to": period}
        return {**common, "score": given.get("score"), "note": given.get("note", ""), "continue_in": period}

    def _final_value(self, typed: Decimal | None) -> Decimal | None:
        """What was typed; None where the rounded value that was offered was left as it is: the exact one stays."""
        present = self.goal.current_value
        offered = present is not None and typed == rounded(present, 2)
        return None if offered else typed


def _initial(goal: Goal, about: EndingPanel, ending: str) -> dict[str, Any]:
    return {
        "ending": ending,
        "final_value": shown(goal.current_value),
        "continues": ending == "postponed" and about.next_period is not None,
        "period": about.next_period,
        "progress": Mode.RESET.value,
        "depth": "children",
        "version": goal.version,
    }


class CloneForm(forms.Form):
    """A copy in a period of choice; progress is not copied (spec okrs §10.1)."""

    period: forms.ModelChoiceField[Period] = forms.ModelChoiceField(
        label=_("Period"), queryset=None, empty_label=_("Choose a period")
    )
    depth = forms.ChoiceField(
        label=_("What to clone"),
        choices=[
            ("only", _("Only this")),
            ("children", _("This and what stands right below it")),
            ("tree", _("This and everything below it")),
        ],
        widget=forms.RadioSelect,
    )
    owner = PersonField(
        label=_("One new owner for everything"), required=False, help_text=_("Leave it empty to keep the owners.")
    )
    page = forms.ChoiceField(label=_("On which page"), required=False)

    def __init__(self, current: Period | None, data: Any = None) -> None:
        super().__init__(data, initial={"period": current, "depth": "only", "page": ""})
        self.fields["period"].queryset = Period.objects.order_by("-start")  # type: ignore[attr-defined]
        teams = [(f"team:{key}", name) for key, name in team_choices() if key]
        self.fields["page"].choices = [  # type: ignore[attr-defined]
            ("", _("The same")),
            ("organization", _("The organisation’s")),
            ("individual", _("Its owners’")),
            (worded_lazy(_("{A team}’s")), teams),
        ]
        offer_people(self)

    def arguments(self) -> dict[str, Any]:
        """Keywords for actions.clone."""
        given = self.cleaned_data
        entity, _colon, target = given["page"].partition(":")
        return {
            "depth": given["depth"],
            "owner_id": given["owner"].pk if given["owner"] else None,
            "page": (entity, UUID(target) if target else None) if entity else None,
        }


class PageCloneForm(forms.Form):
    """Everything open on a page, cloned into another period (spec okrs §10.1, bulk)."""

    period: forms.ModelChoiceField[Period] = forms.ModelChoiceField(
        label=_("Into"), queryset=None, empty_label=_("Choose a period")
    )
    owner = PersonField(
        label=_("One new owner for everything"), required=False, help_text=_("Leave it empty to keep the owners.")
    )

    def __init__(self, following: Period | None, data: Any = None) -> None:
        super().__init__(data, initial={"period": following})
        self.fields["period"].queryset = Period.objects.order_by("-start")  # type: ignore[attr-defined]
        offer_people(self)


class DeletionForm(forms.Form):
    """What becomes of the children."""

    children = forms.ChoiceField(
        label=_("What stands below it"),
        choices=[("kept", _("stays, no longer aligned to it")), ("deleted", _("is deleted with it"))],
        initial="kept",
        widget=forms.RadioSelect,
    )
