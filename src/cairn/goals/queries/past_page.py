"""The page of an entity as it was at an instant (spec okrs §8.3), from versions and points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from cairn.core.numbers import kept
from cairn.goals import past, progress
from cairn.goals.measuring import outcome_of, rules_of, status_of
from cairn.goals.models import CheckIn, Goal, GoalKind
from cairn.goals.past import Past
from cairn.goals.queries.past_rows import Below, Then, below, rows_then
from cairn.goals.queries.rows import Row, placed
from cairn.goals.queries.summary import Summary
from cairn.goals.queries.tree import CHILDREN_AT_ONCE, DEEPEST, Hidden, Item, More, Opened, Place
from cairn.goals.status import Status, from_progress

RECENT = timedelta(days=7)


def page_then(place: Place, period_ids: Collection[UUID], then: Then) -> Past:
    """Everything that stood on the page, with its numbers."""
    found = past.on_page(place.entity, place.id, period_ids, then.instant, then.actor)
    past.put_in_numbers(found)
    return found


def tops_then(found: Past) -> list[Goal]:
    """What stood under nothing else on the page, in the order of the tree."""
    under = {link.child_id for link in found.links}
    tops = [found.goals[goal_id] for goal_id in found.visible - under]
    return sorted(tops, key=_place)


def all_then(found: Past) -> list[Goal]:
    """Everything on the page, in the order of the list."""
    return sorted((found.goals[goal_id] for goal_id in found.visible), key=_place)


def _place(goal: Goal) -> tuple[bool, int, UUID]:
    return goal.kind == GoalKind.PROJECT, goal.rank, goal.pk


def unfolded_then(found: Past, tops: Sequence[Goal], opened: Opened, then: Then) -> list[Item]:
    """The rows of `tops` and, below each one in `opened`, its children, as deep as `opened` goes."""
    found = Past(found.goals.copy(), found.structures.copy(), found.visible.copy())  # children of other pages come in
    levels = Below()
    frontier, known = [goal.pk for goal in tops], {goal.pk for goal in tops}
    for _depth in range(DEEPEST):
        if not frontier:
            break
        level = below(frontier, then)
        levels.counts.update(level.counts)
        asked = [goal_id for goal_id in frontier if goal_id in opened.ids and goal_id in level.seen]
        shown = opened.among([goal.pk for goal in tops], {goal_id: level.seen[goal_id] for goal_id in asked})
        levels.seen.update(shown)
        frontier = [child for children in shown.values() for child in children if child not in known]
        known.update(frontier)
        _add(found, frontier, then)
    rows = rows_then(found, known, levels.counts, then)
    items: list[Item] = []
    for goal in tops:
        _branch(items, goal.pk, None, 1, levels, rows)
    return items


def _add(found: Past, ids: Collection[UUID], then: Then) -> None:
    """Takes goals in that stood on other pages."""
    missing = [goal_id for goal_id in ids if goal_id not in found.visible]
    if not missing:
        return
    more = past.these(missing, then.instant, then.actor)
    past.put_in_numbers(more)
    found.add(more)


def _branch(
    items: list[Item], goal_id: UUID, parent: UUID | None, level: int, levels: Below, rows: dict[UUID, Row]
) -> None:
    row = rows.get(goal_id)
    if row is None:
        return
    is_expanded = goal_id in levels.seen and level < DEEPEST
    items.append(placed(row, level=level, parent=parent, is_expanded=is_expanded))
    if not is_expanded:
        return
    children = levels.seen[goal_id]
    for child in children[:CHILDREN_AT_ONCE]:
        _branch(items, child, goal_id, level + 1, levels, rows)
    if len(children) > CHILDREN_AT_ONCE:
        items.append(More(goal_id, level + 1, CHILDREN_AT_ONCE))
    elif row.hidden:
        items.append(Hidden(goal_id, level + 1, row.hidden))


@dataclass(frozen=True)
class GoalThen:
    """A goal as its page showed it at an instant."""

    goal: Goal
    row: Row
    below: list[Item]


def goal_then(goal_id: UUID, then: Then) -> GoalThen | None:
    """The goal and what stood right below it; None where it did not stand or could not be seen."""
    found = Past()
    _add(found, [goal_id], then)
    row = rows_then(found, [goal_id], {}, then).get(goal_id)
    if row is None:
        return None
    return GoalThen(found.goals[goal_id], row, children_then(goal_id, then, level=1))


def children_then(goal_id: UUID, then: Then, *, level: int, offset: int = 0) -> list[Item]:
    """The rows right below a goal, `level` being theirs; nothing where it could not be seen then."""
    if goal_id not in past.these([goal_id], then.instant, then.actor).visible:
        return []
    level_below = below([goal_id], then)
    ids = level_below.seen[goal_id]
    found, shown = Past(), ids[offset : offset + CHILDREN_AT_ONCE]
    _add(found, shown, then)
    rows = rows_then(found, shown, below(shown, then).counts, then)
    items: list[Item] = [placed(rows[each], level=level, parent=goal_id) for each in shown if each in rows]
    if len(ids) > offset + CHILDREN_AT_ONCE:
        return [*items, More(goal_id, level, offset + CHILDREN_AT_ONCE)]
    count = level_below.counts.get(goal_id)
    hidden = count.total - count.seen if count else 0
    return [*items, Hidden(goal_id, level, hidden)] if hidden else items


def summary_then(found: Past, then: Then) -> Summary:
    """The strip of the page as it was; the thresholds are those of today."""
    tops = {goal.pk for goal in tops_then(found)}
    goals = [goal for goal in all_then(found) if goal.kind != GoalKind.PROJECT]
    statuses = {goal.pk: status_of(goal, then.day) for goal in goals}
    counting = [
        goal
        for goal in goals
        if goal.pk in tops and statuses[goal.pk] != Status.POSTPONED and goal.metric_kind != "baseline"
    ]
    hand = [goal.pk for goal in goals if goal.is_open and goal.progress_mode == "manual"]
    recent = CheckIn.objects.filter(goal__in=hand, at__gt=then.instant - RECENT, at__lte=then.instant)
    reached = mark = None
    if counting:
        reached = kept(
            sum((progress.counted(goal.progress or Decimal(0)) for goal in counting), Decimal(0)) / len(counting)
        )
        mark = kept(sum((_expected(goal, then) for goal in counting), Decimal(0)) / len(counting))
    thresholds = rules_of(then.settings).thresholds
    return Summary(
        progress=reached,
        expected=mark,
        status=Status.NOT_STARTED if mark is None else from_progress(reached, mark, thresholds),
        counts=dict(Counter(str(status) for status in statuses.values())),
        recent=recent.values("goal").distinct().count() if hand else 0,
        by_hand=len(hand),
    )


def _expected(goal: Goal, then: Then) -> Decimal:
    outcome = outcome_of(goal)
    if not outcome.is_scaled:
        return progress.FULL
    return progress.expected(outcome, goal.start, goal.due, then.day)
