"""The stream of one goal or of many: check-ins, changes and what rooms above tell, latest first, in pages (§20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from cairn.core.events import KINDS
from cairn.core.models import Event
from cairn.goals import streaming
from cairn.goals.measuring import outcome_of
from cairn.goals.models import CheckIn, Goal
from cairn.goals.policies import Act
from cairn.goals.queries.changes import Names, changes_of, names_for
from cairn.goals.queries.unrecorded import unrecorded
from cairn.goals.streaming import Asked, Older, Part, Told
from cairn.goals.wording import amount
from cairn.organizations.actor import Actor

PAGE = 20
_TOLD_ELSEWHERE = ("check_in.created", "goal.moved")  # the check-in itself is in the stream; order is no news


@dataclass(frozen=True)
class Choice:
    """One of the filters above a stream; `key` is empty for all of it."""

    key: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Stream:
    """One page of it; `older` is where the next one begins, empty at the end. `head` stands above the first page."""

    items: tuple[Told, ...]
    older: str = ""
    choices: tuple[Choice, ...] = ()
    head: tuple[Part, ...] = ()

    @property
    def shown(self) -> str:
        """The key of the chosen filter."""
        return next((choice.key for choice in self.choices if choice.is_chosen), "")


def stream(
    goal: Goal, actor: Actor, acts: frozenset[Act], *, before: str = "", show: str = "", limit: int = PAGE
) -> Stream:
    """The entries of a goal before the point named by `before` (an `older` of a page). Constant queries."""
    return _merged(Goal.objects.filter(pk=goal.pk), actor, before, show, limit, goal, acts)


def feed(goals: QuerySet[Goal], actor: Actor, *, before: str = "", show: str = "", limit: int = PAGE) -> Stream:
    """The entries of many goals in one order, each naming its goal. `goals` are those that the actor may see."""
    return _merged(goals, actor, before, show, limit, None, frozenset())


def _merged(
    goals: QuerySet[Goal],
    actor: Actor,
    before: str,
    show: str,
    limit: int,
    goal: Goal | None,
    acts: frozenset[Act],
) -> Stream:
    show = show if show in {key for key, _label in _labels()} else ""
    older = _point(before)
    check_ins = _check_ins(goals, older, limit) if show in ("", "check-ins") else []
    found: list[Told] = _events(goals, actor, older, limit, goal) if show in ("", "changes") else []
    parts: dict[UUID, list[Part]] = {}
    head: list[Part] = []
    for source in streaming.SOURCES:
        asked = Asked(
            goals=goals,
            check_ins=check_ins,
            older=older,
            limit=limit + 1,
            acts={goal.pk: acts} if goal else {},
            goal=None if before else goal,
            wants_entries=show in ("", source.key),
        )
        answered = source.answer(asked, actor)
        found.extend(answered.told)
        head.extend(answered.head)
        for check_in_id, below in answered.below.items():
            parts.setdefault(check_in_id, []).extend(below)
    found += [_told_check_in(row, goal, actor, acts, parts.get(row.pk, ())) for row in check_ins]
    found.sort(key=lambda told: (told.at, told.id), reverse=True)
    shown, rest = found[:limit], found[limit:]
    following = f"{shown[-1].at.isoformat()} {shown[-1].id}" if rest else ""
    choices = tuple(Choice(key, label, key == show) for key, label in _labels())
    return Stream(tuple(shown if goal else _with_goals(shown, actor)), following, choices, tuple(head))


def _labels() -> list[tuple[str, str]]:
    others = [(source.key, str(source.label)) for source in streaming.SOURCES]
    return [("", _("Everything")), ("check-ins", _("Check-ins")), *others, ("changes", _("Changes"))]


def _with_goals(items: list[Told], actor: Actor) -> list[Told]:
    """Each entry with the goal it is about; one query."""
    ids = {told.goal_id for told in items}
    goals = {row.pk: row for row in Goal.objects.visible_to(actor).filter(pk__in=ids)} if ids else {}
    return [replace(told, goal=goals[told.goal_id]) for told in items if told.goal_id in goals]


def _point(before: str) -> Older:
    """The instant and id to go on from; the beginning for anything odd."""
    text, _blank, last_id = before.partition(" ")
    try:
        at = parse_datetime(text.strip())
        return Older(at if at is not None and at.tzinfo is not None else None, UUID(last_id))
    except (ValueError, OverflowError):
        return Older(None, None)


def _check_ins(goals: QuerySet[Goal], older: Older, limit: int) -> list[CheckIn]:
    """With the value before each as `value_before`."""
    earlier = CheckIn.objects.standing().filter(goal=OuterRef("goal_id"))
    earlier = earlier.filter(Q(at__lt=OuterRef("at")) | Q(at=OuterRef("at"), id__lt=OuterRef("id")))
    rows = older.of(CheckIn.objects.standing().filter(goal__in=goals))
    rows = rows.select_related("author", "real_author", "goal")
    return list(rows.annotate(value_before=Subquery(earlier.latest_first().values("value")[:1]))[: limit + 1])


def _events(goals: QuerySet[Goal], actor: Actor, older: Older, limit: int, goal: Goal | None) -> list[Told]:
    rows = Event.objects.filter(subject_type="goal", subject_id__in=goals.order_by().values("pk"))
    rows = rows.exclude(kind__in=[*_TOLD_ELSEWHERE, *(kind.name for kind in KINDS.values() if not kind.public)])
    for prefix in {prefix for source in streaming.SOURCES for prefix in source.tells}:
        rows = rows.exclude(kind__startswith=prefix)
    events: list[Event] = list(older.of(rows)[: limit + 1])
    if goal is not None:
        events += unrecorded(goal, older, events)
    names = names_for(events, actor)
    return [_told_event(row, names) for row in events]


def _told_check_in(row: Any, goal: Goal | None, actor: Actor, acts: frozenset[Act], parts: Sequence[Part]) -> Told:
    phrase = _("checked in") if goal else _("checked in on {this}")
    goal = goal or row.goal
    own = actor.member_id is not None and row.author_id == actor.member_id and Act.CHECK_IN in acts
    return Told(
        id=row.pk,
        at=row.at,
        goal_id=row.goal_id,
        who=row.author.name if row.author else row.author_name or _("Somebody"),
        person=row.author,
        phrase=phrase,
        move=_move(row, goal),
        status=row.status,
        note=row.note,
        confidence=row.confidence,
        check_in=row.pk,
        is_edited=row.edited_at is not None,
        may_change=goal.is_open and (own or Act.EDIT_CHECK_IN in acts),
        real_person=row.real_author.name if row.real_author and row.real_author != row.author else "",
        source="" if row.source == CheckIn.Source.PERSON else str(row.get_source_display()),
        parts=tuple(parts),
    )


def _move(row: Any, goal: Goal) -> str:
    """46.1 → 47.2 %; only the value where it did not move or was the first."""
    unit = "%" if outcome_of(goal).is_percent else goal.unit
    if row.value is None:
        return ""
    before: Decimal | None = row.value_before
    if before is None or before == row.value:
        return amount(row.value, unit)
    return f"{amount(before)} → {amount(row.value, unit)}"


def _told_event(row: Event, names: Names) -> Told:
    person = names.members.get(row.actor_id) if row.actor_id else None
    words, icon, changes = changes_of(row, names)
    return Told(
        id=row.pk,
        at=row.at,
        goal_id=row.subject_id,
        who=person.name if person else _("Cairn") if row.actor_id is None else _("Somebody who left"),
        person=person,
        phrase=words,
        icon=icon,
        changes=tuple(changes),
        real_person=_real(row, names),
    )


def _real(row: Event, names: Names) -> str:
    """Who acted on behalf of the person named, if somebody did."""
    if row.real_actor_id is None or row.real_actor_id == row.actor_id:
        return ""
    real = names.members.get(row.real_actor_id)
    return real.name if real else ""
