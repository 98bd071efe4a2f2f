"""The tables of the coach."""

from cairn.coach.models.drafts import Draft, Ideas
from cairn.coach.models.goals import NumberSource, Origin, Sufficiency
from cairn.coach.models.rollout import Participant, PlanState, RolloutPlan, RolloutStep, Strategy
from cairn.coach.models.settings import CoachSettings

__all__ = [
    "CoachSettings",
    "Draft",
    "Ideas",
    "NumberSource",
    "Origin",
    "Participant",
    "PlanState",
    "RolloutPlan",
    "RolloutStep",
    "Strategy",
    "Sufficiency",
]
