"""The review of a team: notes on the wall, and that it was held (spec okrs §9.6)."""

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
from cairn.retrospectives.models import Note, Retrospective

LONGEST_NOTE = 500
MOST_NOTES = 500


@action
def note(place: Place, period: Period, *, by: Actor, column: str, text: str) -> Note:
    """Puts a note into a column of the review. Raises Refused, Denied."""
    policies.demand_part(by, place)
    text = " ".join(text.split())
    if not text:
        raise Refused(_("Write a few words."), field="text")
    if len(text) > LONGEST_NOTE or "\x00" in text:
        raise Refused(_("At most %(most)d characters, please.") % {"most": LONGEST_NOTE}, field="text")
    if column not in Note.Column.values:
        raise Refused(_("Choose one of the columns."), field="column")
    base = retrospective(place, period)
    if base.notes.count() >= MOST_NOTES:
        raise Refused(_("There is no room for more notes here."), field="text")
    row = Note(retrospective=base, author=by.member, column=column, text=text)
    row.save(force_insert=True)
    events.record(happened.NOTED, base, by=by, column=column)
    return row


@action
def remove_note(row: Note, *, by: Actor) -> None:
    """Takes one's own note away. Raises Denied."""
    policies.demand_remove(by, row)
    events.record(happened.NOTE_REMOVED, row.retrospective, by=by)
    row.delete()


@action
def mark_reviewed(place: Place, period: Period, *, by: Actor, held: bool = True) -> None:
    """Notes that the review was held, or that it was not. Raises Denied."""
    policies.demand_lead_review(by, place)
    base = retrospective(place, period) if held else present(place, period)
    if base is None:
        return
    row = Retrospective.objects.select_for_update().get(pk=base.pk)
    if (row.reviewed_at is not None) == held:
        return
    row.reviewed_at, row.reviewed_by = (clock.now(), by.member) if held else (None, None)
    row.save(update_fields=["reviewed_at", "reviewed_by"])
    events.record(happened.REVIEWED, row, by=by, held=held)
