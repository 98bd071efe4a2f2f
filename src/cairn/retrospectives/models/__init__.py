"""What people say to themselves, their manager and their team when a period ends."""

from cairn.retrospectives.models.note import Note
from cairn.retrospectives.models.reflection import Reflection, Sharing
from cairn.retrospectives.models.retrospective import Retrospective

__all__ = ["Note", "Reflection", "Retrospective", "Sharing"]
