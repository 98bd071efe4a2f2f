"""The two questions about the key results of an objective, and where a number comes from (okrs §21.2)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.coach import events
from cairn.coach.models import NumberSource, Origin, Sufficiency
from cairn.coach.sufficiency import fingerprint_of
from cairn.core import clock
from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.goals import policies
from cairn.goals.models import Goal, GoalKind
from cairn.goals.policies import Act
from cairn.organizations.actions import values
from cairn.organizations.actor import Actor
from cairn.organizations.terminology import worded


@action
def answer_sufficiency(goal: Goal, *, necessary: bool, sufficient: bool, note: str = "", by: Actor) -> Sufficiency:
    """Keeps whether every key result is needed and all together are enough, until the key results change.

    Raises Denied; Refused for anything but an objective with key results.
    """
    policies.demand(by, Act.EDIT, goal)
    if goal.kind != GoalKind.OBJECTIVE:
        raise Refused(worded(_("The two questions are about {objectives}.")))
    looked_at = fingerprint_of(goal)
    if not looked_at:
        raise Refused(worded(_("There are no {key_results} to look at yet.")), field="necessary")
    row = Sufficiency.objects.select_for_update().filter(goal=goal).first() or Sufficiency(goal=goal)
    row.necessary, row.sufficient = necessary, sufficient
    row.note = values.paragraph(note, field="note")
    row.by, row.at, row.fingerprint = by.member, clock.now(), looked_at
    row.save()
    record(events.ANSWERED, goal, by=by, necessary=necessary, sufficient=sufficient)
    return row


@action
def say_source(goal: Goal, *, origin: str, place: str = "", by: Actor) -> NumberSource:
    """Keeps where the number of a key result comes from. Raises Denied, Refused."""
    policies.demand(by, Act.EDIT, goal)
    if origin not in Origin.values:
        raise Refused(_("Please choose one of the possibilities."), field="origin")
    row = NumberSource.objects.select_for_update().filter(goal=goal).first() or NumberSource(goal=goal)
    place = values.line(place, field="place", required=False, limit=200)
    if not row._state.adding and (row.origin, row.place) == (origin, place):
        return row
    row.origin, row.place = origin, place
    row.save()
    record(events.SOURCE_SAID, goal, by=by, origin=origin)
    return row
