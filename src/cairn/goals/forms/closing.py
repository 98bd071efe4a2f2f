"""How many goals end together: one small form for each, and what they share (spec okrs §9.2)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.goals.actions import Ending
from cairn.goals.actions.endable import missing_note
from cairn.goals.forms.check_in import NumberField
from cairn.goals.models import Nature, State
from cairn.goals.queries.closing import Closing, Item, as_chosen, preset_of
from cairn.goals.rollover import Mode
from cairn.organizations.actor import Actor
from cairn.planning.models import Period
from cairn.ui.formats import number

ON = "-on"  # after how it ends: it goes on in another period
HOW = [
    (State.CLOSED.value, gettext_lazy("Close")),
    (State.CLOSED.value + ON, gettext_lazy("Close and carry over")),
    (State.POSTPONED.value + ON, gettext_lazy("Postpone and carry over")),
    (State.POSTPONED.value, gettext_lazy("Postpone only")),
    ("", gettext_lazy("Leave open")),
]


class RowForm(forms.Form):
    """How one goal ends. Fields that it cannot have are left away."""

    how = forms.ChoiceField(label=gettext_lazy("How it ends"), choices=HOW, required=False)
    score = NumberField(label=gettext_lazy("Score"))
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 1})
    )
    new_target = NumberField(label=gettext_lazy("New target"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2**31)

    def __init__(self, item: Item, page: Closing, data: Any = None) -> None:
        self.item = item
        goes_on = item.preset == State.POSTPONED and page.next_period is not None
        start = {"how": item.preset + (ON if goes_on else ""), "version": item.goal.version}
        super().__init__(data, prefix=item.goal.pk.hex, initial=start)
        if not page.later:
            self.fields["how"].choices = [each for each in HOW if not each[0].endswith(ON)]  # type: ignore[attr-defined]
        if not item.is_scored or item.goal.nature == Nature.LEARNING:
            del self.fields["score"]
        if not item.needs_new_target:
            del self.fields["new_target"]
        if item.goal.nature == Nature.LEARNING:
            self.fields["note"].label = _("What you found out")
        self.fields["note"].widget.attrs["placeholder"] = self.fields["note"].label
        self.foresee(item)

    def foresee(self, item: Item) -> None:
        """Takes over what the goal would come to, as far as that is known now."""
        self.item = item
        if "score" in self.fields:
            attrs = self.fields["score"].widget.attrs
            attrs["placeholder"] = number(item.suggested, 2)
            attrs |= {"aria-describedby": f"foresight-{item.goal.pk.hex}"} if item.foresight else {}

    @property
    def chosen(self) -> Ending | None:
        """What it would come to by what can be read of it; None: it stays open."""
        score = self.cleaned_data.get("score")
        fits = score is not None and score.is_finite() and 0 <= score <= 1
        return Ending(self.item.goal.pk, self.state, score=score if fits else None) if self.state else None

    @property
    def state(self) -> str:
        """closed or postponed; empty: it stays open."""
        how: str = self.cleaned_data.get("how", self.item.preset)
        return how.removesuffix(ON)

    @property
    def goes_on(self) -> bool:
        """Whether it is carried over into another period."""
        how: str = self.cleaned_data.get("how", "")
        return how.endswith(ON)

    def check(self, shared: dict[str, Any]) -> None:
        """What only makes sense together: with what all share, and with how it stands now."""
        given = self.cleaned_data
        how, note = self.state, given.get("note", "").strip()
        if how and given.get("version") not in {None, self.item.goal.version}:
            self.add_error(None, _("This changed while you were deciding. Look at it again, then save."))
        shared_note = shared.get("reason", "") if how == State.POSTPONED else ""
        if missing := missing_note(self.item.goal, how, note or shared_note):
            self.add_error("note", missing)
        if how == State.CLOSED:
            self._check_score(note, given.get("score"))
        if self.goes_on and not shared.get("period"):
            self.add_error("how", _("Choose above in which period it goes on."))
        if self.goes_on and self._lacks_target(shared):
            self.add_error("new_target", _("Its target is reached. Give the next one, or do not carry it over."))

    def _check_score(self, note: str, score: Decimal | None) -> None:
        if score is None:
            return
        if not (score.is_finite() and 0 <= score <= 1):
            self.add_error("score", _("A score lies between 0 and 1."))
        elif score != self.item.suggested and not note:
            self.add_error("note", _("Say why the score differs from what was reached."))

    def _lacks_target(self, shared: dict[str, Any]) -> bool:
        return (
            self.item.needs_new_target
            and shared.get("progress") == Mode.RESET
            and (self.cleaned_data.get("new_target") is None)
        )

    def ending(self, shared: dict[str, Any]) -> Ending | None:
        """What was decided; None: it stays open."""
        if not self.state:
            return None
        given = self.cleaned_data
        note = given["note"].strip()
        return Ending(
            self.item.goal.pk,
            self.state,
            note or (shared["reason"] if self.state == State.POSTPONED else ""),
            given.get("score"),
            shared["period"] if self.goes_on else None,
            shared["progress"],
            given.get("new_target"),
        )


class SharedForm(forms.Form):
    """What holds for all of them."""

    period: forms.ModelChoiceField[Period] = forms.ModelChoiceField(
        label=gettext_lazy("Carry over into"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Choose a period"),
    )
    progress = forms.ChoiceField(
        label=gettext_lazy("What is carried over"),
        choices=[
            (Mode.RESET.value, gettext_lazy("starts afresh from where it stands")),
            (Mode.PRESERVE.value, gettext_lazy("goes on with its progress")),
        ],
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why things are postponed"),
        help_text=gettext_lazy("Needed where something is postponed without a note of its own."),
        max_length=2000,
        required=False,
    )

    def __init__(self, page: Closing, data: Any = None) -> None:
        super().__init__(data, initial={"period": page.next_period, "progress": Mode.RESET.value})
        later = Period.objects.filter(pk__in=[period.pk for period in page.later]).order_by("start", "-end")
        self.fields["period"].queryset = later  # type: ignore[attr-defined]

    def clean_progress(self) -> str:
        return self.cleaned_data["progress"] or Mode.RESET.value


class ClosingForm:
    """All rows and what they share."""

    def __init__(self, page: Closing, actor: Actor, data: Any = None) -> None:
        self.page, self.actor, self.is_bound = page, actor, data is not None
        self.shared = SharedForm(page, data)
        self.rows = [RowForm(item, page, data) for item in page.items]

    def is_valid(self) -> bool:
        """Whether everything that was sent makes sense; the sentences stand at their fields."""
        fine = self.shared.is_valid()
        for row in self.rows:
            row.full_clean()
        self._foresee()
        for row in self.rows:
            row.check({"progress": Mode.RESET.value, **self.shared.cleaned_data})
            fine = fine and not row.errors
        return fine

    def _foresee(self) -> None:
        """An objective's score follows from what was chosen below it (spec okrs §9.4)."""
        endings = [ending for row in self.rows if (ending := row.chosen)]
        items = as_chosen([row.item for row in self.rows], endings, self.actor)
        for row, item in zip(self.rows, items, strict=True):
            row.foresee(item)

    @property
    def wrong(self) -> Sequence[RowForm]:
        """The rows that need another look."""
        return [row for row in self.rows if row.errors] if self.is_bound else []

    def endings(self) -> list[Ending]:
        """Everything that is to end."""
        found = (row.ending(self.shared.cleaned_data) for row in self.rows)
        return [ending for ending in found if ending is not None]


class WholeForm(SharedForm):
    """Everything at once as it is proposed."""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("reason", "").strip():
            self.add_error("reason", _("Say in a few words why what has not moved is postponed."))
        return given

    def endings(self, page: Closing) -> list[Ending]:
        """Closes what has moved, postpones what has not and carries that over."""
        given = self.cleaned_data
        return [
            Ending(goal.pk, State.CLOSED)
            if preset_of(goal) == State.CLOSED
            else Ending(
                goal.pk, State.POSTPONED, given["reason"], period=given.get("period"), progress=given["progress"]
            )
            for goal in page.mine
        ]
