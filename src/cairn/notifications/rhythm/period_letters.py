"""The messages about periods, and the manager's weekly look (spec okrs §15.4 rows 22, 23 and 30)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core import clock
from cairn.goals.measuring import status_of
from cairn.goals.models import Goal
from cairn.goals.wording import percent_label, value_of
from cairn.notifications.delivery.card import Card, Link, Row, Section
from cairn.notifications.delivery.composing import Reader, composer
from cairn.notifications.models import Notification
from cairn.notifications.places import lead
from cairn.organizations.models import Member
from cairn.organizations.terminology import Term, worded
from cairn.planning.models import Period
from cairn.ui.dates import full_day
from cairn.ui.links import org_url
from cairn.ui.marks import STATUS_WORDS

MOST = 15
NAMED = 3


@composer("period.started")
def period_started(row: Notification, reader: Reader) -> Card | None:
    """Write your OKRs."""
    periods = _periods(row)
    if not periods:
        return None
    okrs = reader.term(Term.OKR, plural=True)
    name = " · ".join(period.name for period in periods)
    return Card(
        subject=_("%(period)s has begun") % {"period": name},
        title=_("%(period)s has begun") % {"period": name},
        paragraphs=[
            _("It runs until %(day)s.") % {"day": full_day(max(p.end for p in periods))}
            + " "
            + _("Write down now what you want to reach, and how you will know that you did.")
        ],
        button=Link(_("My %(okrs)s") % {"okrs": okrs}, reader.url("goals:me")),
    )


@composer("period.ending")
def period_ending(row: Notification, reader: Reader) -> Card | None:
    """Close what is open: what I own, then what my teams own. None when all of it was closed meanwhile."""
    periods = _periods(row)
    if not periods:
        return None
    mine, teams = _open_in(periods, reader)
    if not mine and not teams:
        return None
    end = min(period.end for period in periods)
    title = _("%(period)s ends on %(day)s") % {
        "period": " · ".join(period.name for period in periods),
        "day": full_day(end),
    }
    return Card(
        subject=title,
        title=title,
        paragraphs=[_("Close what is done, say what you learned, and carry over what goes on.")],
        sections=[
            *_listed(_("Yours, still open"), mine, reader),
            *_listed(worded(_("Of your {teams}")), teams, reader),
        ],
        button=Link(_("My %(okrs)s") % {"okrs": reader.term(Term.OKR, plural=True)}, reader.url("goals:me")),
    )


def _periods(row: Notification) -> list[Period]:
    return list(Period.objects.filter(pk__in=row.facts.get("periods", [])).order_by("end"))


def _open_in(periods: Iterable[Period], reader: Reader) -> tuple[list[Goal], list[Goal]]:
    rows = Goal.objects.visible_to(reader.actor).open().filter(period__in=periods).order_by("rank", "pk")
    own = Q(ownerships__member_id=reader.member.pk)
    led = Q(team_links__team__memberships__member_id=reader.member.pk, team_links__team__memberships__role="owner")
    mine = list(rows.filter(own).distinct())
    return mine, list(rows.filter(led).exclude(pk__in=[goal.pk for goal in mine]).distinct())


def _listed(heading: str, goals: list[Goal], reader: Reader) -> Iterable[Section]:
    if not goals:
        return
    day = clock.today(reader.organization.time_zone)
    more = len(goals) - MOST
    yield Section(
        heading=heading,
        rows=[_row(goal, status_of(goal, day).value, reader) for goal in goals[:MOST]],
        more=_("And %(count)d more in Cairn.") % {"count": more} if more > 0 else "",
    )


def _row(goal: Goal, status: str, reader: Reader) -> Row:
    return Row(
        title=goal.title,
        url=reader.url("goals:goal", goal_id=goal.pk),
        percent=goal.progress,
        number=value_of(goal) or percent_label(goal.progress),
        tone=status,
        status=str(STATUS_WORDS[status]),
        action=Link(_("Close it"), reader.url("goals:closure", goal_id=goal.pk)),
    )


@composer("manager.digest")
def who_has_not_checked_in(row: Notification, reader: Reader) -> Card | None:
    """Who of my people has not checked in, and on what, as far as I may see it."""
    missed: Mapping[str, list[str]] = row.facts.get("people", {})
    people = list(Member.objects.active().filter(pk__in=missed, manager_id=row.recipient_id).order_by("name"))
    titles = _titles([pk for ids in missed.values() for pk in ids], row, reader)
    rows = [
        Row(person.name, reader.url("goals:person", member_id=person.pk), note=_named(known))
        for person in people
        if (known := [titles[pk] for pk in missed[str(person.pk)] if pk in titles])
    ]
    if not rows:
        return None
    title = ngettext(
        "%(count)d of your people has not checked in", "%(count)d of your people have not checked in", len(rows)
    ) % {"count": len(rows)}
    return Card(
        subject=title,
        title=title,
        paragraphs=[_("They were asked last week. A word from you may help more than another reminder.")],
        sections=[Section(rows=rows)],
    )


def _titles(ids: list[str], row: Notification, reader: Reader) -> dict[str, str]:
    goals = Goal.objects.visible_to(reader.actor).open().filter(pk__in=ids).exclude(checked_in_at__gt=row.at)
    return {str(pk): title for pk, title in goals.values_list("pk", "title")}


def _named(titles: list[str]) -> str:
    said = "\n".join(titles[:NAMED])
    more = len(titles) - NAMED
    return f"{said}\n" + _("and %(count)d more") % {"count": more} if more > 0 else said


lead("period.started", lambda organization, _row: org_url(organization, "goals:me"))
lead("period.ending", lambda organization, _row: org_url(organization, "goals:me"))
lead("manager.digest", lambda organization, _row: org_url(organization, "organizations:people"))
