"""The pages of entities at another moment: as they were, or beside an earlier instant (spec okrs §8.3)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from cairn.goals import past
from cairn.goals.instants import Moment
from cairn.goals.measuring import status_of
from cairn.goals.models import Goal
from cairn.goals.past import Past
from cairn.goals.queries.comparing import Group, changes_between, signed, told
from cairn.goals.queries.filters import Filters
from cairn.goals.queries.past_page import all_then, page_then, summary_then, with_children_then
from cairn.goals.queries.past_rows import Then
from cairn.goals.queries.rows import Row
from cairn.goals.queries.summary import Summary
from cairn.goals.queries.tree import Item, Place
from cairn.goals.recompute import settings_row
from cairn.organizations.actor import Actor


@dataclass(frozen=True)
class Comparison:
    """What changed `since` an earlier instant, by kind; `off_url` is the page without comparing."""

    since: datetime
    off_url: str
    groups: list[Group]

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


def page_before(place: Place, period_ids: Collection[UUID], actor: Actor, moment: Moment) -> Past | None:
    """The page and what stood right below its goals at the instant it is compared with, if it is."""
    if moment.since is None:
        return None
    then = _then(actor, moment, moment.since)
    return with_children_then(page_then(place, period_ids, then), then)


def comparison(
    place: Place,
    period_ids: Collection[UUID],
    actor: Actor,
    moment: Moment,
    off_url: str,
    before: Past | None,
    now: Past | None = None,
) -> Comparison | None:
    """The changes of a page and of what stands right below its goals since `before` (page_before), if there is one.

    `now` is what stands on it, where that was read already.
    """
    if moment.since is None or before is None:
        return None
    later = then_of(actor, moment)
    after = with_children_then(now or page_then(place, period_ids, later), later)
    changes = changes_between(before, moment.since, after, moment.instant, actor)
    return Comparison(moment.since, off_url, told(changes, actor))


def then_of(actor: Actor, moment: Moment) -> Then:
    """Who looks at the moment of a page."""
    return _then(actor, moment, moment.instant)


def _then(actor: Actor, moment: Moment, instant: datetime) -> Then:
    return Then(actor, instant, instant.astimezone(moment.zone).date(), settings_row())


def with_ghosts(items: Sequence[Item], actor: Actor, moment: Moment, before: Past | None = None) -> list[Item]:
    """The same rows, each with its progress at the instant that is compared with.

    Two queries for those that are not in `before`, none where all of them are or nothing is compared.
    """
    if moment.since is None:
        return list(items)
    known = before or Past()
    missing = {item.id for item in items if isinstance(item, Row)} - known.goals.keys()
    more = past.these(missing, moment.since, actor) if missing else Past()
    past.put_in_numbers(more)
    ghosts: dict[UUID, Decimal | None] = {
        goal_id: found.goals[goal_id].progress for found in (known, more) for goal_id in found.visible
    }
    return [replace(item, ghost=ghosts.get(item.id)) if isinstance(item, Row) else item for item in items]


def among_then(found: Past, filters: Filters, then: Then) -> list[Goal]:
    """The goals of a past page that match, in the order of the list."""

    def matches(goal: Goal) -> bool:
        owners, tags = found.structures[goal.pk].get("owners", []), found.structures[goal.pk].get("tags", [])
        return (
            (not filters.kind or goal.kind == filters.kind)
            and (not filters.status or status_of(goal, then.day) == filters.status)
            and (not filters.tag or filters.tag in tags)
            and (not filters.owner or (not owners if filters.owner == "none" else filters.owner in owners))
        )

    return [goal for goal in all_then(found) if matches(goal)]


def change_in_a_week(place: Place, period_ids: Collection[UUID], actor: Actor, moment: Moment, now: Summary) -> str:
    """ "+2": how many points the page's progress moved within a week; empty where there was no number before."""
    week = Moment.of({"compare": "week"}, moment.zone, moment.instant)
    if week.since is None or now.progress is None:
        return ""
    then = _then(actor, moment, week.since)
    before = summary_then(page_then(place, period_ids, then), then)
    return "" if before.progress is None else signed(now.progress - before.progress)
