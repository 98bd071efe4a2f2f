"""The lines of a file, as the person who asked for it sees them (spec okrs §2.6, §17.2)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import QueryDict

from cairn.core.lots import in_lots
from cairn.goals import alignment, graph
from cairn.goals.models import Goal, GoalTag
from cairn.goals.queries.filters import Filters
from cairn.goals.queries.rows import rows
from cairn.goals.queries.tree import in_order, standing_on
from cairn.goals.recompute import settings_row
from cairn.integrations.exports.columns import COLUMNS, Line
from cairn.integrations.exports.order import Order
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Organization
from cairn.ui.links import org_url

AT_ONCE = 200
Told = Callable[[int], None]


def goals_of(order: Order, actor: Actor, day: date) -> list[UUID]:
    """The ids of what is listed, in its order; with `below` each followed by what stands right below it."""
    listed = standing_on(order.place, order.period_ids, actor)
    ids = list(in_order(Filters.of(QueryDict(order.query)).among(listed, day)).values_list("pk", flat=True))
    if not order.below:
        return ids
    children: dict[UUID, list[UUID]] = defaultdict(list)
    found = in_order(Goal.objects.visible_to(actor).filter(parent_links__parent_id__in=listed.values("pk")))
    for child, parent in found.values_list("pk", "parent_links__parent_id"):
        children[parent].append(child)
    return list(dict.fromkeys(each for goal_id in ids for each in (goal_id, *children[goal_id])))


def table(
    order: Order, ids: Sequence[UUID], organization: Organization, actor: Actor, day: date, told: Told
) -> Iterator[list[str]]:
    """The head, and a line for each goal that is still there and still seen. A constant number of queries per chunk.

    `told` hears how many are done.
    """
    tags = _tags(ids)
    names = sorted({tag for found in tags.values() for tag in found}, key=str.casefold) if order.tag_columns else []
    chosen = [name for name in COLUMNS if name in order.columns and not (name == "tags" and order.tag_columns)]
    yield [str(COLUMNS[name][0]) for name in chosen] + names
    siblings: Counter[UUID | None] = Counter()
    done = 0
    for part in in_lots(ids, AT_ONCE):
        for line in _lines(part, tags, _places(part, siblings, actor), organization, actor, day):
            own = set(line.tags)
            yield [COLUMNS[name][1](line) for name in chosen] + ["x" if name in own else "" for name in names]
        done += len(part)
        told(done)


def _places(ids: Sequence[UUID], siblings: Counter[UUID | None], actor: Actor) -> dict[UUID, tuple[int, int]]:
    """Level and rank of each. The level is that of the shortest way up to something without a parent that this person
    sees; `siblings` counts what came before under the same first parent. Three queries.
    """
    edges = graph.edges_above(ids)
    ends = {goal_id for edge in edges for goal_id in edge}
    seen = set(Goal.objects.visible_to(actor).filter(pk__in=ends).values_list("pk", flat=True))
    above: dict[UUID, list[UUID]] = defaultdict(list)
    for child, parent in edges:
        if parent in seen:
            above[child].append(parent)
    downwards = [(parent, child) for child, parents in above.items() for parent in parents]
    levels: dict[UUID, int] = {}
    for goal_id in alignment.order(downwards, {*ids, *seen}):
        levels[goal_id] = 1 + min((levels[parent] for parent in above[goal_id]), default=0)
    where = {}
    for goal_id in ids:
        first = above[goal_id][0] if above[goal_id] else None
        siblings[first] += 1
        where[goal_id] = levels[goal_id], siblings[first]
    return where


def _tags(ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for lot in in_lots(ids, AT_ONCE):
        links = GoalTag.objects.filter(goal_id__in=lot).order_by("tag__name")
        for goal_id, name in links.values_list("goal_id", "tag__name"):
            found[goal_id].append(name)
    return found


def _lines(
    ids: Sequence[UUID],
    tags: dict[UUID, list[str]],
    where: dict[UUID, tuple[int, int]],
    organization: Organization,
    actor: Actor,
    day: date,
) -> Iterator[Line]:
    seen = Goal.objects.visible_to(actor).filter(pk__in=ids).select_related("period")
    goals = {goal.pk: goal for goal in seen}
    drawn = {row.id: row for row in rows(goals.values(), actor, day, settings=settings_row())}
    people = _people(goals.values(), [owner.pk for row in drawn.values() for owner in row.owners])
    for goal_id in ids:
        if goal_id in drawn:
            url = f"{settings.BASE_URL}{org_url(organization, 'goals:goal', goal_id=goal_id)}"
            yield Line(goals[goal_id], drawn[goal_id], tags.get(goal_id, []), people, url, *where[goal_id])


def _people(goals: Iterable[Goal], owners: Sequence[UUID]) -> dict[object, Member]:
    named = {each for goal in goals for each in (goal.check_in_owner_id, goal.delegate_id, goal.creator_id) if each}
    return {member.pk: member for member in Member.objects.filter(pk__in=named | set(owners))}
