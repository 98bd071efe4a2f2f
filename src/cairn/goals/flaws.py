"""Goals remember whether something is amiss with them on any day: no owner, nothing above, nothing below (okrs §6.7).

A row shows that something below it deserves a second look. What of that comes with time is a date on the goal
(`far_behind_from`, its due date, its status schedule). The rest depends on owners, parents, children and periods, and
is worked out again whenever the structure of a goal or of one beside it was changed: history.py says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from cairn.core import transactions
from cairn.core.lots import in_lots
from cairn.core.prepared import prepared
from cairn.goals.alerts import Facts, lasting_flaws, lasting_risks
from cairn.goals.models import Alignment, Goal, GoalKind, GoalOwner, Privacy, State
from cairn.goals.status import Status
from cairn.goals.ties import ParentLink

AT_ONCE = 500
_NEEDED = ("kind", "entity", "start", "due", "state", "privacy", "lasting_risk", "lasting_attention")


@dataclass(frozen=True, order=True)
class Flaws:
    """Whether something grave, and whether something that deserves attention, lasts."""

    risk: bool
    attention: bool


def changed(goal_ids: Iterable[UUID]) -> None:
    """Says that these goals are not what they were, or not tied to what they were; `review` follows at the end."""
    transactions.gather(review, goal_ids)


def review(goal_ids: set[UUID]) -> None:
    """Looks again at these goals and at those right above and below them; saves what is different."""
    for some in in_lots(sorted(goal_ids), AT_ONCE):
        wider = set(some)
        for edge in _edges_at(some):
            wider.update(edge)
        for ids in in_lots(sorted(wider), AT_ONCE):
            _review(ids)


def _review(ids: Collection[UUID]) -> None:
    different: dict[Flaws, list[UUID]] = defaultdict(list)
    for goal, flaws in found(ids):
        if (goal.lasting_risk, goal.lasting_attention) != (flaws.risk, flaws.attention):
            different[flaws].append(goal.pk)
    for flaws, goals in sorted(different.items()):
        Goal.objects.filter(pk__in=goals).update(lasting_risk=flaws.risk, lasting_attention=flaws.attention)


def found(ids: Collection[UUID]) -> Iterator[tuple[Goal, Flaws]]:
    """Each standing goal of these with what its ties give: nothing for one that has ended. Three queries."""
    parents, children = _parents(ids), _children(ids)
    for goal in _standing(ids):
        facts = _facts(goal, parents.get(goal.pk, []), children.get(goal.pk, []))
        risk, attention = (goal.is_open and any(rules(facts)) for rules in (lasting_risks, lasting_flaws))
        yield goal, Flaws(risk, attention)


@prepared
def _edges_at(ids: Collection[UUID]) -> Any:
    at = Q(child_id__in=ids) | Q(parent_id__in=ids)
    return Alignment.objects.filter(at).order_by().values_list("child_id", "parent_id")


@prepared
def _standing(ids: Collection[UUID]) -> Any:
    owned = Exists(GoalOwner.objects.filter(goal=OuterRef("pk")))
    goals = Goal.objects.standing().filter(pk__in=ids).annotate(is_owned=owned).select_related("period")
    return goals.only(*_NEEDED, "period__start", "period__end", "period__parent_id")


@prepared
def _links_up(ids: Collection[UUID]) -> Any:
    rows = Alignment.objects.filter(child_id__in=ids, parent__deleted_at=None)
    return rows.values_list("child_id", "parent_id", "parent__kind", "parent__period_id", "parent__privacy")


@prepared
def _key_results_below(ids: Collection[UUID]) -> Any:
    rows = Alignment.objects.filter(parent_id__in=ids, child__deleted_at=None, child__kind=GoalKind.KEY_RESULT)
    return rows.order_by().values_list("parent_id", "child__state")


def _facts(goal: Goal, parents: list[ParentLink], children: list[str]) -> Facts:
    return Facts(
        goal=goal,
        status=Status.NOT_STARTED,
        expected=None,
        has_owner=goal.is_owned,  # type: ignore[attr-defined]
        parents=parents,
        key_results=len(children),
        open_key_results=children.count(State.OPEN),
    )


def _parents(ids: Collection[UUID]) -> Mapping[UUID, list[ParentLink]]:
    """The standing parents. A private one counts as unseen: what follows from it is nobody's to read here."""
    links: dict[UUID, list[ParentLink]] = defaultdict(list)
    for child, parent, kind, period, privacy in _links_up(ids):
        links[child].append(ParentLink(parent, "", kind, period, None, True, seen=privacy == Privacy.EVERYONE))
    return links


def _children(ids: Collection[UUID]) -> Mapping[UUID, list[str]]:
    """The states of the standing key results below each."""
    states: dict[UUID, list[str]] = defaultdict(list)
    for parent, state in _key_results_below(ids):
        states[parent].append(state)
    return states
