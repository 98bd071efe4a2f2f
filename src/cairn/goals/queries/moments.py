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
from cairn.goals.past_pair import Pair, pair_on_page
from cairn.goals.queries.comparing import Group, changes_between, signed, told
from cairn.goals.queries.filters import REOPENED, Filters
from cairn.goals.queries.past_page import all_then, page_then, summary_then
from cairn.goals.queries.past_rows import Then, put_in_check_ins
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


@dataclass(frozen=True)
class TwoPages:
    """A page at the instant it is compared with and at its own; `wider` has what stands right below its goals too."""

    page: Pair
    wider: Pair


def compared_pages(place: Place, period_ids: Collection[UUID], actor: Actor, moment: Moment) -> TwoPages | None:
    """Both pages, read together; None where nothing is compared."""
    if moment.since is None:
        return None
    return TwoPages(*pair_on_page(place.entity, place.id, period_ids, moment.since, moment.instant, actor))


def comparison(pages: TwoPages | None, actor: Actor, off_url: str) -> Comparison | None:
    """The changes from the one page to the other, if there are two."""
    if pages is None:
        return None
    return Comparison(pages.wider.since, off_url, told(changes_between(pages.wider, actor), actor))


def then_of(actor: Actor, moment: Moment) -> Then:
    """Who looks at the moment of a page."""
    return Then(actor, moment.instant, moment.day, settings_row())


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
    """The goals of a past page that match, in the order of the list. One query where reopened ones are asked for."""
    if filters.status == REOPENED:
        again = [found.goals[goal_id] for goal_id in found.visible if found.goals[goal_id].reopened_at]
        put_in_check_ins(again, then.instant)

    def stands(goal: Goal) -> bool:
        if filters.status == REOPENED:
            return goal.is_reopened
        return not filters.status or status_of(goal, then.day) == filters.status

    def matches(goal: Goal) -> bool:
        owners, tags = found.structures[goal.pk].get("owners", []), found.structures[goal.pk].get("tags", [])
        return (
            (not filters.kind or goal.kind == filters.kind)
            and stands(goal)
            and (not filters.tag or filters.tag in tags)
            and (not filters.owner or (not owners if filters.owner == "none" else filters.owner in owners))
        )

    return [goal for goal in all_then(found) if matches(goal)]


def change_in_a_week(place: Place, period_ids: Collection[UUID], actor: Actor, moment: Moment, now: Summary) -> str:
    """ "+2": how many points the page's progress moved within a week; empty where there was no number before."""
    week = Moment.of({"compare": "week"}, moment.zone, moment.instant)
    if week.since is None or now.progress is None:
        return ""
    then = Then(actor, week.since, week.since.astimezone(moment.zone).date(), settings_row())
    before = summary_then(page_then(place, period_ids, then), then)
    return "" if before.progress is None else signed(now.progress - before.progress)
