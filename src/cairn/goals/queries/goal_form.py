"""What the form of a goal starts from, and the two versions of a goal that two people changed at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict

from cairn.goals import wording
from cairn.goals.actions import GoalFields, Parent
from cairn.goals.history import STRUCTURE
from cairn.goals.measuring import outcome_of
from cairn.goals.models import Entity, Goal, GoalKind, GoalTag, Nature, Privacy, ProgressMode, StatusRule
from cairn.goals.outcome import Outcome
from cairn.goals.queries.chooser import Source, named
from cairn.goals.queries.filters import ids_of
from cairn.goals.ties import ties
from cairn.organizations.actor import Actor
from cairn.planning.models import Period
from cairn.ui import dates
from cairn.ui.formats import number

_PLAIN = (
    "kind", "title", "description", "entity", "nature", "scoring_guidance", "delegated_until", "start", "due",
    "metric_name", "progress_mode", "status_rule", "new_children_contribute", "privacy", "restricts_alignment",
    "only_listed_edit",
)  # fmt: skip
assert set(_PLAIN) <= set(STRUCTURE)


def present(goal: Goal, actor: Actor) -> GoalFields:
    """The goal as its form shows it; parents the actor may not see stay unnamed (and untouched by saving)."""
    near = ties([goal], actor)
    fields: dict[str, Any] = {name: getattr(goal, name) for name in _PLAIN}
    parents = near.parents.get(goal.pk, ())
    tags = GoalTag.objects.filter(goal=goal).order_by("tag__name").values_list("tag__name", flat=True)
    fields |= {
        "owners": [member.pk for member in near.owners.get(goal.pk, ())],
        "teams": [team_id for team_id, _name in near.teams.get(goal.pk, ())],
        "check_in_owner": goal.check_in_owner_id,
        "delegate": goal.delegate_id,
        "period": goal.period_id,
        "outcome": outcome_of(goal),
        "viewers": list(goal.viewer_links.order_by("member__name").values_list("member_id", flat=True)),
        "parents": [Parent(link.id, link.contribution) for link in parents if link.seen],
        "editors": list(goal.editor_links.order_by("member__name").values_list("member_id", flat=True)),
        "tags": list(tags),
    }
    return fields  # type: ignore[return-value]


def prefilled(query: QueryDict, actor: Actor, current: Period | None) -> GoalFields:
    """What a new goal starts with: from ?kind=&title=&parent=&entity=&team=&owner=&period= and from the parent.

    The parent gives page, teams and period, unless the address names a page of its own; without a parent they come
    from where the person stood (spec okrs §4.3).
    """
    kind = query.get("kind", "")
    entity = query.get("entity", "")
    fields: dict[str, Any] = {
        "kind": kind if kind in GoalKind.values else GoalKind.OBJECTIVE.value,
        "entity": entity if entity in Entity.values else Entity.ORGANIZATION.value,
        "teams": ids_of(query, "team"),
        "owners": ids_of(query, "owner") or ([actor.member_id] if actor.member_id else []),
        "period": next(iter(ids_of(query, "period")), current.pk if current else None),
        "nature": Nature.ASPIRATIONAL.value,
        "privacy": Privacy.EVERYONE.value,
        "status_rule": StatusRule.PROGRESS.value,
        "new_children_contribute": True,
        "parents": [],
    }
    parent = Goal.objects.visible_to(actor).filter(pk__in=ids_of(query, "parent")[:1]).first()
    if parent is not None:
        teams = [team_id for team_id, _name in ties([parent], actor).teams.get(parent.pk, ())]
        fields |= {"parents": [Parent(parent.pk)], "period": parent.period_id}
        if not entity:
            fields |= {"entity": parent.entity, "teams": teams}
    if query.get("title"):
        fields["title"] = query["title"][:500]
    rolls_up = fields["kind"] == GoalKind.OBJECTIVE
    fields["progress_mode"] = (ProgressMode.ROLLUP if rolls_up else ProgressMode.MANUAL).value
    return fields  # type: ignore[return-value]


def differing(wanted: GoalFields, held: GoalFields) -> GoalFields:
    """Only what the person wants to be otherwise than it is."""
    changed = {name: value for name, value in wanted.items() if held.get(name) != value}
    if "tags" in changed and sorted(wanted.get("tags", ())) == sorted(held.get("tags", ())):
        del changed["tags"]
    if "viewers" in changed and set(wanted.get("viewers", ())) == set(held.get("viewers", ())):
        del changed["viewers"]
    return changed  # type: ignore[return-value]


@dataclass(frozen=True)
class Difference:
    """One field in two versions, in words; `name` is the form's field."""

    name: str
    mine: str
    theirs: str


def both_versions(mine: GoalFields, theirs: GoalFields, actor: Actor) -> list[Difference]:
    """Field by field what the person wants and what somebody else saved meanwhile."""
    found = []
    for name, value in mine.items():
        one, other = (_words(name, each, actor) for each in (value, theirs.get(name)))
        if one != other:
            found.append(Difference("measure" if name == "outcome" else name, one, other))
    return found


_SOURCES: dict[str, Source] = {
    "owners": "people", "viewers": "people", "editors": "people", "check_in_owner": "people", "delegate": "people",
    "teams": "teams", "parents": "goals",
}  # fmt: skip
_CHOICES: dict[str, Any] = {
    "kind": GoalKind, "entity": Entity, "nature": Nature, "progress_mode": ProgressMode, "status_rule": StatusRule,
    "privacy": Privacy,
}  # fmt: skip


def _words(name: str, value: Any, actor: Actor) -> str:
    if value is None or value in ("", []):
        return "–"
    if name in _SOURCES:
        values = value if isinstance(value, list) else [value]
        ids: list[UUID] = [each.id if isinstance(each, Parent) else each for each in values]
        return ", ".join(found.name for found in named(_SOURCES[name], ids, actor)) or "–"
    if name in _CHOICES:
        return str(_CHOICES[name](value).label)
    if name == "period":
        return str(Period.objects.filter(pk=value).first() or "–")
    if isinstance(value, Outcome):
        return _outcome_words(value)
    if isinstance(value, date):
        return dates.full_day(value)
    if isinstance(value, bool):
        return "✓" if value else "–"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _outcome_words(outcome: Outcome) -> str:
    if outcome.is_percent:
        return "0 → 100 %"
    goal = Goal(
        outcome_type="metric",
        metric_kind=outcome.kind.value if outcome.kind else "",
        unit=outcome.unit,
        start_value=outcome.start,
        target_value=outcome.target,
        low=outcome.low,
        high=outcome.high,
    )
    phases = ", ".join(f"{dates.day(each.date)}: {number(each.value)}" for each in outcome.phases)
    return f"{wording.range_of(goal) or '–'}{f' ({phases})' if phases else ''}"
