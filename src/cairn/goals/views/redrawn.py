"""The answer to a change made in a row: the row in its place, its name wherever else it stands, and a toast."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.core import clock
from cairn.core.htmx import is_fragment, page_query
from cairn.core.ids import read_id
from cairn.core.numbers import in_address
from cairn.goals.graph import above
from cairn.goals.instants import Moment
from cairn.goals.models import Entity, Goal
from cairn.goals.queries.listing import is_flat
from cairn.goals.queries.moments import with_ghosts
from cairn.goals.queries.rows import Row, placed, rows
from cairn.goals.queries.tree import DEEPEST
from cairn.goals.views.moved import is_on_a_page_of
from cairn.goals.views.showing import done, today
from cairn.organizations.requests import OrganizationRequest

PLACE = ("level", "parent", "expanded")  # what the browser says of where the row stands
_MOVING = {"kind", "entity", "teams", "period"}  # what moves numbers above it


@dataclass(frozen=True)
class Told:
    """What is said of it: nothing where nothing was changed. `moved` are the fields that are otherwise now.

    `undo` is the address that takes it back when `undo_fields`, as pairs, are posted to it; it may be empty.
    """

    sentence: str = ""
    moved: frozenset[str] = frozenset()
    undo: str = ""
    undo_fields: tuple[tuple[str, Any], ...] = ()


def redrawn(request: OrganizationRequest, goal: Goal, told: Told) -> HttpResponse:
    """The row as it is now, and the numbers of everything above it that this person may see.

    A whole page instead without htmx, on the page of a goal whose numbers moved, and where the person does not see
    the goal any more.
    """
    shown = list(Goal.objects.visible_to(request.actor).filter(pk__in=above([goal.pk])).select_related("period"))
    drawn = {row.id: row for row in rows(shown, request.actor, today(request))}
    over = [each for each in shown if each.pk != goal.pk]
    moves = bool(told.moved & _MOVING)
    if not is_fragment(request) or goal.pk not in drawn or (moves and is_on_a_page_of(request, *over)):
        return done(request, goal, told.sentence or _("Nothing was changed."))
    row = _in_its_place(request, drawn[goal.pk], told.moved)
    moment = Moment.of(page_query(request), ZoneInfo(request.organization.time_zone), clock.now())
    context = {
        "items": with_ghosts([row], request.actor, moment),
        "moment": moment,
        "chooses": row.level == 1 and is_flat(page_query(request)),
        "names": [row],
        "rows": drawn.values(),
        "told": told,
    }
    response = render(request, "goals/_row_redrawn.html", context)
    response["HX-Retarget"], response["HX-Reswap"] = f"#row-{row.key}", "outerHTML"
    response["HX-Trigger"] = "goals-moved"  # the strip above the tree asks for its new figures
    return response


def _in_its_place(request: OrganizationRequest, row: Row, moved: frozenset[str]) -> Row:
    """The row where the browser says that it stands; at the top of a list, which it may leave, with where it went."""
    given = request.POST
    level = min(max(in_address(given.get("level", ""), 1), 1), DEEPEST)
    parent = read_id(given.get("parent", ""))
    return placed(
        replace(row, moved_to="" if parent else _gone_to(row, moved)),
        level=level,
        parent=parent,
        is_expanded=given.get("expanded") == "true",
    )


def _gone_to(row: Row, moved: frozenset[str]) -> str:
    if "period" in moved:
        return f"→ {row.period}"
    if moved & {"entity", "teams"}:
        names = ", ".join(name for _id, name in row.teams) or str(Entity(row.entity).label)
        return f"→ {names}"
    return ""
