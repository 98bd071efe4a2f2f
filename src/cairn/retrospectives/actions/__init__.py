"""The verbs of a wrap-up."""

from cairn.retrospectives.actions.reflect import delete_reflection, reflect
from cairn.retrospectives.actions.review import mark_reviewed, note, remove_note

__all__ = ["delete_reflection", "mark_reviewed", "note", "reflect", "remove_note"]
