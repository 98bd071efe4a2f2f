"""The people, teams and tags of goals, each in its order, all in one query.

ties.py tells of them what a row shows and to whom; here they are what was written down, for history and for the API.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F, IntegerField, TextField, Value

from cairn.core.lots import in_lots
from cairn.core.prepared import prepared
from cairn.goals.models import GoalEditor, GoalOwner, GoalTag, GoalTeam, GoalViewer

AT_ONCE = 1_000

Ids = Mapping[UUID, list[UUID]]


def _empty() -> dict[UUID, list[Any]]:
    return defaultdict(list)


@dataclass(frozen=True)
class Parties:
    """By goal. Main owner and primary team come first, the rest as they were added; `tag_names` beside `tags`."""

    owners: Ids = field(default_factory=_empty)
    teams: Ids = field(default_factory=_empty)
    viewers: Ids = field(default_factory=_empty)
    editors: Ids = field(default_factory=_empty)
    tags: Ids = field(default_factory=_empty)
    tag_names: Mapping[UUID, list[str]] = field(default_factory=_empty)


def parties_of(goal_ids: Iterable[UUID]) -> Parties:
    """Those of these goals; one query for every AT_ONCE of them."""
    found = Parties()
    for lot in in_lots(goal_ids, AT_ONCE):
        for sort, goal_id, _place, _id, other_id, name in _links(lot):
            getattr(found, sort)[goal_id].append(other_id)
            if sort == "tags":
                found.tag_names[goal_id].append(name)
    return found


@prepared
def _links(ids: list[UUID]) -> Any:
    def rows(links: Any, sort: str, other: str, place: Any, name: Any) -> Any:
        named = links.filter(goal_id__in=ids).order_by().annotate(sort=Value(sort), place=place, said=name)
        return named.values_list("sort", "goal", "place", "id", other, "said")

    first, none = Value(0, IntegerField()), Value("", TextField())
    return (
        rows(GoalOwner.objects, "owners", "member_id", F("position"), none)
        .union(
            rows(GoalTeam.objects, "teams", "team_id", F("position"), none),
            rows(GoalViewer.objects, "viewers", "member_id", first, none),
            rows(GoalEditor.objects, "editors", "member_id", first, none),
            rows(GoalTag.objects, "tags", "tag_id", first, F("tag__name")),
            all=True,
        )
        .order_by("place", "id")
    )
