"""How a goal is to end, and whether it may end like that (spec okrs §9, §10.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core.errors import Denied, Refused
from cairn.goals import policies
from cairn.goals.actions.copy_plan import Copying, Depth, carried_outcome
from cairn.goals.actions.guards import refuse_ended
from cairn.goals.models import Goal, Nature, State
from cairn.goals.policies import Act
from cairn.goals.rollover import Mode
from cairn.planning.models import Period


@dataclass(frozen=True)
class Ending:
    """How one goal is to end: closed with a score (0–1; None: the suggested one), or postponed.

    `note` is the closing note or the reason. `period` continues it there; `progress` is reset or preserve,
    `new_target` the next target where the present one is reached; `depth` how much below it is copied too.
    """

    goal_id: UUID
    state: str = State.CLOSED
    note: str = ""
    score: Decimal | None = None
    period: Period | None = None
    progress: str = Mode.RESET
    new_target: Decimal | None = None
    depth: str = Depth.CHILDREN


def missing_note(goal: Goal, state: str, note: str) -> str:
    """The sentence that asks for a note, empty where none is missing (spec okrs §9.1).

    A postponement has a reason, and a learning goal ends with what was found out.
    """
    if note.strip():
        return ""
    if state == State.POSTPONED:
        return _("Say in a few words why it is postponed.")
    if state == State.CLOSED and goal.nature == Nature.LEARNING:
        return _("Write down what you found out: that is what it was for.")
    return ""


def demand_endable(goal: Goal, ending: Ending, acts: frozenset[Act]) -> None:
    """Raises Denied without the right, Refused for what has ended or is told in an odd way (spec okrs §9.1, §9.4)."""
    if Act.END not in acts:
        raise Denied(policies.sentence_of(Act.END), helpers=policies.helpers_of(goal))
    refuse_ended(goal)
    if ending.state not in {State.CLOSED, State.POSTPONED}:
        raise Refused(_("Choose how it ends."), field="ending")
    if missing := missing_note(goal, ending.state, ending.note):
        raise Refused(missing, field="reason" if ending.state == State.POSTPONED else "note")
    if ending.score is not None and not (ending.score.is_finite() and 0 <= ending.score <= 1):
        raise Refused(_("A score lies between 0 and 1."), field="score")
    if len(ending.note) > 10_000 or "\x00" in ending.note:
        raise Refused(_("At most %(most)d characters, please.") % {"most": 10_000}, field="note")


def demand_continuable(goal: Goal, ending: Ending, starts: dict[UUID, date], today: date) -> None:
    """Raises Refused unless it can go on where the ending says (spec okrs §10.2, §10.4).

    `starts` are the first days of the goals' own periods.
    """
    if ending.period is None:
        return
    if ending.period.start <= starts[goal.period_id]:
        raise Refused(_("Continue it in a later period than its own."), field="period")
    if ending.period.end < today:
        raise Refused(
            _("“%(period)s” is over. Continue it in a period that runs or is to come.") % {"period": ending.period},
            field="period",
        )
    if ending.progress not in set(Mode):
        raise Refused(_("Choose how the copy starts."), field="progress")
    if ending.depth not in set(Depth):
        raise Refused(_("Choose how much to copy."), field="depth")
    carried_outcome(goal, Copying(ending.period, Mode(ending.progress), new_target=ending.new_target))
