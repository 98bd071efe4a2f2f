"""Write down how a period went, and decide who reads it (spec okrs §9.6)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.core import clock, events
from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals.queries.tree import Place
from cairn.organizations.actor import Actor
from cairn.planning.models import Period
from cairn.retrospectives import events as happened
from cairn.retrospectives import policies
from cairn.retrospectives.actions.begin import present, retrospective
from cairn.retrospectives.models import Reflection, Sharing
from cairn.retrospectives.models.reflection import LONGEST

FIELDS = ("succeeded", "struggled", "lessons")


@action
def reflect(
    place: Place,
    period: Period,
    *,
    by: Actor,
    succeeded: str = "",
    struggled: str = "",
    lessons: str = "",
    sharing: str = Sharing.PRIVATE,
) -> Reflection:
    """Keeps what somebody thinks of a period, one text for each question; `sharing` says who reads it.

    Writing again replaces it. Raises Refused when nothing is said or it is too long, Denied.
    """
    policies.demand_reflect(by, place)
    said = {name: text.strip() for name, text in zip(FIELDS, (succeeded, struggled, lessons), strict=True)}
    if not any(said.values()):
        raise Refused(_("Write at least one sentence."), field="succeeded")
    for name, text in said.items():
        if len(text) > LONGEST or "\x00" in text:
            raise Refused(_("At most %(most)d characters, please.") % {"most": LONGEST}, field=name)
    if sharing not in Sharing.values:
        raise Refused(_("Choose who reads it."), field="sharing")
    base = retrospective(place, period)
    row, _made = Reflection.objects.select_for_update().get_or_create(retrospective=base, author=by.member)
    for name, text in said.items():
        setattr(row, name, text)
    row.sharing, row.updated_at = sharing, clock.now()
    row.save()
    events.record(happened.REFLECTED, base, by=by, sharing=sharing)
    return row


@action
def delete_reflection(place: Place, period: Period, *, by: Actor) -> None:
    """Takes one's own reflection back. Raises Denied; nothing happens where there is none."""
    policies.demand_reflect(by, place)
    base = present(place, period)
    gone, _rows = Reflection.objects.filter(retrospective=base, author=by.member).delete()
    if gone and base is not None:
        events.record(happened.REFLECTION_DELETED, base, by=by)
