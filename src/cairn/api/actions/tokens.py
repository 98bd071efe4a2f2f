"""Make and revoke access tokens (spec integrations §6.2)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.translation import gettext as _

from cairn.api import events as happened
from cairn.api.models import PREFIX, ApiToken
from cairn.api.scopes import granted
from cairn.core import clock, events
from cairn.core.errors import Denied, Refused
from cairn.core.transactions import action
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.organizations.policies import demand_in_person

DEFAULT_DAYS = 90
MOST_DAYS = 366
MOST_TOKENS = 50


@dataclass(frozen=True)
class NewToken:
    """A token that was just made. `secret` is what the person keeps; it cannot be shown again."""

    token: ApiToken
    secret: str = field(repr=False)


def digest_of(secret: str) -> str:
    """The SHA-256 of a token, in hexadecimal: all that is kept of it."""
    return hashlib.sha256(secret.encode()).hexdigest()


@action
def create_token(
    member: Member, *, by: Actor, name: str, scopes: Iterable[str] = (), days: int = DEFAULT_DAYS
) -> NewToken:
    """Makes a token with which programs act as `member`, for `days` (1–366) and within `scopes` (default: reading).

    People make tokens for themselves only; the command line (Cairn itself) for anybody who is not deactivated.
    Raises Refused with the field, Denied.
    """
    demand_in_person(by)
    if not by.is_system and by.member_id != member.pk:
        raise Denied(_("People make access tokens for themselves only."), helpers=[str(member)])
    if by.scopes is not None:
        raise Denied(_("A token cannot make another one."))
    if member.is_deactivated:
        raise Refused(_("%(name)s is deactivated.") % {"name": member}, field="member")
    name = " ".join(name.split())
    if not name or len(name) > 80 or not name.isprintable():
        raise Refused(
            _("Give it a name of at most 80 characters, so that you know later what uses it."), field="name"
        )
    if not 1 <= days <= MOST_DAYS:
        raise Refused(_("A token lasts between 1 and %(most)d days.") % {"most": MOST_DAYS}, field="days")
    if ApiToken.objects.usable(clock.now()).filter(member=member).count() >= MOST_TOKENS:
        raise Refused(_("That is the last of %(most)d tokens. Revoke one first.") % {"most": MOST_TOKENS})
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(
        member=member,
        name=name,
        digest=digest_of(secret),
        ending=secret[-4:],
        scopes=granted(scopes),
        expires_at=clock.now() + timedelta(days=days),
    )
    token.save(force_insert=True)
    events.record(happened.TOKEN_CREATED, token, by=by, title=name, scopes=token.scopes, member=str(member.pk))
    return NewToken(token, secret)


@action
def revoke_token(token: ApiToken, *, by: Actor) -> ApiToken:
    """Makes a token useless at once. Its person and admins may; revoking twice changes nothing. Raises Denied."""
    demand_in_person(by)
    token = ApiToken.objects.select_for_update().get(pk=token.pk)
    if by.member_id != token.member_id and not by.is_admin:
        raise Denied(_("This is somebody else's token."), helpers=[str(token.member)])
    if token.revoked_at is None:
        token.revoked_at = clock.now()
        token.save(update_fields=["revoked_at"])
        events.record(happened.TOKEN_REVOKED, token, by=by, title=token.name, member=str(token.member_id))
    return token
