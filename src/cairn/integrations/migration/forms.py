"""The forms of imports: files to upload, and what words and names mean here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.goals.models import GoalKind
from cairn.integrations.migration.viva_goals.choices import CREATE, ME, REFUSE, Choices
from cairn.organizations.models import Member
from cairn.organizations.terminology import worded_lazy
from cairn.ui.forms import FilesField

MOST_PEOPLE_SHOWN = 100
MOST_MEMBERS_OFFERED = 500


class UploadForm(forms.Form):
    """`is_too_large`: the upload was cut off because it is larger than what may be sent."""

    files = FilesField(  # type: ignore[assignment]  # the form's own attribute of this name is set per form
        label=gettext_lazy("Files"),
        allow_empty_file=True,  # the reader says it with the file's name
        help_text=worded_lazy(
            gettext_lazy(
                "The export of everything (ZIP), an Explorer export (CSV or XLSX), or {a okr} template with its"
                " lists of users and {teams}. Choose what belongs together at once. What they are is seen from what"
                " is in them."
            )
        ),
    )

    def __init__(self, *args: Any, is_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_too_large:
            most = settings.UPLOAD_LIMIT // 1024 // 1024
            sentence = _("That is more than %(most)d MB. Export fewer periods or views at a time.") % {"most": most}
            self.fields["files"].error_messages["required"] = sentence


class MappingForm(forms.Form):
    """A choice for every type word, and for every person who is not simply recognised."""

    def __init__(self, mapping: Mapping[str, Any], chosen: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words: dict[str, str] = {}
        self.people: dict[str, str] = {}
        for number, (word, entry) in enumerate(mapping.get("words", {}).items()):
            self.words[f"kind_{number}"] = word
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=f"{word} ({entry['count']})", choices=GoalKind.choices, initial=entry["kind"]
            )
        asked = [person for person in mapping.get("people", []) if not person["is_known"]]
        self.left_out = max(len(asked) - MOST_PEOPLE_SHOWN, 0)
        options = _people_options(asked[:MOST_PEOPLE_SHOWN])
        for number, person in enumerate(asked[:MOST_PEOPLE_SHOWN]):
            self.people[f"person_{number}"] = person["key"]
            self.fields[f"person_{number}"] = forms.ChoiceField(
                label=person["name"], choices=options, initial=person["choice"], help_text=person["email"]
            )
        self.before = chosen

    def choices(self) -> Choices:
        """What was chosen, over what was chosen before."""
        kinds = {word: self.cleaned_data[name] for name, word in self.words.items()}
        people = {key: self.cleaned_data[name] for name, key in self.people.items() if name in self.changed_data}
        return Choices(
            {**self.before.kinds, **kinds},
            {**self.before.people, **people},
            self.before.creates_unknown_owners,
        )

    @property
    def word_fields(self) -> Iterable[forms.BoundField]:
        return [self[name] for name in self.words]

    @property
    def people_fields(self) -> Iterable[forms.BoundField]:
        return [self[name] for name in self.people]


def _people_options(asked: list[Mapping[str, Any]]) -> list[tuple[str, Any]]:
    """Create, leave out, me, or somebody who is here; in a large organisation only those already recognised."""
    members = Member.objects.listed().order_by("name")
    if members.count() > MOST_MEMBERS_OFFERED:
        known = [person["choice"] for person in asked if person["choice"] not in (CREATE, REFUSE, ME)]
        members = members.filter(pk__in=known)
    somebody = [(str(pk), f"{name} ({email})") for pk, name, email in members.values_list("pk", "name", "email")]
    options: list[tuple[str, Any]] = [
        (CREATE, _("Keep a place for this person")),
        (ME, _("Give it all to me")),
        (REFUSE, _("Leave out what they own")),
    ]
    return [*options, (_("Somebody here"), somebody)] if somebody else options
