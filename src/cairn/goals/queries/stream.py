"""The stream of a goal: check-ins and changes in one order, latest first, in pages (spec okrs §20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from cairn.core.models import Event
from cairn.goals.measuring import outcome_of
from cairn.goals.models import CheckIn, Goal
from cairn.goals.policies import Act
from cairn.goals.queries.changes import Change, Names, changes_of, names_for
from cairn.goals.wording import amount
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member

PAGE = 20
_TOLD_ELSEWHERE = ("check_in.created", "goal.moved")  # the check-in itself is in the stream; order is no news


@dataclass(frozen=True)
class Told:
    """One entry. A check-in has `check_in`, a change `icon`; `person` is None for Cairn itself."""

    id: UUID
    at: datetime
    who: str
    person: Member | None
    words: str = ""
    icon: str = ""
    move: str = ""
    status: str = ""
    note: str = ""
    confidence: int | None = None
    changes: tuple[Change, ...] = ()
    check_in: UUID | None = None
    is_edited: bool = False
    may_change: bool = False
    real_person: str = ""
    source: str = ""


@dataclass(frozen=True)
class Stream:
    """One page of it; `older` is where the next one begins, empty at the end."""

    items: tuple[Told, ...]
    older: str = ""


def stream(goal: Goal, actor: Actor, acts: frozenset[Act], *, before: str = "", limit: int = PAGE) -> Stream:
    """The entries of a goal before the point named by `before` (an `older` of a page). Constant queries."""
    at, last_id = _point(before)
    check_ins = _check_ins(goal, at, last_id, limit)
    events = _events(goal, at, last_id, limit)
    rows: list[CheckIn | Event] = sorted([*check_ins, *events], key=lambda row: (row.at, row.pk), reverse=True)
    shown, rest = rows[:limit], rows[limit:]
    names = names_for([row for row in shown if isinstance(row, Event)], actor)
    previous = {row.pk: before for row, before in zip_longest(check_ins, check_ins[1:])}
    items = [
        _told_check_in(row, previous[row.pk], goal, actor, acts)
        if isinstance(row, CheckIn)
        else _told_event(row, names)
        for row in shown
    ]
    return Stream(tuple(items), f"{shown[-1].at.isoformat()} {shown[-1].pk}" if rest else "")


def _point(before: str) -> tuple[datetime | None, UUID | None]:
    """The instant and id to go on from; the beginning for anything odd."""
    text, _blank, last_id = before.partition(" ")
    try:
        return parse_datetime(text.strip()), UUID(last_id)
    except ValueError:
        return None, None


def _older(rows: Any, at: datetime | None, last_id: UUID | None) -> Any:
    rows = rows.order_by("-at", "-id")
    return rows.filter(Q(at__lt=at) | Q(at=at, id__lt=last_id)) if at is not None else rows


def _check_ins(goal: Goal, at: datetime | None, last_id: UUID | None, limit: int) -> list[CheckIn]:
    rows = CheckIn.objects.standing().filter(goal=goal).select_related("author", "real_author")
    return list(_older(rows, at, last_id)[: limit + 1])


def _events(goal: Goal, at: datetime | None, last_id: UUID | None, limit: int) -> list[Event]:
    rows = Event.objects.filter(subject_id=goal.pk).exclude(kind__in=_TOLD_ELSEWHERE)
    return list(_older(rows, at, last_id)[: limit + 1])


def _told_check_in(row: CheckIn, previous: CheckIn | None, goal: Goal, actor: Actor, acts: frozenset[Act]) -> Told:
    own = actor.member_id is not None and row.author_id == actor.member_id and Act.CHECK_IN in acts
    return Told(
        id=row.pk,
        at=row.at,
        who=row.author.name if row.author else row.author_name or _("Somebody"),
        person=row.author,
        words=_("checked in"),
        move=_move(row, previous, goal),
        status=row.status,
        note=row.note,
        confidence=row.confidence,
        check_in=row.pk,
        is_edited=row.edited_at is not None,
        may_change=goal.is_open and (own or Act.EDIT_CHECK_IN in acts),
        real_person=row.real_author.name if row.real_author and row.real_author != row.author else "",
        source="" if row.source == CheckIn.Source.PERSON else str(row.get_source_display()),
    )


def _move(row: CheckIn, previous: CheckIn | None, goal: Goal) -> str:
    """46.1 → 47.2 %; only the value where it did not move or was the first."""
    unit = "%" if outcome_of(goal).is_percent else goal.unit
    if row.value is None:
        return ""
    before: Decimal | None = previous.value if previous is not None else None
    if before is None or before == row.value:
        return amount(row.value, unit)
    return f"{amount(before)} → {amount(row.value, unit)}"


def _told_event(row: Event, names: Names) -> Told:
    person = names.members.get(row.actor_id) if row.actor_id else None
    words, icon, changes = changes_of(row, names)
    return Told(
        id=row.pk,
        at=row.at,
        who=person.name if person else _("Cairn") if row.actor_id is None else _("Somebody who left"),
        person=person,
        words=words,
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
