"""How copies are made, many at once: the machinery of cloning and of carrying over (spec okrs §10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from cairn.core import clock
from cairn.goals import approvals, companions, history, titles
from cairn.goals.actions.copy_edges import edges_of, version_of
from cairn.goals.actions.copy_places import People, Places
from cairn.goals.actions.copy_plan import Copying, carried_before, carried_outcome
from cairn.goals.measuring import write_outcome
from cairn.goals.models import (
    Alignment,
    AlignmentVersion,
    CheckIn,
    Goal,
    ProgressMode,
)
from cairn.goals.rollover import Mode
from cairn.organizations.actor import Actor

COPIED = (
    "kind", "title", "description", "entity", "nature", "scoring_guidance", "check_in_owner_id", "privacy",
    "only_listed_edit", "restricts_alignment", "metric_name", "status_rule", "new_children_contribute",
)  # fmt: skip
_BATCH = 500


@dataclass(frozen=True)
class Copies:
    """By the id of the source: its copy, also one that was there before; `made` are the new ones.

    `touched` are the goals whose numbers have to be computed now.
    """

    of: dict[UUID, Goal]
    made: list[Goal]
    touched: list[UUID]


def copy_all(sources: Sequence[Goal], plans: Mapping[UUID, Copying], *, by: Actor) -> Copies:
    """Copies these goals, each as its plan says; saves no numbers. A constant number of queries.

    What was carried over into the same period before is not copied again (spec okrs §10.5.8). Raises Refused.
    """
    before = carried_before(sources, {plan.period.pk for plan in plans.values() if plan.continues})
    known = {
        source.pk: before[source.pk, plans[source.pk].period.pk]
        for source in sources
        if plans[source.pk].continues and (source.pk, plans[source.pk].period.pk) in before
    }
    fresh = [source for source in sources if source.pk not in known]
    made = _make(fresh, plans, by)
    copies = {**known, **made}
    edges = edges_of(fresh, plans, copies)
    Alignment.objects.bulk_create(edges, batch_size=_BATCH)
    history.remember(made.values(), by=by)
    approvals.demand_unlocked(by, list(made.values()))
    companions.copy({source: (copy, plans[source].continues) for source, copy in made.items()}, by=by)
    now = clock.now()
    AlignmentVersion.objects.bulk_create([version_of(edge, now) for edge in edges], batch_size=_BATCH)
    touched = dict.fromkeys([*(copy.pk for copy in made.values()), *(edge.parent_id for edge in edges)])
    return Copies(copies, list(made.values()), list(touched))


def _make(sources: Sequence[Goal], plans: Mapping[UUID, Copying], by: Actor) -> dict[UUID, Goal]:
    people = People(sources)
    places = Places(by)
    made: dict[UUID, Goal] = {}
    values: list[CheckIn] = []
    for source in sources:
        how = plans[source.pk]
        copy = _copy(source, how, by)
        places.put(copy, [team_id for team_id, _live in people.teams.get(source.pk, [])], how)
        made[source.pk] = copy
        carried = carried_outcome(source, how)
        write_outcome(copy, carried.outcome)
        if carried.value is not None and how.mode is Mode.PRESERVE and not copy.is_rolled_up:
            values.append(_carry_value(copy, carried.value, source))
    Goal.objects.bulk_create(made.values(), batch_size=_BATCH)
    titles.index(made.values())
    CheckIn.objects.bulk_create(values, batch_size=_BATCH)
    people.give(made, plans)
    return made


def _copy(source: Goal, how: Copying, by: Actor) -> Goal:
    copy = Goal(creator=by.member, cloned_from=source, period=how.period)
    for name in COPIED:
        setattr(copy, name, getattr(source, name))
    copy.start, copy.due = how.period.start, how.period.end
    copy.progress_mode = source.automatic_mode or source.progress_mode
    if copy.progress_mode == ProgressMode.DATA_SOURCE:
        copy.progress_mode = ProgressMode.MANUAL  # a data link is not copied
    if how.continues:
        copy.carried_over_from, copy.carry_over_count = source, source.carry_over_count + 1
    if how.owner_id is not None:
        copy.check_in_owner_id = how.owner_id
    return copy


def _carry_value(copy: Goal, value: Decimal, source: Goal) -> CheckIn:
    row = CheckIn(
        goal=copy,
        value=value,
        status=source.chosen_status or "on_track",
        source=CheckIn.Source.CARRIED,
        note="",
        at=clock.now(),
    )
    copy.current_value, copy.chosen_status, copy.checked_in_at = value, row.status, row.at
    return row
