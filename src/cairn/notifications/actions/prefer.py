"""What a person wants to be told, and where (spec okrs §15.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.utils.translation import gettext as _

from cairn.core import events
from cairn.core.errors import Denied, Refused
from cairn.core.transactions import action
from cairn.notifications import events as happened
from cairn.notifications.catalogue import CATALOGUE, How
from cairn.notifications.delivery.channels import CHANNELS
from cairn.notifications.models import Delivery, Preference, Reachability
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.organizations.policies import demand_in_person


@action
def choose(member: Member, choices: Mapping[tuple[str, str], str], *, by: Actor) -> int:
    """Sets (kind, channel) -> off, at_once or digest; answers how many choices changed.

    Raises Refused for what the catalogue does not know or does not leave to people, Denied for somebody else.
    """
    _demand_own(by, member)
    held = {(row.kind, row.channel): row for row in Preference.objects.select_for_update().filter(member=member)}
    changed = []
    for (name, channel), how in choices.items():
        _check(name, channel, how)
        row = held.get((name, channel))
        default = CATALOGUE[name].mail if channel == "email" else How.OFF
        if how == (row.how if row else default):
            continue
        row = row or Preference(member=member, kind=name, channel=channel)
        row.how = how
        row.save()
        changed.append(f"{name} {channel} {how}")
    if changed:
        events.record(happened.PREFERENCES_CHANGED, member, by=by, changed=changed)
    return len(changed)


@action
def reach(
    member: Member,
    *,
    by: Actor,
    quiet_from: time | None,
    quiet_until: time | None,
    digest: str,
    digest_at: time,
    digest_weekday: int,
    no_mail: bool = False,
) -> Reachability:
    """Sets quiet hours and the digest. Times are the person's own. Raises Refused, Denied."""
    _demand_own(by, member)
    if (quiet_from is None) != (quiet_until is None):
        missing = "quiet_from" if quiet_from is None else "quiet_until"
        raise Refused(_("Quiet hours need a beginning and an end."), field=missing)
    if digest not in Reachability.Digest.values or not 0 <= digest_weekday <= 6:
        raise Refused(_("Choose how often the digest comes."), field="digest")
    row = reachability_of(member)
    before = _told(row)
    row.quiet_from, row.quiet_until, row.no_mail = quiet_from, quiet_until, no_mail
    row.digest, row.digest_at, row.digest_weekday = digest, digest_at, digest_weekday
    if _told(row) != before or row._state.adding:
        row.save()
        events.record(happened.PREFERENCES_CHANGED, member, by=by, changed=_told(row))
    return row


@action
def stop_mail(member: Member, kind: str, *, by: Actor) -> None:
    """One click in a letter: no more mail of this kind; "" is for the digest. Waiting letters of it do not go out."""
    names = [kind] if kind else [name for name, how in mail_choices(member).items() if how is How.DIGEST]
    stoppable = [name for name in names if name in CATALOGUE and not CATALOGUE[name].always]
    choose(member, {(name, "email"): How.OFF.value for name in stoppable}, by=by)
    waiting = Delivery.objects.filter(recipient=member, channel="email", state=Delivery.State.WAITING)
    waiting.filter(notification__kind__in=stoppable).update(state=Delivery.State.DROPPED, error="not wanted")


def mail_choices(member: Member) -> dict[str, How]:
    """What mail does with every kind for this person."""
    chosen = dict(Preference.objects.filter(member=member, channel="email").values_list("kind", "how"))
    return {name: How(chosen.get(name, kind.mail)) for name, kind in CATALOGUE.items()}


def reachability_of(member: Member) -> Reachability:
    """The person's row, or a new one that is not saved yet."""
    found: Reachability | None = Reachability.objects.filter(member=member).first()
    return found or Reachability(member=member)


def _told(row: Reachability) -> dict[str, Any]:
    names = ("no_mail", "quiet_from", "quiet_until", "digest", "digest_at", "digest_weekday")
    return {name: getattr(row, name) for name in names}


def _check(name: str, channel: str, how: str) -> None:
    kind = CATALOGUE.get(name)
    if kind is None or channel not in CHANNELS or how not in list(How):
        raise Refused(_("This is not one of the choices."))
    if kind.always and how != How.AT_ONCE:
        raise Refused(_("People are always told of this."), field=name)


def _demand_own(by: Actor, member: Member) -> None:
    demand_in_person(by)
    if not by.is_system and by.member_id != member.pk:
        raise Denied(_("Only %(name)s chooses this.") % {"name": member}, helpers=[str(member)])
