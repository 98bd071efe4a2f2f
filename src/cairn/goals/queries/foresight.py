"""What scores would come of ending goals as a page proposes it: the end itself, played in memory (spec okrs §9.4).

An objective gets the mean of the scores below it, and what is postponed in the same go counts there no longer
(§10.5). So its score depends on what becomes of the others, and its progress of today does not tell it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from cairn.goals import graph
from cairn.goals.actions.endable import Ending
from cairn.goals.actions.ending import Endings, counts, end_all, taken_along
from cairn.goals.computation import Link, score_of
from cairn.goals.models import Goal, GoalKind, State
from cairn.goals.recompute import links_below
from cairn.organizations.actor import Actor


@dataclass(frozen=True)
class Foreseen:
    """The score a goal would get, 0–1; None for a baseline. `today` is the one it would get by itself, and `without`
    how many children of it, counting until now, are postponed in the same go."""

    score: Decimal | None
    today: Decimal | None
    without: int


def foreseen(endings: Sequence[Ending], goals: Sequence[Goal], actor: Actor) -> dict[UUID, Foreseen]:
    """For each of `goals` the score it would get if it were closed when `endings` are carried out.

    Changes and saves nothing, also not the goals it is given. A constant number of queries, at most five.
    """
    wanted = {ending.goal_id: ending for ending in endings}
    postponed = [goal for goal in goals if goal.pk in wanted and wanted[goal.pk].state == State.POSTPONED]
    done = Endings(along=taken_along(postponed, wanted) if postponed else {})
    ids = [goal.pk for goal in goals]
    closure = graph.above([*ids, *(child.pk for row in done.along.values() for child in row)])
    played: dict[UUID, Goal] = {goal.pk: goal for goal in Goal.objects.filter(pk__in=closure)}
    links = links_below(played)
    today = {goal_id: score_of(played[goal_id], links.get(goal_id, [])) for goal_id in ids}
    counting = {goal_id: [link for link in links.get(goal_id, []) if _is_open_and_scored(link)] for goal_id in ids}
    end_all(wanted, done, played, links, by=actor)
    return {
        goal_id: Foreseen(
            score=score_of(played[goal_id], links.get(goal_id, [])),
            today=today[goal_id],
            without=sum(link.child.state == State.POSTPONED for link in counting[goal_id]),
        )
        for goal_id in ids
    }


def _is_open_and_scored(link: Link) -> bool:
    return link.child.is_open and counts(link) and link.child.kind != GoalKind.PROJECT
