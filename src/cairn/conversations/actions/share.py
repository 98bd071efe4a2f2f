"""Point people to a goal (spec okrs §15.3, §20). The mail is written by who listens to the event."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cairn.conversations import events as happened
from cairn.conversations import policies
from cairn.conversations.actions.texts import clean
from cairn.conversations.models import Share
from cairn.conversations.naming import may_see
from cairn.core import clock, events
from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals.actions.guards import standing
from cairn.goals.models import Goal
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member

MOST = 50


@action
def share(goal: Goal, *, by: Actor, to: Sequence[Member], note: str = "") -> Share:
    """Remembers whom it was shown to. Members only; somebody who may not see it is refused by name, to one who may.

    Raises Refused, Denied.
    """
    policies.demand_share(by)
    goal = standing(Goal.objects.filter(pk=goal.pk).first())
    people = list({member.pk: member for member in to}.values())
    if not people:
        raise Refused(_("Choose at least one person."), field="people")
    if len(people) > MOST:
        raise Refused(_("At most %(most)d people at a time.") % {"most": MOST}, field="people")
    blind = [member.name for member in people if not may_see(member, goal)]
    if blind:
        raise Refused(
            _("This is private and %(names)s may not see it. Add them to its viewers first.")
            % {"names": ", ".join(blind)},
            field="people",
        )
    row = Share(goal=goal, author=by.member, note=clean(note, field="note", most=2000), to=_ids(people))
    row.at = clock.now()
    row.save(force_insert=True)
    events.record(
        happened.SHARED, goal, by=by, title=goal.title, goal_id=str(goal.pk), share_id=str(row.pk), to=_ids(people)
    )
    return row


def _ids(people: Sequence[Member]) -> list[str]:
    return [str(member.pk) for member in people]
