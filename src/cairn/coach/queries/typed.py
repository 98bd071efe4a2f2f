"""What stands in the form of a goal while it is being written, as facts for the linter. Nothing is refused here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from cairn.coach.lint import Finding, KeyResult, Measure, Objective, People, lint
from cairn.coach.lint.findings import Mend
from cairn.coach.queries.advice import Remark, remarks, rules_off
from cairn.coach.queries.facts import facts_of, lean
from cairn.coach.queries.places import spans_with_objectives
from cairn.core.numbers import parse
from cairn.goals.actions.convert import may_convert
from cairn.goals.forms.check_in import decimal_mark, written
from cairn.goals.models import Entity, Goal, GoalKind, ProgressMode
from cairn.goals.models.goal import GoalQuerySet
from cairn.goals.queries.filters import ids_of
from cairn.goals.queries.tree import Place
from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization
from cairn.planning.models import Period

TYPED = "typed"
LONGEST = 2000


def remarks_on(data: QueryDict, actor: Actor, organization: Organization, day: date) -> list[Remark]:
    """What there is to say of the goal in the form; nothing while its title is empty, nothing of projects."""
    title = _text(data, "title")
    if not title.strip() or data.get("kind") not in {GoalKind.OBJECTIVE, GoalKind.KEY_RESULT}:
        return []
    seen: GoalQuerySet = Goal.objects.visible_to(actor)
    period = next(iter(Period.objects.filter(pk__in=ids_of(data, "period"))), None)
    if data["kind"] == GoalKind.OBJECTIVE:
        objective = _objective(data, seen, organization, period)
    else:
        objective = _around(data, seen, organization, day, period)
    report = lint(objective, off=rules_off())
    return remarks(report.about(TYPED))


def adopted_by(remark: Remark, data: QueryDict) -> str:
    """What the form takes over when the button of a remark is pressed, as a query string; "" where it cannot."""
    return urlencode(_changes(remark.finding, data))


def _changes(finding: Finding, data: QueryDict) -> dict[str, str]:
    fix = finding.fix
    if fix.mend is Mend.TITLE:
        return {"title": fix.value}
    if fix.mend is Mend.PROJECT:
        if data.get("version") and not may_convert():
            return {}
        return {"kind": "project", "measure": "percent"}
    if fix.mend is Mend.DUE:
        return {"due": fix.value}
    if fix.mend is Mend.TURN:
        start, target = _number(data, "start_value"), _number(data, "target")
        kind = "decrease" if (target or 0) > (start or 0) else "increase"
        return {"measure": kind, "start_value": written(target), "target": written(start or Decimal(0))}
    return {}


def _objective(data: QueryDict, seen: GoalQuerySet, organization: Organization, period: Period | None) -> Objective:
    entity = data.get("entity", "")
    above = {Entity.TEAM: {Entity.ORGANIZATION}, Entity.INDIVIDUAL: {Entity.ORGANIZATION, Entity.TEAM}}
    levels: Any = above.get(entity, set())  # type: ignore[call-overload]
    spans = spans_with_objectives(seen) if levels and period else []
    return Objective(
        **_said(data, organization, period),
        is_aligned=bool(ids_of(data, "parents")),
        level_above_has_objectives=any(
            level in levels and start <= period.start and period.end <= end for level, (start, end) in spans if period
        ),
        place=organization.name,
        number=_number_on(data, seen, period),
        is_complete=False,
    )


def _number_on(data: QueryDict, seen: GoalQuerySet, period: Period | None) -> int:
    """The how many-th objective of its page a new one would be; 1 for one that is being edited."""
    if period is None or data.get("version"):
        return 1
    entity = data.get("entity", "")
    ids = ids_of(data, {"team": "teams", "individual": "owners"}.get(entity, ""))
    if entity not in Entity.values or (entity != Entity.ORGANIZATION and not ids):
        return 1
    place = Place(Entity(entity), ids[0] if ids else None)
    on_page = seen.of_period([period.pk]).filter(place.holds(), kind=GoalKind.OBJECTIVE)
    return int(on_page.exclude(state="postponed").count()) + 1


def _around(
    data: QueryDict, seen: GoalQuerySet, organization: Organization, day: date, period: Period | None
) -> Objective:
    """The key result in the form beside those its objective has already."""
    own = KeyResult(**_said(data, organization, period), measure=_measure(data))
    parents = lean(seen.filter(kind=GoalKind.OBJECTIVE, pk__in=ids_of(data, "parents")))
    parent = parents.first()
    if parent is None:
        return Objective(None, "", key_results=(own,), is_complete=False)
    [facts] = facts_of([parent], seen, organization, day)
    siblings = tuple(each for each in facts.key_results if each.title != own.title)
    return replace(facts, key_results=(*siblings, own))


def _said(data: QueryDict, organization: Organization, period: Period | None) -> dict[str, Any]:
    return {
        "id": TYPED,
        "title": _text(data, "title"),
        "description": _text(data, "description"),
        "due": _day(data.get("due", "")) or (period.end if period else None),
        "period": (period.start, period.end) if period else None,
        "people": People(owners=len(ids_of(data, "owners"))),
        "language": organization.locale,
    }


def _measure(data: QueryDict) -> Measure:
    kind = data.get("measure", "")
    names = ("start_value", "target", "low", "high")
    start, target, low, high = (_number(data, name) for name in names)
    rolls_up = data.get("progress_mode") == ProgressMode.ROLLUP
    return Measure(kind, _text(data, "unit")[:20], start, target, low, high, rolls_up=rolls_up)


def _text(data: QueryDict, name: str) -> str:
    return data.get(name, "")[:LONGEST]


def _number(data: QueryDict, name: str) -> Decimal | None:
    try:
        return parse(data.get(name, "")[:60], decimal_mark())
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
