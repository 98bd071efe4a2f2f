"""Titles typed one after the other below a row of the tree (interface §3)."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.core.errors import Refused
from cairn.core.htmx import go, is_fragment
from cairn.goals import actions
from cairn.goals.forms.line import LineForm
from cairn.goals.graph import above
from cairn.goals.models import Goal
from cairn.goals.queries.goal_form import prefilled
from cairn.goals.queries.rows import placed, rows
from cairn.goals.views.showing import here, panel, today
from cairn.organizations.requests import OrganizationRequest


def add_line(request: OrganizationRequest, parent: Goal) -> HttpResponse:
    """Creates what was typed with everything else as the full form would begin; 422 with a sentence else."""
    form = LineForm(request.POST)
    if not form.is_valid():
        return _refused(request, parent, form.sentence)
    place = QueryDict(urlencode({"kind": form.cleaned_data["kind"], "parent": parent.pk}))
    fields = prefilled(place, request.actor, None)
    del fields["privacy"]  # it is as private as what it stands below
    try:
        made = actions.create({**fields, "title": form.cleaned_data["title"]}, by=request.actor)
    except Refused as error:
        return _refused(request, parent, error.sentence)
    if not is_fragment(request):
        return go(request, here(request, parent))
    return _added(request, made, parent.pk, form.cleaned_data["level"] + 1)


def _refused(request: OrganizationRequest, parent: Goal, sentence: str) -> HttpResponse:
    return panel(request, "goals/_entry_error.html", parent, {"sentence": sentence}, status=422)


def _added(request: OrganizationRequest, made: Goal, parent_id: UUID, level: int) -> HttpResponse:
    """The new row, and the numbers of everything above it, which moved by it."""
    shown = Goal.objects.visible_to(request.actor).filter(pk__in=above([made.pk])).select_related("period")
    drawn = {row.id: row for row in rows(shown, request.actor, today(request))}
    new = drawn.pop(made.pk)
    context = {
        "items": [placed(new, level=level, parent=parent_id)],
        "rows": drawn.values(),
        "sentence": _("Created “%(title)s”.") % {"title": made.title},
        "undo": f"{here(request, made)}/deletion",
        "undo_fields": [("children", "kept")],
    }
    response = render(request, "goals/_added.html", context)
    response["HX-Trigger"] = "goals-moved"  # the strip above the tree asks for its new figures
    return response
