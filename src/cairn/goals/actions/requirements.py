"""What rooms above demand of a goal that somebody creates or edits: asked inside the action, before it is recorded.

requirements.register(rules_that_refuse)      # in AppConfig.ready of cairn.coach
"""

from __future__ import annotations

from collections.abc import Callable

from cairn.goals.models import Goal
from cairn.organizations.actor import Actor

Requirement = Callable[[Goal, Actor], None]
_requirements: list[Requirement] = []


def register(requirement: Requirement) -> None:
    """Adds a demand; it raises Refused, with the field, when the goal as it is written does not meet it."""
    _requirements.append(requirement)


def demand(goal: Goal, *, by: Actor) -> None:
    """Asks every demand. Cairn itself (imports, the demo) is not asked."""
    if not by.is_system:
        for requirement in _requirements:
            requirement(goal, by)
