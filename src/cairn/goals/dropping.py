"""What may not be dropped on a goal, and why (spec okrs §4.1); actions/parents.py decides, this foretells it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cairn.goals.models import Goal, GoalKind, GoalSettings
from cairn.goals.policies import Act
from cairn.organizations.terminology import worded

Refusals = tuple[tuple[str, str], ...]


class Dropping:
    """What an organisation's settings refuse; each refusal is worded once, however many rows of a page share it."""

    def __init__(self, settings: GoalSettings) -> None:
        self._settings = settings
        self._worded: dict[tuple[bool, bool, str], Refusals] = {}

    def on(self, goal: Goal, acts: frozenset[Act]) -> Refusals:
        """(kind, reason) of what cannot be aligned to it; the kind is empty where nothing can."""
        case = (goal.is_open, Act.ALIGN_TO in acts, goal.kind)
        if case not in self._worded:
            self._worded[case] = tuple(_refusals(*case, self._settings))
        return self._worded[case]


def _refusals(is_open: bool, may_align: bool, kind: str, settings: GoalSettings) -> Iterator[tuple[str, str]]:
    if not is_open:
        yield "", _("It is not open any more.")
    elif not may_align:
        yield "", _("Its owners decide what may be aligned to this.")
    elif kind == GoalKind.PROJECT:
        yield GoalKind.OBJECTIVE.value, worded(_("Only {projects} stand under {projects}."))
        yield GoalKind.KEY_RESULT.value, worded(_("Only {projects} stand under {projects}."))
    elif kind == GoalKind.KEY_RESULT:
        yield from _refusals_of_key_results(settings)


def _refusals_of_key_results(settings: GoalSettings) -> Iterator[tuple[str, str]]:
    if not settings.projects_under_key_results:
        yield GoalKind.PROJECT.value, worded(_("Here {projects} do not stand under {key_results}."))
    if settings.okr_model == GoalSettings.Model.MEASURABLE:
        if not settings.objectives_under_key_results:
            yield GoalKind.OBJECTIVE.value, worded(_("Here {objectives} do not stand under {key_results}."))
        if not settings.key_results_under_key_results:
            yield GoalKind.KEY_RESULT.value, worded(_("Here {key_results} do not stand under {key_results}."))
