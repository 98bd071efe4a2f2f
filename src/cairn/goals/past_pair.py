"""The same goals at two instants, read together: most have not changed between them (spec okrs §8.3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from cairn.core.prepared import prepared
from cairn.goals.as_it_was import Past, put_in_numbers, take_in_both, told_of_both
from cairn.goals.models import AlignmentVersion, GoalVersion
from cairn.goals.models.goal import Eyes, eyes
from cairn.goals.past import held_by, role_on
from cairn.organizations.actor import Actor


@dataclass
class Pair:
    """What stood at `since`, and what stood at the later instant `until`."""

    since: datetime
    until: datetime
    earlier: Past = field(default_factory=Past)
    later: Past = field(default_factory=Past)

    @property
    def sides(self) -> tuple[tuple[Past, datetime], tuple[Past, datetime]]:
        return (self.earlier, self.since), (self.later, self.until)

    def take_in(self, rows: Iterable[Any], actor: Actor) -> None:
        take_in_both(self.earlier, self.later, rows, self.since, self.until, actor)

    def beside(self) -> Pair:
        """An empty one of the same instants."""
        return Pair(self.since, self.until)


def pair_of_periods(period_ids: Iterable[UUID], since: datetime, until: datetime, actor: Actor) -> Pair:
    """Every goal that lay in these periods at one of the instants, with numbers and without links. Two queries."""
    pair = Pair(since, until)
    rows = GoalVersion.objects.filter(period_id__in=list(period_ids))
    pair.take_in(told_of_both(rows, since, until, eyes(actor)), actor)
    put_in_numbers(pair.earlier, pair.later)
    return pair


def pair_on_page(
    entity: str, holder: UUID | None, period_ids: Collection[UUID], since: datetime, until: datetime, actor: Actor
) -> tuple[Pair, Pair]:
    """The goals on the page of the organisation, or of the team or person `holder`, with links and numbers; and the
    same together with what stood right below them, on whatever page that stands itself. Four queries.
    """
    page = Pair(since, until)
    if holder is None:
        page.take_in(_versions_on(entity, list(period_ids), since, until, eyes(actor)), actor)
    else:
        rows = held_by(holder, entity, period_ids, since)
        page.take_in(told_of_both(rows, since, until, eyes(actor)), actor)
        for past, _instant in page.sides:
            past.visible = {pk for pk in past.visible if holder in past.people_of(pk, role_on(entity))}
    wider = _with_children(page, actor)
    put_in_numbers(wider.earlier, wider.later)
    return page, wider


def pair_of_these(goal_ids: Iterable[UUID], pair: Pair, actor: Actor) -> Pair:
    """These goals at the instants of `pair`; no links, no numbers. One query."""
    found = pair.beside()
    found.take_in(_versions_of(list(goal_ids), pair.since, pair.until, eyes(actor)), actor)
    return found


@prepared
def links_above_both(ids: list[UUID], since: datetime, until: datetime) -> Any:
    """The alignments of these goals to their parents at one of the instants, the oldest first."""
    return (
        AlignmentVersion.objects.valid_at_either(since, until).filter(child_id__in=ids).order_by("valid_from", "pk")
    )


def _with_children(page: Pair, actor: Actor) -> Pair:
    """Puts links into `page`; answers it with the children of its goals. Two queries."""
    links = _links_below(list(page.earlier.visible | page.later.visible), page.since, page.until)
    children: list[set[UUID]] = []
    for past, instant in page.sides:
        held = [link for link in links if link.stood_at(instant) and link.parent_id in past.visible]
        past.links = [link for link in held if link.child_id in past.visible]
        children.append({link.child_id for link in held} - past.visible)
    more = pair_of_these(set().union(*children), page, actor)
    wider = page.beside()
    for (there, _), (past, _), (found, _), ids in zip(wider.sides, page.sides, more.sides, children, strict=True):
        there.add(past)
        there.add(found.only(ids))
        there.links = past.links
    return wider


@prepared
def _versions_on(entity: str, period_ids: list[UUID], since: datetime, until: datetime, who: Eyes) -> Any:
    return told_of_both(GoalVersion.objects.filter(entity=entity, period_id__in=period_ids), since, until, who)


@prepared
def _versions_of(goal_ids: list[UUID], since: datetime, until: datetime, who: Eyes) -> Any:
    return told_of_both(GoalVersion.objects.filter(goal_id__in=goal_ids), since, until, who)


@prepared
def _links_below(ids: list[UUID], since: datetime, until: datetime) -> Any:
    return AlignmentVersion.objects.valid_at_either(since, until).filter(parent_id__in=ids)
