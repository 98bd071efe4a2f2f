"""Everything one can do at the coach's."""

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
from cairn.coach.actions.rules import set_rules

__all__ = [
    "DraftFields",
    "answer_sufficiency",
    "begin_draft",
    "create_from_draft",
    "discard_draft",
    "edit_draft",
    "mend",
    "note_ideas",
    "say_source",
    "set_rules",
]
