"""The full check-in: value, status, note, confidence, day, and how long it overrides the roll-up (spec okrs §7)."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.core.numbers import parse, plain, rounded
from cairn.goals import enclosures
from cairn.goals.actions.check_in import CHOOSABLE, Override
from cairn.goals.actions.fields import said
from cairn.goals.entry import read, value_of
from cairn.goals.measuring import outcome_of
from cairn.goals.models import CheckIn, Goal
from cairn.goals.status import Status
from cairn.ui.marks import STATUS_WORDS


class NumberField(forms.CharField):
    """A number as the person writes it, with a decimal comma or point; "" gives None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=60, required=False, **options)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse(text, decimal_mark())
        except ValueError as error:
            try:
                return parse(text)
            except ValueError:
                raise forms.ValidationError(said(error.args[0])) from error


def decimal_mark() -> str:
    """The decimal mark of the person's language."""
    return str(get_format("DECIMAL_SEPARATOR"))


def statuses() -> list[tuple[str, Any]]:
    return [("", _("Follows from the value")), *((status.value, STATUS_WORDS[status.value]) for status in CHOOSABLE)]


def ends() -> list[tuple[str, Any]]:
    """The statuses that lead to the closing panel (spec okrs §7)."""
    return [(end, f"{STATUS_WORDS[end]} …") for end in (Status.CLOSED.value, Status.POSTPONED.value)]


class CheckInForm(forms.Form):
    """A new check-in on a goal. `arguments` is what the action takes.

    With `may_end` closed and postponed are offered too; whoever chooses one (`ending`) does not check in but goes
    on in the closing panel, with what was typed (`for_the_panel`).
    """

    value = NumberField(label=gettext_lazy("Value"))
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=statuses, required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What happened, what it means, what comes next. Two sentences are plenty."),
    )
    confidence = forms.IntegerField(
        label=gettext_lazy("Confidence"),
        min_value=0,
        max_value=10,
        required=False,
        help_text=gettext_lazy("From 0 to 10: how sure are you that it will be reached?"),
    )
    on = forms.DateField(
        label=gettext_lazy("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    override = forms.ChoiceField(
        label=gettext_lazy("A value set by hand holds"),
        required=False,
        choices=[
            (Override.ONCE, gettext_lazy("until the next automatic update")),
            (Override.KEPT, gettext_lazy("until it is resumed")),
        ],
        initial=Override.ONCE,
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        goal: Goal,
        day: date,
        time_zone: str,
        data: Any = None,
        files: Any = None,
        *,
        may_end: bool = False,
    ) -> None:
        counts_by_itself = goal.is_rolled_up or goal.counts_parts
        super().__init__(
            data, files, initial={"on": day, "value": "" if counts_by_itself else written(goal.current_value)}
        )
        self.day, self.time_zone = day, time_zone
        self.fields["on"].widget.attrs.update({"min": goal.start.isoformat(), "max": day.isoformat()})
        self.fields["value"].help_text = unit_words(goal)
        if not counts_by_itself:
            del self.fields["override"]
        if may_end:
            self.fields["status"].choices = [*statuses(), *ends()]  # type: ignore[attr-defined]
        enclosures.ask(self, after="note")

    @property
    def ending(self) -> str:
        """ "closed" or "postponed" where the goal is to end; else empty."""
        status = str(self.cleaned_data["status"])
        return status if status in dict(ends()) else ""

    def for_the_panel(self) -> dict[str, Any]:
        """What the closing panel begins with."""
        return {"final_value": written(self.cleaned_data["value"]), "note": self.cleaned_data["note"]}

    def arguments(self) -> dict[str, Any]:
        """Keywords for actions.check_in. A day in the past stands for its noon."""
        given = dict(self.cleaned_data)
        given.pop(enclosures.FIELD, None)
        on = given.pop("on")
        at = None
        if on is not None and on != self.day:
            at = datetime.combine(on, time(12), ZoneInfo(self.time_zone))
        return {**given, "at": at}


class CheckInCorrection(forms.Form):
    """Value, status and note of a check-in that was made."""

    value = NumberField(label=gettext_lazy("Value"))
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=lambda: statuses()[1:])
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, row: CheckIn, data: Any = None) -> None:
        initial = {"value": written(row.value), "status": row.status, "note": row.note}
        super().__init__(data, initial=initial)
        self.fields["value"].help_text = unit_words(row.goal)


def written(value: Decimal | None) -> str:
    """A number as one would type it in the person's language."""
    return "" if value is None else plain(value).replace(".", decimal_mark())


def shown(value: Decimal | None) -> str:
    """As `written`, rounded to two decimals as everywhere else: for a value that was counted, not typed."""
    return written(None if value is None else rounded(value, 2))


def unit_words(goal: Goal) -> str:
    unit = "%" if outcome_of(goal).is_percent else goal.unit
    return _("In %(unit)s.") % {"unit": unit} if unit else ""


def typed(goal: Goal, text: str) -> dict[str, Any]:
    """What a line typed into a row means for this goal, as keywords for actions.check_in.

    Raises EntryError with the sentence to show.
    """
    outcome = outcome_of(goal)
    words = {str(word).casefold(): Status(value) for value, word in STATUS_WORDS.items() if value != "in_progress"}
    entry = read(text, words=words, decimal_mark=decimal_mark(), unit="%" if outcome.is_percent else goal.unit)
    return {
        "value": value_of(entry, outcome, goal.current_value),
        "status": entry.status.value if entry.status else "",
        "note": entry.note,
    }
