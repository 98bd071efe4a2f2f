"""The message about what is due: each item with its bar and a link with which one checks in (spec okrs §15.2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core import clock
from cairn.goals.explaining import expectation
from cairn.goals.measuring import outcome_of, status_of
from cairn.goals.models import Goal
from cairn.goals.wording import percent_label, value_of
from cairn.notifications.delivery.card import Card, Link, Row, Section
from cairn.notifications.delivery.composing import Reader, composer
from cairn.notifications.models import Notification
from cairn.notifications.places import lead
from cairn.notifications.queries.asked import still_owed_of
from cairn.notifications.rhythm.due import Why
from cairn.notifications.rhythm.links import VALID, address_of, link_of
from cairn.notifications.rhythm.telling import ASKED
from cairn.ui.dates import full_day
from cairn.ui.links import org_url
from cairn.ui.marks import STATUS_WORDS

MOST = 20  # items in one message; the rest is in Cairn


@composer(*ASKED.values())
def what_is_due(row: Notification, reader: Reader) -> Card | None:
    """One message for everything a person owes today; None when all of it was done or closed meanwhile."""
    wanted = {why: list(row.facts.get(why.value, [])) for why in Why}
    goals = reader.lot.read(still_owed_of, row)
    found = {why: [goals[pk] for pk in ids if pk in goals] for why, ids in wanted.items()}
    count = sum(len(part) for part in found.values())
    if not count:
        return None
    title = _title(found, count)
    return Card(
        subject=title,
        title=title,
        paragraphs=[_how_links_work(row)],
        sections=[
            section
            for why in (Why.OVERDUE, Why.CHECK_IN, Why.DUE_SOON)
            for section in _section(why, found, row, reader)
        ],
        button=Link(_("Go through all of them"), reader.url("goals:check_in_run")) if count > 1 else None,
    )


def _title(found: dict[Why, list[Goal]], count: int) -> str:
    if found[Why.CHECK_IN]:
        return ngettext("%(count)d check-in is due", "%(count)d check-ins are due", count) % {"count": count}
    if found[Why.OVERDUE]:
        return ngettext("%(count)d item is past its due date", "%(count)d items are past their due date", count) % {
            "count": count
        }
    return ngettext("%(count)d item is due in seven days", "%(count)d items are due in seven days", count) % {
        "count": count
    }


def _how_links_work(row: Notification) -> str:
    until = full_day(timezone.localtime(row.at + VALID))
    return _(
        "Each link below opens one item, ready to be confirmed. No need to sign in; good once, until %(until)s."
    ) % {"until": until}


def _section(why: Why, found: dict[Why, list[Goal]], row: Notification, reader: Reader) -> Iterable[Section]:
    goals = found[why]
    if not goals:
        return
    headings = {
        Why.OVERDUE: _("Past the due date: check in once more, or close it"),
        Why.CHECK_IN: _("Check-ins due"),
        Why.DUE_SOON: _("Due in seven days"),
    }
    more = len(goals) - MOST
    yield Section(
        heading=headings[why] if sum(bool(part) for part in found.values()) > 1 or why is Why.OVERDUE else "",
        rows=[item(goal, row, reader) for goal in goals[:MOST]],
        more=ngettext("And %(count)d more in Cairn.", "And %(count)d more in Cairn.", more) % {"count": more}
        if more > 0
        else "",
    )


def item(goal: Goal, row: Notification, reader: Reader) -> Row:
    """One item with its bar, where it should be today, and the link."""
    day = clock.today(reader.organization.time_zone)
    status = status_of(goal, day)
    aim = expectation(outcome_of(goal), goal.start, goal.due, day)
    zone = reader.member.time_zone or reader.organization.time_zone
    link = link_of(row.pk, reader.organization.pk, reader.member.pk, goal.pk, row.at)
    return Row(
        title=goal.title,
        url=reader.url("goals:goal", goal_id=goal.pk),
        note=_note(goal, day, ZoneInfo(zone)),
        percent=goal.progress,
        expected=aim.percent if aim else None,
        number=value_of(goal) or percent_label(goal.progress),
        tone=status.value,
        status=str(STATUS_WORDS[status.value]),
        action=Link(_("Check in"), address_of(link)),
    )


def _note(goal: Goal, day: date, zone: ZoneInfo) -> str:
    if goal.checked_in_at is None:
        said = _("No check-in yet.")
    else:
        last = full_day(goal.checked_in_at.astimezone(zone))
        said = _("Last check-in on %(day)s.") % {"day": last}
    if 0 <= (goal.due - day).days <= 7 or day > goal.due:
        said += " " + _("Due on %(day)s.") % {"day": full_day(goal.due)}
    return said


for _kind in ASKED.values():
    lead(_kind, lambda organization, _row: org_url(organization, "goals:check_in_run"))
