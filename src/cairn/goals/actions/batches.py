"""Many goals end in one go, and whole pages are copied: at once, or in the background (spec okrs §9.2, §10.5.8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core import events
from cairn.core.lots import in_lots
from cairn.core.models import Event
from cairn.core.transactions import action
from cairn.goals import events as happened
from cairn.goals.actions.endable import Ending
from cairn.goals.actions.ending import Endings, Refusal, carry_out
from cairn.goals.models import Alignment, Goal, State
from cairn.organizations.actor import Actor

AT_ONCE = 200  # goals in one transaction, unless a single tree is larger


@dataclass
class Tally:
    """What ending many goals came to; `refused` are those that stay as they are, each with its sentence.

    `above` are parents that ended by themselves, `above_postponed` those of them below which all is (§10.5.7).
    """

    closed: int = 0
    postponed: int = 0
    along: int = 0
    above: int = 0
    above_postponed: int = 0
    copied: int = 0
    refused: list[Refusal] = field(default_factory=list)

    def add(self, done: Endings) -> None:
        """Adds what one tree came to."""
        self.closed += sum(goal.state == State.CLOSED for goal in done.ended)
        self.postponed += sum(goal.state == State.POSTPONED for goal in done.ended)
        self.along += sum(len(row) for row in done.along.values())
        self.above += len(done.above)
        self.above_postponed += sum(goal.state == State.POSTPONED for goal in done.above)
        self.copied += len(done.copies)
        self.refused += done.refused

    @property
    def sentence(self) -> str:
        """What was done."""
        parts = []
        if self.closed:
            parts.append(_("%(count)d closed") % {"count": self.closed})
        if closed_above := self.above - self.above_postponed:
            above = ngettext("%(count)d above closed by itself", "%(count)d above closed by themselves", closed_above)
            parts.append(above % {"count": closed_above})
        if self.postponed or self.along:
            parts.append(_("%(count)d postponed") % {"count": self.postponed + self.along})
        if self.above_postponed:
            above = ngettext(
                "%(count)d above postponed by itself", "%(count)d above postponed by themselves", self.above_postponed
            )
            parts.append(above % {"count": self.above_postponed})
        if self.copied:
            parts.append(_("%(count)d carried over") % {"count": self.copied})
        return ", ".join(parts) + "." if parts else _("Nothing has changed.")


def end_many(endings: Sequence[Ending], *, by: Actor) -> Tally:
    """Ends many goals, each tree in one transaction. What cannot end stays as it is and is told; the rest ends.

    Safe to repeat: what has ended is refused, and nothing is carried twice into the same period.
    """
    tally = Tally()
    for batch in in_trees(endings):
        tally.add(end_together(batch, by=by))
    return tally


@action
def end_together(endings: Sequence[Ending], *, by: Actor) -> Endings:
    """Ends these goals in one transaction, with one event for each."""
    done = carry_out(endings, by=by)
    events.record_many([_event(goal, done, by) for goal in done.ended])
    return done


def _event(goal: Goal, done: Endings, by: Actor) -> Event:
    copy = done.copies.get(goal.pk)
    said = {"title": goal.title, "continued_as": str(copy.pk) if copy else None, "together": len(done.ended)}
    if goal.state == State.CLOSED:
        return events.build(
            happened.CLOSED, goal, by=by, score=goal.score, suggested=goal.suggested_score, changed=[], **said
        )
    along = [str(child.pk) for child in done.along.get(goal.pk, [])]
    return events.build(happened.POSTPONED, goal, by=by, along=along, changed=[], **said)


def in_trees(endings: Sequence[Ending]) -> list[list[Ending]]:
    """Cuts them into batches of about AT_ONCE that never tear a tree apart."""
    by_goal = {ending.goal_id: ending for ending in endings}
    return [[by_goal[goal_id] for goal_id in batch] for batch in batches_of(list(by_goal))]


def batches_of(goal_ids: Sequence[UUID]) -> list[list[UUID]]:
    """The same of bare goals."""
    batches: list[list[UUID]] = []
    for tree in trees(goal_ids):
        if not batches or len(batches[-1]) + len(tree) > AT_ONCE:
            batches.append([])
        batches[-1] += tree
    return batches


def trees(goal_ids: Sequence[UUID]) -> list[list[UUID]]:
    """The goals that hang together by alignments among themselves, in the order given."""
    root = {goal_id: goal_id for goal_id in goal_ids}

    def find(goal_id: UUID) -> UUID:
        while root[goal_id] != goal_id:
            root[goal_id] = root[root[goal_id]]
            goal_id = root[goal_id]
        return goal_id

    for part in in_lots(goal_ids, 5000):
        for child, parent in Alignment.objects.filter(child_id__in=part).values_list("child_id", "parent_id"):
            if parent in root:
                root[find(child)] = find(parent)
    found: dict[UUID, list[UUID]] = {}
    for goal_id in goal_ids:
        found.setdefault(find(goal_id), []).append(goal_id)
    return list(found.values())
