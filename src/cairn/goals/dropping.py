"""What may not be dropped on a goal, and why (spec okrs §4.1); actions/parents.py decides, this foretells it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cairn.goals.models import Goal, GoalKind, GoalSettings
from cairn.goals.policies import Act
from cairn.organizations.terminology import worded


def refusals(goal: Goal, acts: frozenset[Act], settings: GoalSettings) -> Iterator[tuple[str, str]]:
    """(kind, reason) of what cannot be aligned to it; the kind is empty where nothing can."""
    if not goal.is_open:
        yield "", _("It is not open any more.")
    elif Act.ALIGN_TO not in acts:
        yield "", _("Its owners decide what may be aligned to this.")
    elif goal.kind == GoalKind.PROJECT:
        yield GoalKind.OBJECTIVE.value, worded(_("Only {projects} stand under {projects}."))
        yield GoalKind.KEY_RESULT.value, worded(_("Only {projects} stand under {projects}."))
    elif goal.kind == GoalKind.KEY_RESULT:
        yield from _refusals_of_key_results(settings)


def _refusals_of_key_results(settings: GoalSettings) -> Iterator[tuple[str, str]]:
    if not settings.projects_under_key_results:
        yield GoalKind.PROJECT.value, worded(_("Here {projects} do not stand under {key_results}."))
    if settings.okr_model == GoalSettings.Model.MEASURABLE:
        if not settings.objectives_under_key_results:
            yield GoalKind.OBJECTIVE.value, worded(_("Here {objectives} do not stand under {key_results}."))
        if not settings.key_results_under_key_results:
            yield GoalKind.KEY_RESULT.value, worded(_("Here {key_results} do not stand under {key_results}."))
