"""The filters of the list of people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cairn.core.ids import read_id
from cairn.organizations.actor import Actor
from cairn.organizations.forms.choices import Choices, team_choices
from cairn.organizations.models import AccountType, MemberState, Role, Team
from cairn.organizations.terminology import worded

MINE = "me"
MOST_TEAMS = 300  # to scroll through; of more, one's own are offered, and each team's page leads to its people


@dataclass(frozen=True)
class Filter:
    """One filter of the list: its name in the address, what is chosen, what there is to choose."""

    name: str
    label: str
    chosen: str
    choices: Choices


def people_filters(wanted: Mapping[str, str], actor: Actor) -> list[Filter]:
    """State, role, account type, team and manager, each with what the address chooses of it."""
    offers: list[tuple[str, str, Choices]] = [
        ("state", _("State"), _labelled(MemberState.choices)),
        ("role", _("Role"), _labelled(Role.choices)),
        ("type", _("Account"), _labelled(AccountType.choices)),
        ("team", worded(_("{Team}")), _teams(wanted.get("team", ""), actor)),
        ("manager", _("Manager"), [(MINE, _("My direct reports"))]),
    ]
    return [_filter(name, label, choices, wanted.get(name, "")) for name, label, choices in offers]


def _teams(asked: str, actor: Actor) -> Choices:
    """Every open team by its path; among very many those of the actor and the one that was asked for."""
    if Team.objects.open().count() <= MOST_TEAMS:
        return team_choices()[1:]
    wanted = {*actor.team_roles, read_id(asked)} - {None}
    rows = Team.objects.open().filter(pk__in=wanted).select_related("parent").order_by("name", "pk")
    return [(str(row.pk), f"{row.parent} › {row}" if row.parent else str(row)) for row in rows]


def _labelled(choices: object) -> Choices:
    return [(str(value), str(label)) for value, label in choices]  # type: ignore[attr-defined]


def _filter(name: str, label: str, choices: Choices, asked: str) -> Filter:
    chosen = asked if asked in dict(choices) else ""
    return Filter(name, label, chosen, choices)
