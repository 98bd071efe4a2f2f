"""What contributes to a goal, as the dialog shows it (spec okrs §5.5)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from cairn.goals.computation import Link, roll_up_of
from cairn.goals.measuring import rules_of
from cairn.goals.models import Alignment, Goal
from cairn.goals.recompute import settings_row
from cairn.goals.roll_up import Line, Reason
from cairn.organizations.actor import Actor


@dataclass(frozen=True)
class Share:
    """One child. `share` is what it supplies in percent, None where it is left out; `title` is empty when hidden."""

    id: UUID
    title: str
    kind: str
    progress: Decimal | None
    share: Decimal | None
    fixed: Decimal | None
    contributes: bool
    left_out: Reason | None

    @property
    def is_hidden(self) -> bool:
        return not self.title


@dataclass(frozen=True)
class Contributions:
    """All children of a goal in order. A sum has no shares: there a child counts or does not."""

    shares: list[Share]
    is_sum: bool
    new_contribute: bool  # whether what is aligned from now on counts

    @property
    def total(self) -> Decimal:
        """The sum of the shares in percent: 100, or 0 where nothing counts."""
        return sum((share.share or Decimal(0) for share in self.shares), Decimal(0))


def contributions_of(goal: Goal, actor: Actor) -> Contributions:
    """The shares of everything below a goal, as its roll-up counts them now; hidden children keep their share."""
    rows = list(
        Alignment.objects.filter(parent=goal, child__deleted_at=None)
        .select_related("child")
        .order_by("child__rank", "child_id")
    )
    links = [Link(row.child, row.contribution, row.contributes) for row in rows]
    rolled = roll_up_of(goal, links, rules_of(settings_row()))
    seen = set(Goal.objects.visible_to(actor).filter(parent_links__parent=goal).values_list("pk", flat=True))
    lines = {line.child_id: line for line in rolled.lines}
    shares = [_share(link, lines[link.child.pk], link.child.pk in seen) for link in links]
    return Contributions(shares, rolled.method in {"sum", "baseline_sum"}, goal.new_children_contribute)


def _share(link: Link, line: Line, seen: bool) -> Share:
    return Share(
        id=link.child.pk,
        title=link.child.title if seen else "",
        kind=link.child.kind,
        progress=link.child.progress,
        share=line.share,
        fixed=link.contribution,
        contributes=link.contributes,
        left_out=line.left_out,
    )
