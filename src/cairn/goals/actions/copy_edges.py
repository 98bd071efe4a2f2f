"""What copies are aligned to, and what comes under them (spec okrs §10.1, §10.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from cairn.goals import alignment, graph
from cairn.goals.actions.copy_plan import Copying, carried_before
from cairn.goals.models import Alignment, AlignmentVersion, Goal, State


def edges_of(sources: Sequence[Goal], plans: Mapping[UUID, Copying], copies: Mapping[UUID, Goal]) -> list[Alignment]:
    """The alignments of the copies of these goals, unsaved. A constant number of queries."""
    kept = _kept(sources, plans, copies)
    return kept + _without_loops(_adopted(sources, plans, copies), kept)


def _kept(sources: Sequence[Goal], plans: Mapping[UUID, Copying], copies: Mapping[UUID, Goal]) -> list[Alignment]:
    """Edges inside what is copied are kept; others only to parents that are open and last long enough, or to what
    carries such a parent on in the same period (§10.5.5)."""
    links = Alignment.objects.filter(child_id__in=[source.pk for source in sources]).select_related("parent")
    found = list(links.order_by("position", "pk"))
    periods = {plans[link.child_id].period.pk for link in found}
    carried = carried_before({link.parent for link in found}, periods)
    rows = []
    for link in found:
        copy, how = copies[link.child_id], plans[link.child_id]
        parent = copies.get(link.parent_id)
        if parent is None and how.keeps_parents:
            parent = _lasting(link.parent, copy) or carried.get((link.parent_id, how.period.pk))
        if parent is not None:
            rows.append(_edge(copy, parent, link))
    return rows


def _lasting(parent: Goal, copy: Goal) -> Goal | None:
    is_open = parent.deleted_at is None and parent.state == State.OPEN
    return parent if is_open and parent.start <= copy.start and parent.due >= copy.due else None


def _adopted(sources: Sequence[Goal], plans: Mapping[UUID, Copying], copies: Mapping[UUID, Goal]) -> list[Alignment]:
    """What was carried on from below a goal before the goal itself was comes under its copy now."""
    parents = [source for source in sources if plans[source.pk].continues]
    if not parents:
        return []
    links = list(Alignment.objects.filter(parent__in=parents).exclude(child_id__in=list(copies)))
    periods = {plans[source.pk].period.pk for source in parents}
    carried = carried_before((Goal(pk=link.child_id) for link in links), periods)
    rows = []
    for link in links:
        child = carried.get((link.child_id, plans[link.parent_id].period.pk))
        if child is not None and child.state == State.OPEN:
            rows.append(_edge(child, copies[link.parent_id], link))
    return rows


def _without_loops(adopted: list[Alignment], edges: list[Alignment]) -> list[Alignment]:
    """An adopted child may have been put above its new parent meanwhile; then it stays where it is."""
    if not adopted:
        return []
    known = graph.edges_above(edge.parent_id for edge in edges)
    known += [(edge.child_id, edge.parent_id) for edge in edges]
    return [edge for edge in adopted if alignment.would_loop(known, edge.child_id, edge.parent_id) is None]


def _edge(child: Goal, parent: Goal, link: Alignment) -> Alignment:
    return Alignment(
        child=child,
        parent=parent,
        contribution=link.contribution,
        contributes=link.contributes,
        position=link.position,
    )


def version_of(edge: Alignment, now: datetime) -> AlignmentVersion:
    """The first row of its history, unsaved."""
    return AlignmentVersion(
        child_id=edge.child_id,
        parent_id=edge.parent_id,
        contribution=edge.contribution,
        contributes=edge.contributes,
        valid_from=now,
    )
