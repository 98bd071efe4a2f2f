"""Summaries as messages: of everything a person follows, or of one entity that somebody shared (spec okrs §15.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core import clock
from cairn.goals.measuring import outcome_of, status_of
from cairn.goals.models import Entity, Goal
from cairn.goals.queries.tree import Place
from cairn.goals.wording import percent_label, value_of
from cairn.notifications.delivery.card import Card, Link, Row, Section
from cairn.notifications.delivery.composing import Reader, composer
from cairn.notifications.following import Target, slots
from cairn.notifications.models import Notification, SharedSummary
from cairn.notifications.places import lead
from cairn.notifications.queries.following import Followed, Named, follows_of, named
from cairn.notifications.queries.summaries import EntitySummary, Mover, summary_of
from cairn.organizations.terminology import Term
from cairn.ui.formats import MINUS, NO_BREAK, number
from cairn.ui.links import org_url
from cairn.ui.marks import STATUS_WORDS

MOST_CHANGES = 15


@composer("summary")
def of_followed(row: Notification, reader: Reader) -> Card | None:
    """One message about all that the reader follows in the rhythm that is due; None when all of it was silent."""
    slot = datetime.fromisoformat(row.facts["slot"])
    things = named(due_at(slot, follows_of([reader.member.pk])[reader.member.pk], reader), reader.actor, "")
    sections = [section for thing in things for section in _sections_of(thing, slot, reader)]
    if not sections:
        return None
    title = _("What you follow at %(organization)s") % {"organization": reader.organization.name}
    return Card(
        subject=title,
        title=title,
        sections=sections,
        button=Link(_("Choose what to follow"), reader.url("notifications:following")),
    )


def due_at(slot: datetime, follows: list[Followed], reader: Reader) -> list[Followed]:
    """What of it is due at this very instant."""
    zone = ZoneInfo(reader.member.time_zone or reader.organization.time_zone)
    return [
        row for row in follows if row.is_on and slot in slots(row.rhythm, zone, slot - timedelta(minutes=1), slot)
    ]


def _sections_of(thing: Named, slot: datetime, reader: Reader) -> Iterator[Section]:
    since = slot - thing.followed.rhythm.span
    url = reader.url(thing.url_name, **thing.url_ids)
    if thing.followed.target is Target.GOAL:
        yield from _of_goal(thing, since, url, reader)
        return
    found = summary_of(place_of(thing.followed), since, slot)
    if found is not None and not found.is_silent:
        name = thing.name or reader.organization.name
        yield Section(name, [standing(found, url, reader), *highlights(found, reader)], activity(found))


def place_of(followed: Followed) -> Place:
    return Place(Entity(followed.target.value), followed.id)


def _of_goal(thing: Named, since: datetime, url: str, reader: Reader) -> Iterator[Section]:
    known = Goal.objects.visible_to(reader.actor).filter(checked_in_at__gt=since)
    for goal in known.filter(pk__in=[thing.followed.id]):
        status = status_of(goal, clock.today(reader.organization.time_zone)).value
        words = value_of(goal) if not outcome_of(goal).is_percent else percent_label(goal.progress)
        row = Row(goal.title, url, percent=goal.progress, number=words, tone=status, status=_status(status))
        yield Section("", [row])


@composer("summary.shared")
def shared(row: Notification, reader: Reader) -> Card | None:
    """What somebody sent, with their note; None when it is gone."""
    share = SharedSummary.objects.select_related("author").filter(pk__in=[row.subject_id]).first()
    return None if share is None else shared_card(share, reader, str(row.facts.get("entity", "")))


def shared_card(share: SharedSummary, reader: Reader, name: str) -> Card | None:
    """The same for a preview."""
    place = Place(Entity(share.entity), share.team_id or share.person_id)
    card = entity_card(place, name, reader, days=share.days, until=share.at)
    if card is None:
        return None
    who = share.author.name if share.author else _("Somebody")
    title = _("%(who)s sent you how %(name)s is doing") % {"who": who, "name": name}
    return Card(subject=title, title=title, quote=share.note, sections=card.sections, button=card.button)


def entity_card(place: Place, name: str, reader: Reader, *, days: int | None, until: datetime) -> Card | None:
    """How one entity is doing, with the changes of the last so many days; None without anything in the period."""
    found = summary_of(place, until - timedelta(days=days or 7), until)
    if found is None:
        return None
    ids = {Entity.TEAM: {"team_id": place.id}, Entity.INDIVIDUAL: {"member_id": place.id}}.get(place.entity, {})
    page = {Entity.TEAM: "goals:team", Entity.INDIVIDUAL: "goals:person"}.get(place.entity, "goals:company")
    url = reader.url(page, **ids)
    sections = [Section("", [standing(found, url, reader)], activity(found) if days else "")]
    if found.well and days:
        sections.append(Section(_("Going well"), [mover(row, reader) for row in found.well]))
    if found.not_well:
        sections.append(Section(_("Not going well"), [mover(row, reader) for row in found.not_well]))
    if days and found.changed:
        sections.append(_changes(found, days, reader))
    title = _("How %(name)s is doing") % {"name": name}
    return Card(subject=title, title=title, sections=sections, button=Link(_("Open the page"), url))


def _changes(found: EntitySummary, days: int, reader: Reader) -> Section:
    heading = ngettext("Moved in the last day", "Moved in the last %(days)d days", days) % {"days": days}
    rows = [Row(row.title, _goal(row, reader), number=moved(row.moved)) for row in found.changed[:MOST_CHANGES]]
    more = len(found.changed) - len(rows)
    return Section(heading, rows, _("And %(count)d more.") % {"count": more} if more else "")


def standing(found: EntitySummary, url: str, reader: Reader) -> Row:
    """The entity as one row: its average, where that should be, and how many stand how."""
    counts = [
        (found.on_track, _("%(count)d on track")),
        (found.behind, _("%(count)d behind")),
        (found.at_risk, _("%(count)d at risk")),
    ]
    told = [words % {"count": count} for count, words in counts if count]
    note = f"{found.total} {reader.term(Term.OKR, plural=found.total != 1)}"
    return Row(
        ", ".join(found.periods),
        url,
        note=": ".join([note, ", ".join(told)]) if told else note,
        percent=found.progress,
        expected=found.expected,
        number=percent_label(found.progress),
        tone=found.status,
        status=_status(found.status),
    )


def highlights(found: EntitySummary, reader: Reader) -> list[Row]:
    """In the message about many entities: the three largest of each side."""
    return [mover(row, reader) for row in [*found.not_well[:3], *found.well[:3]]]


def mover(row: Mover, reader: Reader) -> Row:
    """One goal with its bar, and by how much it moved."""
    return Row(
        row.title,
        _goal(row, reader),
        moved=moved(row.moved),
        percent=row.progress,
        expected=row.expected,
        number=value_of(row.goal) or percent_label(row.progress),
        tone=row.status,
        status=_status(row.status),
    )


def activity(found: EntitySummary) -> str:
    """What happened, as a sentence."""
    parts = [
        ngettext("%(count)d check-in", "%(count)d check-ins", found.check_ins) % {"count": found.check_ins},
        *([_("%(count)d closed") % {"count": found.closed}] if found.closed else []),
        *([_("%(count)d new") % {"count": found.created}] if found.created else []),
    ]
    return ", ".join(parts) + "."


def moved(points: Decimal) -> str:
    """+12.5 points."""
    sign = "+" if points > 0 else MINUS
    return (
        _("%(points)s points") % {"points": f"{sign}{number(abs(points.quantize(Decimal('0.1'))))}"} if points else ""
    )


def _goal(row: Mover, reader: Reader) -> str:
    return reader.url("goals:goal", goal_id=row.id)


def _status(value: str) -> str:
    return str(STATUS_WORDS.get(value, "")).replace(" ", NO_BREAK)


lead("summary", lambda organization, _row: org_url(organization, "notifications:following"))
