"""Changes as people read them: who changed which field from what to what, with names in place of ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.core.models import Event
from cairn.goals.models import Entity, Goal, GoalKind, Nature, Privacy, ProgressMode, State, StatusRule, Tag
from cairn.goals.outcome import MetricKind
from cairn.goals.phrases import CHANGED, PHRASES, Change, Phrase
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Team
from cairn.organizations.terminology import worded_lazy
from cairn.planning.models import Period
from cairn.ui.dates import full_day
from cairn.ui.formats import number, percent
from cairn.ui.marks import STATUS_WORDS

_CHOICES: dict[str, dict[str, Any]] = {
    "kind": dict(GoalKind.choices),
    "entity": dict(Entity.choices),
    "panel": dict(Entity.choices),
    "nature": dict(Nature.choices),
    "privacy": dict(Privacy.choices),
    "progress_mode": dict(ProgressMode.choices),
    "automatic_mode": dict(ProgressMode.choices),
    "status_rule": dict(StatusRule.choices),
    "state": dict(State.choices),
    "metric_kind": {
        MetricKind.REACH: gettext_lazy("Reach"),
        MetricKind.INCREASE: gettext_lazy("Increase from"),
        MetricKind.DECREASE: gettext_lazy("Decrease from"),
        MetricKind.STAY_ABOVE: gettext_lazy("Stay above"),
        MetricKind.STAY_BELOW: gettext_lazy("Stay below"),
        MetricKind.STAY_BETWEEN: gettext_lazy("Stay between"),
        MetricKind.BASELINE: gettext_lazy("Find a baseline"),
    },
}
_LABELS: dict[str, str | Promise] = {
    "kind": gettext_lazy("Kind"),
    "title": gettext_lazy("Title"),
    "description": gettext_lazy("Description"),
    "entity": gettext_lazy("Page"),
    "nature": gettext_lazy("Nature"),
    "scoring_guidance": gettext_lazy("Scoring guidance"),
    "check_in_owner_id": gettext_lazy("Check-in owner"),
    "delegate_id": gettext_lazy("Delegate"),
    "delegated_until": gettext_lazy("Delegated until"),
    "privacy": gettext_lazy("Who can see it"),
    "restricts_alignment": gettext_lazy("Owners decide what aligns to it"),
    "period_id": gettext_lazy("Period"),
    "start": gettext_lazy("First day"),
    "due": gettext_lazy("Last day"),
    "metric_name": gettext_lazy("Metric"),
    "metric_kind": gettext_lazy("How it is measured"),
    "unit": gettext_lazy("Unit"),
    "start_value": gettext_lazy("Start"),
    "target_value": gettext_lazy("Target"),
    "low": gettext_lazy("Lower bound"),
    "high": gettext_lazy("Upper bound"),
    "risk_threshold": gettext_lazy("Risk threshold"),
    "tolerance": gettext_lazy("Tolerance"),
    "phases": gettext_lazy("Phased targets"),
    "progress_mode": gettext_lazy("Where its number comes from"),
    "status_rule": gettext_lazy("Where its status comes from"),
    "new_children_contribute": gettext_lazy("What is aligned to it counts"),
    "owners": gettext_lazy("Owners"),
    "teams": worded_lazy(gettext_lazy("{Teams}")),
    "viewers": gettext_lazy("Who is listed to see it"),
    "editors": gettext_lazy("Who else may edit"),
    "tags": gettext_lazy("Tags"),
    "score": gettext_lazy("Score"),
    "parents": gettext_lazy("Aligned to"),
    "continued_as": gettext_lazy("Continued as"),
    "source": gettext_lazy("Copy of"),
    "value": gettext_lazy("Value"),
    "status": gettext_lazy("Status"),
    "nudged": gettext_lazy("Asked"),
    "panel": gettext_lazy("Panel"),
    "panel_of_team": gettext_lazy("Panel"),
    "panel_of_person": gettext_lazy("Panel"),
}
_PEOPLE = {"owners", "viewers", "editors", "check_in_owner_id", "delegate_id", "nudged", "panel_of_person"}
_GOALS = {"parents", "continued_as", "source"}
_TABLES = {"teams": "teams", "panel_of_team": "teams", "tags": "tags", "period_id": "periods"}
_DATES = {"start", "due", "delegated_until"}
_NUMBERS = {"start_value", "target_value", "low", "high", "risk_threshold", "tolerance", "score", "value"}


@dataclass(frozen=True)
class Names:
    """The rows behind the ids in some events; `goals` only those that the reader may see."""

    members: dict[UUID, Member] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)
    periods: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    goals: dict[str, str] = field(default_factory=dict)

    def of(self, name: str, value: Any) -> str:
        """The name of one id in the field `name`; a dash when it is gone or hidden."""
        if name in _PEOPLE:
            member = self.members.get(UUID(str(value)))
            return member.name if member else "–"
        tables = {"teams": self.teams, "periods": self.periods, "tags": self.tags}
        return tables.get(_TABLES.get(name, ""), self.goals).get(str(value), "–")


def names_for(events: Iterable[Event], actor: Actor) -> Names:
    """Reads the names that these events need; at most five queries, none for what nobody mentions."""
    wanted: dict[str, set[str]] = {"members": set(), "teams": set(), "periods": set(), "tags": set(), "goals": set()}
    for event in events:
        wanted["members"] |= {str(member) for member in (event.actor_id, event.real_actor_id) if member}
        if event.kind == "goal.contributions_set":
            wanted["goals"] |= set(event.data.get("shares") or ())
        for name, (before, after) in _pairs(event):
            sort = "members" if name in _PEOPLE else "goals" if name in _GOALS else _TABLES.get(name, "")
            if sort in wanted:
                wanted[sort] |= {str(item) for value in (before, after) for item in _listed(value)}
    return Names(
        members={row.pk: row for row in _found(Member.objects.all(), wanted["members"])},
        teams={str(row.pk): row.name for row in _found(Team.objects.all(), wanted["teams"])},
        periods={str(row.pk): row.name for row in _found(Period.objects.all(), wanted["periods"])},
        tags={str(row.pk): row.name for row in _found(Tag.objects.all(), wanted["tags"])},
        goals={str(row.pk): row.title for row in _found(Goal.objects.visible_to(actor), wanted["goals"])},
    )


def _found(rows: Any, ids: set[str]) -> Any:
    return rows.filter(pk__in=ids) if ids else []


def changes_of(event: Event, names: Names) -> tuple[str, str, list[Change]]:
    """An event as a verb phrase ("edited {this}"), its icon, and the fields that changed."""
    told = [_change(name, before, after, names) for name, (before, after) in _pairs(event) if name in _LABELS]
    changes = [change for change in told if change.before != change.after or not change.after]
    phrase = _BY_ITSELF.get((event.kind, event.data.get("why", ""))) if event.actor_id is None else None
    phrase = phrase or OWN_PHRASES.get(event.kind) or PHRASES.get(event.kind, CHANGED)
    if event.kind == "goal.contributions_set":
        changes += _shares(event.data, names)
    if phrase.changes is not None:
        changes += phrase.changes(event.data)
    return str(phrase.words), phrase.icon, changes


OWN_PHRASES = {
    "goal.created": Phrase(gettext_lazy("created {this}"), "plus"),
    "goal.edited": Phrase(gettext_lazy("edited {this}")),
    "goal.aligned": Phrase(gettext_lazy("changed what {this} is aligned to"), "network"),
    "goal.contributions_set": Phrase(gettext_lazy("set what contributes to {this}"), "sliders-horizontal"),
    "goal.closed": Phrase(gettext_lazy("closed {this}"), "flag"),
    "goal.postponed": Phrase(gettext_lazy("postponed {this}"), "calendar-range"),
    "goal.reopened": Phrase(gettext_lazy("reopened {this}"), "undo-2"),
    "goal.cloned": Phrase(gettext_lazy("made {this} as a copy"), "copy"),
    "goal.deleted": Phrase(gettext_lazy("deleted {this}"), "trash-2"),
    "goal.restored": Phrase(gettext_lazy("restored {this}"), "undo-2"),
    "goal.moved": Phrase(gettext_lazy("moved {this}"), "network"),
    "goal.shared": Phrase(gettext_lazy("shared {this}")),
    "nudge.sent": Phrase(gettext_lazy("asked for a check-in on {this}"), "bell"),
    "check_in.created": Phrase(gettext_lazy("checked in on {this}"), "check"),
    "check_in.edited": Phrase(gettext_lazy("edited a check-in on {this}")),
    "check_in.deleted": Phrase(gettext_lazy("took back a check-in on {this}"), "undo-2"),
    "kpi.added": Phrase(gettext_lazy("put {this} on a KPI panel"), "plus"),
    "kpi.removed": Phrase(gettext_lazy("took {this} off a KPI panel"), "trash-2"),
    "approval.altered": Phrase(gettext_lazy("changed {this} after it was approved")),
}
# What Cairn does by itself says why.
_BY_ITSELF = {
    ("goal.closed", "all_below_ended"): Phrase(
        gettext_lazy("closed {this}, because nothing below it was open any more"), "flag"
    ),
    ("goal.postponed", "all_below_ended"): Phrase(
        gettext_lazy("postponed {this}, because everything below it was postponed"), "calendar-range"
    ),
    ("goal.edited", "delegation_over"): Phrase(
        gettext_lazy("ended a delegation of {this}, because its last day was over")
    ),
    ("goal.edited", "delegate_left"): Phrase(
        gettext_lazy("ended a delegation of {this}, because the delegate can no longer act here")
    ),
}


def _pairs(event: Event) -> Iterable[tuple[str, tuple[Any, Any]]]:
    """Field, old and new of every change that an event tells."""
    data = event.data
    for name, pair in (data.get("changes") or {}).items():
        yield name, (pair[0], pair[1])
    if event.kind == "goal.aligned":
        yield "parents", ([], data.get("parents") or [])
    for name in ("source", "continued_as"):
        if data.get(name):
            yield name, (None, data[name])
    if event.kind == "goal.closed" and data.get("score") is not None:
        yield "score", (None, data["score"])
    if event.kind == "check_in.deleted" and data.get("value") is not None:
        yield "value", (data["value"], None)
    if event.kind == "nudge.sent":
        yield "nudged", (None, data.get("to"))
    if event.kind in {"kpi.added", "kpi.removed"}:
        yield _panel(data, is_there=event.kind == "kpi.added")
    if event.kind == "check_in.edited":
        before, after = data.get("before") or {}, data.get("after") or {}
        for name in ("value", "status"):
            if before.get(name) != after.get(name):
                yield name, (before.get(name), after.get(name))


def _shares(data: Mapping[str, Any], names: Names) -> Iterable[Change]:
    """What each child supplies that is another part of the whole than before."""
    before = data.get("before") or {}
    for child_id, share in (data.get("shares") or {}).items():
        if child_id in before and before[child_id] != share and child_id in names.goals:
            yield Change(names.goals[child_id], _share(before[child_id]), _share(share))


def _share(share: str | None) -> str:
    return _("an equal part") if share is None else percent(Decimal(share))


def _panel(data: Mapping[str, Any], *, is_there: bool) -> tuple[str, tuple[Any, Any]]:
    """Whose panel a tile came onto or was taken from."""
    entity, holder = data.get("entity"), data.get("holder")
    names = {Entity.TEAM.value: "panel_of_team", Entity.INDIVIDUAL.value: "panel_of_person"}
    name = names.get(str(entity), "panel")
    whose = entity if name == "panel" else holder
    return name, (None, whose) if is_there else (whose, None)


def _listed(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _change(name: str, before: Any, after: Any, names: Names) -> Change:
    return Change(str(_LABELS[name]), _said(name, before, names), _said(name, after, names))


def _said(name: str, value: Any, names: Names) -> str:
    """A value of a field in words."""
    if name == "phases":
        return ", ".join(f"{_day(point['date'])}: {_number(point['value'])}" for point in _listed(value))
    if name in _PEOPLE or name in _GOALS or name in _TABLES:
        return ", ".join(names.of(name, item) for item in _listed(value))
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in _DATES:
        return _day(value)
    if name in _NUMBERS:
        return _number(value)
    if name == "status":
        return str(STATUS_WORDS.get(value, value))
    return str(_CHOICES.get(name, {}).get(value, value))


def _number(value: Any) -> str:
    try:
        return number(Decimal(str(value)))
    except InvalidOperation:
        return str(value)


def _day(value: Any) -> str:
    try:
        return full_day(date.fromisoformat(str(value)[:10]))
    except ValueError:
        return str(value)
