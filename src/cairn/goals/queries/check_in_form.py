"""What the check-in form tells before one fills it in, and how a typed line would be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cairn.goals import progress as engine
from cairn.goals import wording
from cairn.goals.actions.check_in import suggested_status
from cairn.goals.explaining import expectation
from cairn.goals.measuring import Rules, outcome_of, rules_of
from cairn.goals.models import CheckIn, Goal
from cairn.goals.recompute import settings_row
from cairn.ui.formats import percent
from cairn.ui.marks import STATUS_WORDS


@dataclass(frozen=True)
class Asked:
    """Where the goal stands: its value in words, what today expects, the last check-in, how it is to be scored."""

    stands: str
    expects: str
    last: CheckIn | None
    guidance: str
    counts_by_itself: bool


def asked(goal: Goal, day: date) -> Asked:
    """What to show above the form. One query."""
    outcome = outcome_of(goal)
    unit = "%" if outcome.is_percent else goal.unit
    aim = expectation(outcome, goal.start, goal.due, day)
    stands = wording.value_of(goal) or wording.percent_label(goal.progress)
    expects = ""
    if aim is not None:
        expects = wording.amount(aim.percent if aim.value is None else aim.value, unit)
    last = CheckIn.objects.standing().filter(goal=goal).latest_first().select_related("author").first()
    return Asked(stands, expects, last, guidance_of(goal), goal.is_rolled_up or goal.counts_parts)


def guidance_of(goal: Goal) -> str:
    """How the goal is to be scored; nothing where the organisation does without guidance."""
    return goal.scoring_guidance if goal.scoring_guidance and settings_row().scoring_guidance else ""


def reading(goal: Goal, means: dict[str, Any], day: date) -> str:
    """A typed line said back: "47.2 → 50 %, 70.6 % done, on track". Two queries at most."""
    outcome = outcome_of(goal)
    unit = "%" if outcome.is_percent else goal.unit
    value, said = means["value"], []
    if value is not None:
        said.append(f"{wording.amount(goal.current_value)} → {wording.amount(value, unit)}")
        if not outcome.is_percent and outcome.is_scaled:
            said.append(_("%(progress)s done") % {"progress": percent(engine.of_value(outcome, value))})
    status = means["status"] or _follows(goal, value, day, rules_of(settings_row()))
    if status:
        said.append(str(STATUS_WORDS[status]).lower())
    if means["note"]:
        said.append(_("with a note"))
    return ", ".join(said)


def _follows(goal: Goal, value: Any, day: date, rules: Rules) -> str:
    stands_at = goal.current_value if value is None else value
    return suggested_status(goal, stands_at, day, rules).value
