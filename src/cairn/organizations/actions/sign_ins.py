"""Sign-ins: the person's own, shared by all organisations, hence not recorded in any of them."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.conf import settings

from cairn.core.transactions import action
from cairn.organizations.actions import values
from cairn.organizations.models import JoinPolicy, Organization, User


@action
def open_sign_in(*, email: str, name: str = "", password: str | None = None, verified: bool = False) -> User:
    """The sign-in for an address; made if there is none. An existing one keeps its name and password.

    `verified`: we know that the person reads this mailbox. Without a password one signs in through a reset link.
    Raises Refused for a bad address.
    """
    kept = values.address(email)
    user = User.objects.filter(email=kept).first()
    if user is None:
        user = User.objects.create_user(kept, password, name=values.line(name, field="name", required=False))
    note_address(user, verified=verified)
    return user


def note_address(user: User, *, verified: bool) -> None:
    """Keeps the person's address as the primary one; what is verified stays verified."""
    row, _created = EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"primary": True, "verified": verified}
    )
    if verified and not row.verified:
        row.verified = True
        row.save(update_fields=["verified"])


def lets_in(organization: Organization, user: User) -> bool:
    """Whether a person may enter by themselves: with a confirmed address, of one of the organisation's domains where
    it is open to those, or of any where it is the one for the whole company (spec okrs §2.1)."""
    domain = verified_domain(user)
    if domain and organization.slug == settings.COMPANY_ORGANIZATION:
        return True
    return organization.join_policy == JoinPolicy.OPEN and domain in organization.email_domains


def verified_domain(user: User) -> str:
    """The domain of the person's address, or "" while nobody knows that the mailbox is theirs."""
    is_known = EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists()
    return user.email.rpartition("@")[2] if is_known else ""
