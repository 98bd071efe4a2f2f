"""What every form with choosers needs: the names of what is chosen, and what a search for more finds."""

from __future__ import annotations

from copy import deepcopy
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairn.goals.forms.chooser import ChooserField, ChoosingForm
from cairn.goals.forms.goal import GoalForm
from cairn.goals.forms.model import ModelForm
from cairn.goals.forms.row_fields import OwnerForm
from cairn.goals.forms.tags import TagRulesForm
from cairn.goals.queries.chooser import find, named
from cairn.goals.views.showing import today
from cairn.organizations.requests import OrganizationRequest
from cairn.ui.links import org_url

_FIELDS: dict[str, Any] = {
    **GoalForm.base_fields, **ModelForm.base_fields, **TagRulesForm.base_fields, **OwnerForm.base_fields,
}  # fmt: skip


def offer(**fields: ChooserField) -> None:
    """Has the choosers of a form of a room above answered too, by the names of its fields."""
    _FIELDS.update(fields)


@require_safe
def choices(request: OrganizationRequest, source: str) -> HttpResponse:
    """The choices of one chooser: what is checked already, then what ?words= finds."""
    name = request.GET.get("field", "")
    field = _FIELDS.get(name)
    if not isinstance(field, ChooserField) or field.source != source:
        return HttpResponse(status=404)
    form = ChoosingForm(request.GET)
    form.fields[name] = deepcopy(field)
    fill(request, form, name, request.GET.get("words", ""))
    return render(request, "goals/_choices.html", form.fields[name].widget.get_context(name, None, {}))


def fill_all(request: OrganizationRequest, form: ChoosingForm) -> None:
    """Gives every chooser of a form its names, and what its "look up" button asked for."""
    for name, field in form.fields.items():
        if isinstance(field, ChooserField):
            fill(request, form, name, request.POST.get(f"words_{name}", ""))


def fill(request: OrganizationRequest, form: ChoosingForm, name: str, words: str) -> None:
    """Gives a chooser the names of what is chosen in it, and what matches the words."""
    widget: Any = form.fields[name].widget
    ids = form.given_uuids(name)
    widget.chosen = named(widget.source, ids, request.actor)
    widget.words = words
    looked_for = words or request.GET.get("field") == name
    widget.found = (
        find(widget.source, words, request.actor, but=ids, day=today(request), by_names=True) if looked_for else []
    )
    query = urlencode({"field": name})
    widget.address = f"{org_url(request.organization, 'goals:choices', source=widget.source)}?{query}"
    widget.share_texts = form.share_texts() if widget.shares else {}
