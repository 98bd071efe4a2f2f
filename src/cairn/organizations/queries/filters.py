"""The filters of the list of people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cairn.organizations.forms.choices import Choices, team_choices
from cairn.organizations.models import AccountType, MemberState, Role
from cairn.organizations.terminology import worded

MINE = "me"


@dataclass(frozen=True)
class Filter:
    """One filter of the list: its name in the address, what is chosen, what there is to choose."""

    name: str
    label: str
    chosen: str
    choices: Choices


def people_filters(wanted: Mapping[str, str]) -> list[Filter]:
    """State, role, account type, team and manager, each with what the address chooses of it."""
    offers: list[tuple[str, str, Choices]] = [
        ("state", _("State"), _labelled(MemberState.choices)),
        ("role", _("Role"), _labelled(Role.choices)),
        ("type", _("Account"), _labelled(AccountType.choices)),
        ("team", worded(_("{Team}")), team_choices()[1:]),
        ("manager", _("Manager"), [(MINE, _("My direct reports"))]),
    ]
    return [_filter(name, label, choices, wanted.get(name, "")) for name, label, choices in offers]


def _labelled(choices: object) -> Choices:
    return [(str(value), str(label)) for value, label in choices]  # type: ignore[attr-defined]


def _filter(name: str, label: str, choices: Choices, asked: str) -> Filter:
    chosen = asked if asked in dict(choices) else ""
    return Filter(name, label, chosen, choices)
