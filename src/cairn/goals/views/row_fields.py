"""Changing one field of a row in its place: title, owner, type or period (spec okrs §4.3, interface §3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cairn.core.errors import Denied, Refused, Stale
from cairn.core.htmx import is_fragment
from cairn.goals import actions, policies
from cairn.goals.actions import GoalFields
from cairn.goals.forms.row_fields import FORMS, RowFieldForm
from cairn.goals.models import Goal
from cairn.goals.queries.goal_form import both_versions, differing, present
from cairn.goals.recompute import settings_row
from cairn.goals.views.choosing import fill_all
from cairn.goals.views.redrawn import PLACE, Told, redrawn
from cairn.goals.views.showing import found, here, panel
from cairn.organizations.requests import OrganizationRequest

_ANCHORS = {"title": "title", "owner": "owners", "type": "entity", "period": "period"}  # in the full form


@require_http_methods(["GET", "HEAD", "POST"])
def row_field(request: OrganizationRequest, goal_id: UUID, field: str) -> HttpResponse:
    """GET gives the field as it stands, for the row; POST changes it. The full form stands in without htmx."""
    if field not in FORMS:
        raise Http404
    goal = found(request, goal_id)
    policies.demand(request.actor, FORMS[field].act, goal)
    if request.method != "POST" and not is_fragment(request):
        return HttpResponseRedirect(f"{here(request, goal)}/edit#id_{_ANCHORS[field]}")
    held = present(goal, request.actor)
    form = FORMS[field](goal, held, request.actor, settings_row(), request.POST if request.method == "POST" else None)
    fill_all(request, form)
    change = _Change(request, goal, field, form, held)
    if not form.is_bound or form.is_looking or not form.is_valid():
        return change.asked(422 if form.errors else 200)
    return change.made()


@dataclass(frozen=True)
class _Change:
    """One field of one goal, as it is asked for and made."""

    request: OrganizationRequest
    goal: Goal
    field: str
    form: RowFieldForm
    held: GoalFields

    def asked(self, status: int, **more: Any) -> HttpResponse:
        context = {"form": self.form, "field": self.field, **more}
        return panel(self.request, "goals/_row_field.html", self.goal, context, status=status)

    def made(self) -> HttpResponse:
        """The row as it is then; the form again, with what was typed, where something stood against it.

        Taking it back is tried without the form: what stands against that is said like any refusal.
        """
        is_undone = "undone" in self.request.POST
        wanted = differing(self.form.wanted(), self.held)
        version = self.form.cleaned_data["version"]
        try:
            now = actions.edit(self.goal, wanted, by=self.request.actor, expected_version=version) if wanted else None
        except Stale as error:
            if is_undone:
                raise
            return self._compared(wanted, error)
        except (Refused, Denied) as error:
            if is_undone:
                raise
            self.form.refuse(error)
            return self.asked(error.status)
        return redrawn(self.request, now or self.goal, self._told(wanted, now, is_undone))

    def _compared(self, wanted: GoalFields, error: Stale) -> HttpResponse:
        """Both versions; what was typed stays, and saving again puts it through."""
        self.form.see_version(self.goal.version)
        self.form.add_error(self.form.field, error.sentence)
        return self.asked(409, versions=both_versions(wanted, self.held, self.request.actor))

    def _told(self, wanted: GoalFields, now: Goal | None, is_undone: bool) -> Told:
        """What it is now, in words, and how that is taken back; nothing where nothing was changed."""
        if now is None:
            return Told()
        moved = frozenset(wanted)
        if is_undone:
            return Told(_("Undone."), moved)
        words = ", ".join(each.mine for each in both_versions(wanted, self.held, self.request.actor))
        sentence = _SENTENCES[self.field]() % {"words": words}
        return Told(sentence, moved, f"{here(self.request, now)}/fields/{self.field}", tuple(self._undo(now)))

    def _undo(self, now: Goal) -> Iterator[tuple[str, Any]]:
        """The fields that bring back what it was."""
        before = {name: self.held[name] for name in self.form.fields if name in self.held}  # type: ignore[literal-required]
        if self.form.field == "owner":
            before["owner"] = list(self.held["owners"])
        for name, value in before.items():
            for each in value if isinstance(value, list) else [value]:
                yield name, each.isoformat() if hasattr(each, "isoformat") else each
        yield "version", now.version
        yield "undone", "1"
        for name in PLACE:
            yield name, self.request.POST.get(name, "")


_SENTENCES = {
    "title": lambda: _("Renamed to “%(words)s”."),
    "owner": lambda: _("Owner: %(words)s."),
    "type": lambda: _("Now: %(words)s."),
    "period": lambda: _("Period: %(words)s."),
}
