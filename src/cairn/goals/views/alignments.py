"""What a goal is aligned to: the dialog, the drop on another row, and the way back to the top."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cairn.core.errors import Denied, Refused
from cairn.goals import actions, policies
from cairn.goals.actions import Parent
from cairn.goals.actions.convert import may_convert
from cairn.goals.forms.alignment import AlignForm
from cairn.goals.models import Goal, GoalKind
from cairn.goals.policies import Act
from cairn.goals.queries.chooser import find, named
from cairn.goals.queries.filters import ids_of
from cairn.goals.ties import ties
from cairn.goals.views.showing import done, found, panel, today
from cairn.organizations.requests import OrganizationRequest
from cairn.organizations.terminology import worded
from cairn.ui.links import org_url


@require_http_methods(["GET", "HEAD", "POST"])
def alignments(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Chooses the parents; a drop names one `parent`, which takes the place of the row it was dragged from."""
    goal = found(request, goal_id)
    policies.demand(request.actor, Act.EDIT, goal)
    if "parent" in request.POST:
        return _dropped(request, goal)
    form = AlignForm(_held(request, goal), request.POST if request.method == "POST" else None)
    if not form.is_bound or form.is_looking or not form.is_valid():
        return _shown(request, goal, form)
    try:
        actions.align(goal, form.cleaned_data["parents"], by=request.actor)
    except (Refused, Denied) as error:
        form.add_error("parents", error.sentence)
        return _shown(request, goal, form, status=error.status)
    return done(request, goal, _("Aligned."))


def _dropped(request: OrganizationRequest, goal: Goal) -> HttpResponse:
    wanted = ids_of(request.POST, "parent")
    if not wanted:
        raise Refused(worded(_("There is no such {okr} to align to.")))
    left = ids_of(request.POST, "instead_of")
    kept = [parent for parent in list(_held(request, goal))[1:] if parent not in {*wanted, *left}]
    actions.align(goal, [Parent(each) for each in (*wanted, *kept)], by=request.actor)
    if goal.kind == GoalKind.OBJECTIVE and may_convert():
        actions.convert(found(request, goal.pk), GoalKind.KEY_RESULT, by=request.actor)
        return done(request, goal, worded(_("Aligned; it is a {key_result} now.")))
    return done(request, goal, _("Aligned."))


@require_POST
def top(request: OrganizationRequest, goal_id: UUID) -> HttpResponse:
    """Moves a goal to the top level of its page, beside the row it was dropped at, if one is named."""
    goal = found(request, goal_id)
    actions.align(goal, [], by=request.actor)
    if goal.kind == GoalKind.KEY_RESULT and may_convert():
        actions.convert(found(request, goal.pk), GoalKind.OBJECTIVE, by=request.actor)
    before, after = ids_of(request.POST, "before"), ids_of(request.POST, "after")
    if before or after:
        actions.place(goal, by=request.actor, before=next(iter(before), None), after=next(iter(after), None))
    return done(request, goal, _("Moved to the top level."))


def _held(request: OrganizationRequest, goal: Goal) -> dict[UUID, Decimal | None]:
    """The parents this person may see, the main one first, with the share that is fixed there; 0: does not count."""
    links = [link for link in ties([goal], request.actor).parents.get(goal.pk, ()) if link.seen]
    return {link.id: link.contribution if link.contributes else Decimal(0) for link in links}


def _shown(request: OrganizationRequest, goal: Goal, form: AlignForm, status: int = 0) -> HttpResponse:
    widget = form.fields["parents"].widget
    ids, words = form.given_uuids("parents"), request.POST.get("words_parents", "")
    widget.chosen, widget.words = named("goals", ids, request.actor), words
    widget.share_texts = form.share_texts()
    widget.found = find("goals", words, request.actor, but=[*ids, goal.pk], day=today(request), by_names=True)
    query = urlencode({"field": "parents"})
    widget.address = f"{org_url(request.organization, 'goals:choices', source='goals')}?{query}"
    return panel(request, "goals/_align.html", goal, {"form": form}, status=status or (422 if form.errors else 200))
