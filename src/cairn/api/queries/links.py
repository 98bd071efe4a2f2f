"""Alignments with their effective shares, as far as the actor may see both ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cairn.api.shapes.values import number
from cairn.goals import roll_up
from cairn.goals.models import Alignment, Goal
from cairn.goals.outcome import MetricKind, Outcome, OutcomeType
from cairn.organizations.actor import Actor


@dataclass(frozen=True)
class Links:
    """By goal: its parents and children in the shapes ParentLink and ChildLink, and how many children are hidden."""

    parents: dict[UUID, list[dict[str, Any]]]
    children: dict[UUID, list[dict[str, Any]]]
    hidden: dict[UUID, int]
    visible: set[UUID]


COLUMNS = (
    "parent_id", "child_id", "contribution", "contributes", "position", "child__kind", "child__title",
    "child__state", "child__outcome_type", "child__metric_kind",
)  # fmt: skip


def links_around(goals: Sequence[Goal], actor: Actor) -> Links:
    """The alignments above and below these goals. Three queries."""
    ids = [goal.pk for goal in goals]
    above = list(Alignment.objects.filter(child__in=ids).values_list("parent_id", flat=True))
    rows = list(
        Alignment.objects.filter(parent__in={*ids, *above}, child__deleted_at=None)
        .order_by("child__rank", "child_id")
        .values(*COLUMNS)
    )
    sources = {goal.carried_over_from_id for goal in goals if goal.carried_over_from_id}
    ends = {*above, *sources, *(row["child_id"] for row in rows if row["parent_id"] in set(ids))}
    visible = set(Goal.objects.visible_to(actor).filter(pk__in=ends).values_list("pk", flat=True))
    return arranged(rows, ids, visible)


def arranged(rows: list[dict[str, Any]], ids: Iterable[UUID], visible: set[UUID]) -> Links:
    """Sorts edges (every one below the parents in question) to the goals with these ids."""
    wanted = set(ids)
    siblings: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows:
        siblings.setdefault(row["parent_id"], []).append(row)
    up: dict[UUID, list[tuple[int, dict[str, Any]]]] = {}
    links = Links({}, {}, {}, visible)
    for parent_id, below in siblings.items():
        for row, share in zip(below, roll_up.shares([child_of(row) for row in below]), strict=True):
            link = {
                "contribution": number(share),
                "is_fixed": row["contribution"] is not None,
                "contributes": row["contributes"],
            }
            if row["child_id"] in wanted and parent_id in visible:
                up.setdefault(row["child_id"], []).append((row["position"], {"id": parent_id, **link}))
            if parent_id in wanted:
                _add_below(links, parent_id, row, link)
    for child_id, parents in up.items():
        links.parents[child_id] = [link for _position, link in sorted(parents, key=lambda pair: pair[0])]
    return links


def _add_below(links: Links, parent_id: UUID, row: dict[str, Any], link: dict[str, Any]) -> None:
    if row["child_id"] not in links.visible:
        links.hidden[parent_id] = links.hidden.get(parent_id, 0) + 1
        return
    child = {"id": row["child_id"], "kind": row["child__kind"], "title": row["child__title"], **link}
    links.children.setdefault(parent_id, []).append(child)


def child_of(row: dict[str, Any]) -> roll_up.Child:
    """An edge as the engine takes it, as far as shares need it."""
    kind = MetricKind(row["child__metric_kind"]) if row["child__metric_kind"] else None
    return roll_up.Child(
        id=row["child_id"],
        progress=None,
        value=None,
        outcome=Outcome(OutcomeType(row["child__outcome_type"]), kind),
        contribution=row["contribution"],
        contributes=row["contributes"],
        state=row["child__state"],
    )
