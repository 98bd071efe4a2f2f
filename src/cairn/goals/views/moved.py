"""The answer to a check-in typed in a list: the numbers that moved, wherever they stand on the page, and a toast."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.goals import wording
from cairn.goals.measuring import outcome_of
from cairn.goals.models import CheckIn, Goal
from cairn.goals.queries.rows import rows
from cairn.goals.recompute import Change
from cairn.goals.views.showing import came_from, here, today
from cairn.organizations.requests import OrganizationRequest
from cairn.organizations.terminology import worded


def moved(request: OrganizationRequest, goal: Goal, changes: list[Change], sentence: str, undo: str) -> HttpResponse:
    """Fresh numbers of the goal and of every goal above that moved and that this person may see; `undo` may be empty.

    The parts find their places by themselves (out of band), so a goal that stands on the page twice moves twice.
    """
    ids = [goal.pk, *(change.goal.pk for change in changes)]
    shown = Goal.objects.visible_to(request.actor).filter(pk__in=ids).select_related("period")
    context = {
        "rows": rows(shown, request.actor, today(request)),
        "sentence": sentence,
        "undo": undo,
        "closes_panel": "/check-ins" not in came_from(request),
    }
    response = render(request, "goals/_moved.html", context)
    response["HX-Trigger"] = "goals-moved"  # the strip above the tree asks for its new figures
    return response


def is_on_a_page_of(request: OrganizationRequest, *goals: Goal) -> bool:
    """Whether htmx runs on the page of one of these goals, where more than rows has to be drawn anew."""
    path = came_from(request).partition("?")[0]
    return any(path.startswith(here(request, goal)) for goal in goals)


def told(goal: Goal, row: CheckIn, changes: Iterable[Change]) -> str:
    """ "Checked in: 3.1 → 3.4 k€. Two OKRs above moved." `goal` is as it was read before the check-in."""
    above = sum(change.goal.pk != goal.pk for change in changes)
    before = goal.current_value
    words = _("Checked in.")
    if row.value is not None:
        unit = "%" if outcome_of(goal).is_percent else goal.unit
        after = wording.amount(row.value, unit)
        moved_to = after if before is None or before == row.value else f"{wording.amount(before)} → {after}"
        words = _("Checked in: %(value)s.") % {"value": moved_to}
    if above:
        words += " " + worded(ngettext("%(count)d {okr} above moved.", "%(count)d {okrs} above moved.", above)) % {
            "count": above
        }
    return words
