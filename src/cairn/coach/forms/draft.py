"""The form of a draft: the objective, up to eight key results in rows, and the questions beside it (okrs §21.2)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.coach import drafting
from cairn.coach.models import Draft, Origin
from cairn.core.numbers import parse, plain
from cairn.goals.actions.fields import said
from cairn.goals.forms.check_in import decimal_mark, written
from cairn.goals.models import Nature
from cairn.organizations.forms.person_field import PersonField, offer_people
from cairn.organizations.terminology import worded, worded_lazy

_PARTS = ("title", "kind", "start", "target", "unit", "origin")
YES_NO = [("", gettext_lazy("Not asked yet")), ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("Not yet"))]


class KeyResultRows(forms.Widget):
    """One line of inputs for each key result, with empty lines at the end."""

    template_name = "coach/widgets/key_results.html"
    use_fieldset = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if not hasattr(data, "getlist"):
            return []
        columns = [data.getlist(f"kr_{part}") for part in _PARTS]
        rows = [dict(zip(_PARTS, row, strict=True)) for row in zip(*columns, strict=False)]
        return rows[: drafting.MOST]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        rows = [row for row in (value or []) if row.get("title") or row.get("target")]
        empty = dict.fromkeys(_PARTS, "") | {"kind": drafting.MOVE, "origin": Origin.UNKNOWN.value}
        spare = max(1, 3 - len(rows)) if len(rows) < drafting.MOST else 0
        context = super().get_context(name, value, attrs)
        return context | {"rows": [*rows, *[empty] * spare], "measures": drafting.MEASURES, "origins": Origin.choices}


class KeyResultsField(forms.Field):
    """A list of rows with plain numbers; empty rows are passed over."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=KeyResultRows(), required=False, **options)

    def clean(self, value: Any) -> list[dict[str, str]]:
        rows, problems = [], []
        for place, row in enumerate(value or [], 1):
            if not any(row[part].strip() for part in ("title", "start", "target", "unit")):
                continue
            try:
                rows.append({**row, "start": _plain(row["start"]), "target": _plain(row["target"])})
            except ValueError as error:
                problems.append(
                    worded(_("{Key_result} %(place)d: %(sentence)s"))
                    % {"place": place, "sentence": said(error.args[0])}
                )
            if "\x00" in "".join(row.values()):
                problems.append(
                    worded(_("{Key_result} %(place)d holds a character that cannot be kept.")) % {"place": place}
                )
        if problems:
            raise forms.ValidationError(problems)
        return rows


def _plain(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return plain(parse(text, decimal_mark()))
    except ValueError:
        return plain(parse(text))


class DraftForm(forms.Form):
    """Saves at any stage of completeness."""

    title = forms.CharField(
        label=worded_lazy(gettext_lazy("{Objective}")),
        max_length=500,
        required=False,
        help_text=gettext_lazy("A verb + what will be different: “Become the shop that hikers recommend first”."),
    )
    why = forms.CharField(
        label=gettext_lazy("So that …"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("In order to what? It becomes the description."),
    )
    key_results = KeyResultsField(
        label=worded_lazy(gettext_lazy("{Key_results}")),
        help_text=gettext_lazy("A verb + what is measured + from where to where. Three to five."),
    )
    nature = forms.ChoiceField(label=gettext_lazy("Nature"), choices=Nature.choices, widget=forms.RadioSelect)
    owner = PersonField(label=gettext_lazy("Owner"), required=False)
    parent = forms.ChoiceField(label=gettext_lazy("Aligned to"), required=False)
    superpowers = forms.MultipleChoiceField(
        label=gettext_lazy("Read it again tomorrow, with five questions"),
        choices=[(name, each[1]) for name, each in drafting.SUPERPOWERS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    necessary = forms.ChoiceField(
        label=worded_lazy(gettext_lazy("Is every {key_result} needed?")),
        choices=YES_NO,
        widget=forms.RadioSelect,
        required=False,
    )
    sufficient = forms.ChoiceField(
        label=gettext_lazy("Are all together enough?"), choices=YES_NO, widget=forms.RadioSelect, required=False
    )
    is_shared = forms.BooleanField(
        label=gettext_lazy("Lies on the table: everybody may read it, whoever may write here may change it"),
        required=False,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, parents: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["parent"].choices = [("", _("Nothing")), *parents]  # type: ignore[attr-defined]
        offer_people(self)

    @classmethod
    def of(cls, draft: Draft, data: Any, parents: list[tuple[str, str]]) -> DraftForm:
        """The form with what the draft holds."""
        rows = [{**row, "start": _shown(row["start"]), "target": _shown(row["target"])} for row in draft.key_results]
        answers = draft.answers
        initial = {
            "title": draft.title, "why": draft.why, "nature": draft.nature, "owner": draft.owner, "key_results": rows,
            "parent": str(draft.parent_id or ""), "superpowers": answers.get("superpowers", []),
            "necessary": answers.get("necessary", ""), "sufficient": answers.get("sufficient", ""),
            "is_shared": draft.is_shared, "version": draft.version,
        }  # fmt: skip
        return cls(data, parents=parents, initial=initial)

    def wanted(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        questions = {name: given[name] for name in ("necessary", "sufficient") if given[name]}
        return {
            **{name: given[name] for name in ("title", "why", "nature", "owner", "key_results", "is_shared")},
            "parent": given["parent"] or None,
            "answers": {**questions, "superpowers": given["superpowers"]},
        }


def _shown(text: str) -> str:
    """A plain number as the reader writes it."""
    try:
        return written(parse(text, ".")) if text else ""
    except ValueError:
        return text


class IdeasForm(forms.Form):
    """The five questions by which one looks for objectives."""

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        for name, (label, question) in drafting.FIVE_PS.items():
            self.fields[name] = forms.CharField(
                label=str(label),
                help_text=str(question),
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )


class PlaceForm(forms.Form):
    """Where a template is put: whose page, and which period."""

    place = forms.ChoiceField(label=gettext_lazy("For"))
    period = forms.ChoiceField(label=gettext_lazy("Period"))

    def __init__(self, data: Any = None, *, places: Any, periods: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["place"].choices = places  # type: ignore[attr-defined]
        self.fields["period"].choices = periods  # type: ignore[attr-defined]
