"""What a new organisation is given from the start: the rooms above register what they put into it.

A step runs inside the new organisation and in the transaction that creates it.

    setup.register_setup(create_standard_periods)      # in AppConfig.ready of cairn.planning
"""

from __future__ import annotations

from collections.abc import Callable

from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization

Step = Callable[[Organization, Actor], None]
_steps: list[Step] = []


def register_setup(step: Step) -> None:
    """Adds a step; steps run in the order in which they were registered."""
    _steps.append(step)


def furnish(organization: Organization, *, by: Actor) -> None:
    """Runs every step for a new organisation."""
    for step in _steps:
        step(organization, by)
