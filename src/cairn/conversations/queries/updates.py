"""Updates as their pages show them, and what the form of a new one offers (spec okrs §20)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from cairn.conversations import policies
from cairn.conversations.models import Comment, Update, UpdateGoal, UpdateReader
from cairn.conversations.queries.said import File, Reactions, Said, drawn, reactions_on, surroundings
from cairn.goals.measuring import outcome_of
from cairn.goals.models import Entity, Goal
from cairn.goals.queries.tree import Place, in_order, is_top, standing_on
from cairn.goals.wording import amount, percent_label
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, TeamMember
from cairn.planning.models import Period

PAGE = 20
MOST_OFFERED = 100


@dataclass(frozen=True)
class Pictured:
    """A goal in the picture, with its numbers as they stood."""

    id: UUID
    title: str
    progress: Decimal | None
    expected: Decimal | None
    status: str
    value: str


@dataclass(frozen=True)
class Posted:
    """One update, as its card and its page show it."""

    id: UUID
    at: datetime
    title: str
    body: str
    names: tuple[tuple[str, UUID], ...]
    who: str
    person: Member | None
    real_person: str
    is_edited: bool
    is_mine: bool
    goals: tuple[Pictured, ...]
    files: tuple[File, ...]
    reactions: Reactions
    comment_count: int
    audience: str


@dataclass(frozen=True)
class UpdateList:
    """A page of updates, the latest first; `older` is the id to go on from, None at the end."""

    items: list[Posted]
    older: UUID | None


def updates_of(place: Place, actor: Actor, before: str) -> UpdateList:
    """The updates on a page; constant queries."""
    rows: QuerySet[Update] = Update.objects.standing().filter(entity=place.entity)
    if place.entity == Entity.TEAM:
        rows = rows.filter(team=place.id)
    if place.entity == Entity.INDIVIDUAL:
        rows = rows.filter(person=place.id)
    with suppress(ValueError):
        rows = rows.filter(pk__lt=UUID(before)) if before else rows
    found = list(rows.select_related("author", "real_author").order_by("-pk")[: PAGE + 1])
    shown = found[:PAGE]
    return UpdateList(posted(shown, actor), shown[-1].pk if len(found) > PAGE else None)


def posted(rows: Sequence[Update], actor: Actor) -> list[Posted]:
    """Updates with everything that hangs on them; seven queries for any number."""
    ids = [row.pk for row in rows]
    around, pictures = surroundings(actor, update=ids), _pictures(ids, actor)
    comments = Comment.objects.standing().filter(update__in=ids).order_by().values_list("update_id")
    counts = dict(comments.annotate(count=Count("pk")))
    readers = UpdateReader.objects.filter(update__in=ids).order_by().values_list("update_id")
    chosen = dict(readers.annotate(count=Count("pk")))
    return [
        Posted(
            id=row.pk,
            at=row.at,
            title=row.title,
            body=row.body,
            names=tuple(around.names.get(row.pk, ())),
            who=row.author.name if row.author else _("Somebody who left"),
            person=row.author,
            real_person=row.real_author.name if row.real_author and row.real_author != row.author else "",
            is_edited=row.edited_at is not None,
            is_mine=policies.is_own(actor, row),
            goals=tuple(pictures.get(row.pk, ())),
            files=tuple(around.files.get(row.pk, ())),
            reactions=reactions_on("update", row.pk, actor, around),
            comment_count=counts.get(row.pk, 0),
            audience=_audience(row, chosen.get(row.pk, 0)),
        )
        for row in rows
    ]


def _audience(row: Update, chosen: int) -> str:
    if not row.tells:
        return _("nobody was told")
    return _("told to %(count)d people") % {"count": chosen} if chosen else _("told to everybody here")


def _pictures(ids: Collection[UUID], actor: Actor) -> dict[UUID, list[Pictured]]:
    """What is in each picture and is still for everybody's eyes; private by now is left out in silence (§2.6)."""
    visible = Goal.objects.visible_to(actor)
    found: dict[UUID, list[Pictured]] = defaultdict(list)
    rows = UpdateGoal.objects.filter(update__in=ids, goal__in=visible, goal__privacy="everyone")
    for row in rows.select_related("goal").order_by("position"):
        value = percent_label(row.progress) if outcome_of(row.goal).is_percent else amount(row.value, row.goal.unit)
        found[row.update_id].append(Pictured(row.goal_id, row.title, row.progress, row.expected, row.status, value))
    return found


def comments_on(row: Update, actor: Actor) -> list[Said]:
    """The threads of an update, the first one first."""
    answered = Q(answers__deleted_at=None, answers__isnull=False)
    rows = Comment.objects.filter(Q(deleted_at=None) | answered, update=row, parent=None).distinct()
    first = list(rows.select_related("author", "real_author", "resolved_by").order_by("at", "pk")[:200])
    return drawn(first, (), None, actor).threads


@dataclass(frozen=True)
class Offered:
    """What the form of a new update offers: the public goals of the page, and those that are checked at first."""

    goals: list[Goal]
    chosen: list[Goal]


def offered_goals(place: Place, period: Period | None, actor: Actor) -> Offered:
    """The goals of a page in a period that may stand in a picture."""
    if period is None:
        return Offered([], [])
    public = in_order(standing_on(place, [period.pk], actor).filter(privacy="everyone"))
    tops = set(public.filter(is_top(place, [period.pk], actor)).values_list("pk", flat=True)[:MOST_OFFERED])
    goals = list(public[:MOST_OFFERED])
    return Offered(goals, [goal for goal in goals if goal.pk in tops][:30])


def picked(ids: Sequence[str], place: Place, actor: Actor) -> list[Goal]:
    """The chosen goals in the order of the page."""
    rows = Goal.objects.visible_to(actor).filter(place.holds(), pk__in=ids)
    return list(in_order(rows))


def around(person_id: UUID | None) -> list[Member]:
    """The manager of a person and those who report to them."""
    return list(Member.objects.listed().filter(Q(manager=person_id) | Q(reports=person_id)).distinct())


def people_of(member_ids: Sequence[UUID], team_ids: Sequence[UUID]) -> list[Member]:
    """Chosen people, and everybody in the chosen teams; nobody twice."""
    in_teams = TeamMember.objects.filter(team__in=team_ids).values("member_id")
    return list(Member.objects.listed().filter(Q(pk__in=member_ids) | Q(pk__in=in_teams)))
