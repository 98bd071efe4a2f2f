"""Everything one can do at the coach's."""

from cairn.coach.actions.annual import create_annual
from cairn.coach.actions.answer import answer_sufficiency, say_source
from cairn.coach.actions.draft import (
    DraftFields,
    begin_draft,
    create_from_draft,
    discard_draft,
    edit_draft,
    note_ideas,
)
from cairn.coach.actions.mend import mend
from cairn.coach.actions.roles import set_role
from cairn.coach.actions.rollout import change_rollout_step, move_plan, plan_rollout, set_participants
from cairn.coach.actions.rules import set_rules

__all__ = [
    "DraftFields",
    "answer_sufficiency",
    "begin_draft",
    "change_rollout_step",
    "create_annual",
    "create_from_draft",
    "discard_draft",
    "edit_draft",
    "mend",
    "move_plan",
    "note_ideas",
    "plan_rollout",
    "say_source",
    "set_participants",
    "set_role",
    "set_rules",
]
