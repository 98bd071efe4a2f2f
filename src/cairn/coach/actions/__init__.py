"""Everything one can do at the coach's."""

from cairn.coach.actions.answer import answer_sufficiency, say_source
from cairn.coach.actions.mend import mend
from cairn.coach.actions.rules import set_rules

__all__ = ["answer_sufficiency", "mend", "say_source", "set_rules"]
