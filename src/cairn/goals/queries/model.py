"""What a change of the OKR model means, line by line, for the person who is to confirm it (spec okrs §4.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from cairn.goals.actions.model import COUNTED
from cairn.goals.forms.model import ModelForm
from cairn.goals.models import Goal, GoalSettings
from cairn.organizations.models import Member
from cairn.ui.formats import number

# What follows the new rule at once on what there is already; all the rest holds for what is made from now on.
_AT_ONCE = {
    "band_yellow", "band_green", "band_orange", "health_alerts", "kpi_panel", "scoring_guidance", "creators",
    "team_creators", "project_people", "export_people", "who_exports", "who_creates_organization_okrs",
    "who_creates_team_okrs", "who_uses_projects",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One change: the name of the rule, what it was, what it is to be, and what follows."""

    label: str
    before: str
    after: str
    effect: str


@dataclass(frozen=True)
class Consequences:
    """What is about to change. `recounted` is how many open goals get new numbers; 0: none."""

    lines: list[Line]
    recounted: int


def consequences(settings: GoalSettings, form: ModelForm) -> Consequences:
    """What saving a valid form would change; no lines when it would change nothing."""
    wanted = form.wanted()
    differing = [name for name, value in wanted.items() if _plain(getattr(settings, name)) != _plain(value)]
    names = _names(settings, wanted, differing)
    lines = [
        Line(
            str(form.fields[name].label),
            _words(form.fields[name], getattr(settings, name), names),
            _words(form.fields[name], wanted[name], names),
            _effect(name),
        )
        for name in differing
    ]
    counted = COUNTED & set(differing)
    return Consequences(lines, Goal.objects.standing().open().count() if counted else 0)


def _plain(value: Any) -> Any:
    return sorted(str(each) for each in value) if isinstance(value, list | tuple) else value


def _effect(name: str) -> str:
    if name in COUNTED:
        return _("All open items are computed anew.")
    return _("Holds at once, everywhere.") if name in _AT_ONCE else _("Holds for what is made from now on.")


def _names(settings: GoalSettings, wanted: Mapping[str, Any], differing: Sequence[str]) -> dict[str, str]:
    ids: set[UUID] = set()
    for name in differing:
        for value in (getattr(settings, name), wanted[name]):
            if isinstance(value, list):
                ids |= {UUID(str(each)) for each in value}
    rows = Member.objects.filter(pk__in=ids).values_list("pk", "name") if ids else []
    return {str(member_id): name for member_id, name in rows}


def _words(field: forms.Field, value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(sorted(names.get(str(each), "?") for each in value)) or _("nobody")
    if isinstance(value, Decimal):
        return number(value)
    return str(dict(getattr(field, "choices", ())).get(value, value))
