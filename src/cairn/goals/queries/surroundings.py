"""What stands directly above and below a goal, read once for its page, its explanation and its panels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from cairn.core.prepared import prepared
from cairn.goals.computation import Link
from cairn.goals.models import Alignment, Goal
from cairn.goals.models.goal import Eyes, eyes
from cairn.organizations.actor import Actor

_NOT_NEEDED = ("description", "scoring_guidance", "closing_note", "import_metadata")


@dataclass(frozen=True)
class Around:
    """The links below a goal, its visible parents, and the links below each of them (the goal itself among them).

    Private goals that the person may not see are in the links, because they count, but not in `visible`.
    """

    below: tuple[Link, ...] = ()
    parents: tuple[Goal, ...] = ()
    beside: dict[UUID, tuple[Link, ...]] = field(default_factory=dict)
    visible: frozenset[UUID] = frozenset()

    @property
    def children(self) -> list[Goal]:
        """The children this person may see, in order."""
        return [link.child for link in self.below if link.child.pk in self.visible]

    @property
    def hidden(self) -> int:
        """How many children stand below that this person may not see."""
        return len(self.below) - len(self.children)


def around(goal: Goal, actor: Actor) -> Around:
    """Reads parents, siblings and children of a goal as this person may know them. One query."""
    return _sorted_out(goal, _near(goal.pk, eyes(actor)))


@prepared
def _near(goal_id: UUID, who: Eyes) -> Any:
    above = Alignment.objects.filter(child_id=goal_id).values("parent_id")
    # One list of parents and no OR: with an OR PostgreSQL reads the whole table instead of the index.
    near = above.union(Goal.objects.filter(pk=goal_id).values("pk"))
    return (
        Alignment.objects.filter(parent__in=near)
        .filter(child__deleted_at=None, parent__deleted_at=None)
        .annotate(child_seen=_seen(who, "child_id"), parent_seen=_seen(who, "parent_id"))
        .select_related("child__period", "parent")
        .defer(*(f"{side}__{name}" for side in ("child", "parent") for name in _NOT_NEEDED))
        .order_by("child__rank", "child_id")
    )


def _seen(who: Eyes, column: str) -> Exists:
    return Exists(Goal.objects.visible_to(who).filter(pk=OuterRef(column)))


def _sorted_out(goal: Goal, rows: Iterable[Alignment]) -> Around:
    below: list[Link] = []
    parents: dict[UUID, tuple[int, Goal]] = {}
    beside: dict[UUID, list[Link]] = {}
    visible: set[UUID] = set()
    for row in rows:
        child = goal if row.child_id == goal.pk else row.child
        link = Link(child, row.contribution, row.contributes)
        if row.child_seen:  # type: ignore[attr-defined]
            visible.add(row.child_id)
        if row.parent_id == goal.pk:
            below.append(link)
            continue
        beside.setdefault(row.parent_id, []).append(link)
        if row.child_id == goal.pk and row.parent_seen:  # type: ignore[attr-defined]
            parents[row.parent_id] = (row.position, row.parent)
            visible.add(row.parent_id)
    ordered = sorted(parents.values(), key=lambda found: (found[0], found[1].rank))
    return Around(
        below=tuple(below),
        parents=tuple(parent for _, parent in ordered),
        beside={parent_id: tuple(links) for parent_id, links in beside.items()},
        visible=frozenset(visible),
    )
