"""Who of an archive is here already, and sign-ins for the others (spec integrations §6: matched by e-mail)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cairn.integrations.archive.tables import SIGN_IN
from cairn.organizations.actions import open_sign_in
from cairn.organizations.models import Member, MemberState, Role, User


def known(rows: Iterable[dict[str, Any]]) -> dict[UUID, Member]:
    """The members of this organisation by the id that they have in the archive: those of the same sign-in, else
    those of the same address. Nobody is taken for two.
    """
    here = list(Member.objects.select_related("user"))
    by_sign_in = {member.user.email: member for member in here if member.user}
    by_address = {member.email: member for member in here}
    found: dict[UUID, Member] = {}
    taken: set[UUID] = set()
    ordered = sorted(rows, key=lambda row: row[SIGN_IN] not in by_sign_in)
    for row in ordered:
        member = by_sign_in.get(row[SIGN_IN]) or by_address.get(row["email"])
        if member and member.pk not in taken:
            found[row["id"]] = member
            taken.add(member.pk)
    return found


def sign_in_of(row: dict[str, Any]) -> User | None:
    """The sign-in of a person of the archive. One that is made has no password: a reset link gives one."""
    address = row[SIGN_IN]
    return open_sign_in(email=address, name=row["name"]) if address else None


def settle(member: Member, was: Member) -> None:
    """Somebody who is here already takes the archive's profile, and keeps the sign-in and what an owner has."""
    member.user_id = was.user_id or member.user_id
    if was.role == Role.OWNER and was.state == MemberState.ACTIVE:
        member.role, member.account_type = was.role, was.account_type
        member.state, member.deactivated_at = was.state, None
    member.save(force_update=True)
