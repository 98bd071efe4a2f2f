"""People in an organisation (spec okrs §2.3, §2.4)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.tenancy import TenantManager, TenantModel, TenantQuerySet
from cairn.organizations.faces import initials_of


class AccountType(models.TextChoices):
    REGULAR = "regular", _("Regular")
    OBSERVER = "observer", _("Observer")


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    ADMIN = "admin", _("Admin")
    MEMBER = "member", _("Member")


class MemberState(models.TextChoices):
    ACTIVE = "active", _("Active")
    PENDING = "pending", _("Invited")
    PROVISIONED = "provisioned", _("Imported, has not signed in")
    DEACTIVATED = "deactivated", _("Deactivated")


MOST_WORDS = 6  # of what somebody types


class MemberQuerySet(TenantQuerySet["Member"]):
    def listed(self) -> MemberQuerySet:
        """Everyone whom the list of people shows: not the deactivated."""
        return self.exclude(state=MemberState.DEACTIVATED)

    def called(self, text: str) -> MemberQuerySet:
        """Those whose name has every word of the text, in whatever order, or whose address begins with it."""
        return self._with_words(text, "email__startswith")

    def known_as(self, text: str) -> MemberQuerySet:
        """Those whose name or address has every word of the text."""
        return self._with_words(text, "email__contains")

    def _with_words(self, text: str, of_address: str) -> MemberQuerySet:
        found = self
        for word in text.replace("\x00", " ").split()[:MOST_WORDS]:
            named = Q(name_lower__contains=Lower(Value(word)))  # by the database, which made the other side, too
            found = found.filter(named | Q(**{of_address: word.lower()}))  # addresses are kept small
        return found

    def active(self) -> MemberQuerySet:
        """Everyone who can sign in."""
        return self.filter(state=MemberState.ACTIVE)

    def admins(self) -> MemberQuerySet:
        """Owners and admins who can sign in."""
        return self.active().filter(role__in=[Role.OWNER, Role.ADMIN])


class Member(TenantModel):
    """A person in this organisation. Keeps its own name and address, so that imported people need no sign-in."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="memberships"
    )
    name = models.CharField(_("name"), max_length=120)
    # Among a hundred thousand people most of a search was making every name small.
    name_lower = models.GeneratedField(expression=Lower("name"), output_field=models.TextField(), db_persist=True)
    email = models.EmailField(_("e-mail"))
    title = models.CharField(_("job title"), max_length=120, blank=True)
    account_type = models.CharField(max_length=10, choices=AccountType.choices, default=AccountType.REGULAR)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    state = models.CharField(max_length=12, choices=MemberState.choices, default=MemberState.ACTIVE)
    manager = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reports")
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True)  # blank: the organisation's
    locale = models.CharField(max_length=20, blank=True)
    date_format = models.CharField(max_length=12, blank=True)  # of ui/dates.py; blank: as the language has it
    photo = models.OneToOneField(
        "organizations.Photo", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # without one the initials stand for the person
    programme_roles: Any = models.JSONField(default=list)  # labels such as champion; no rights come with them
    preferences: Any = models.JSONField(default=dict)
    joined_at = models.DateTimeField(default=clock.now)
    deactivated_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[TenantManager[Any]] = TenantManager.from_queryset(MemberQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "email"], name="member_email_once"),
            models.UniqueConstraint(fields=["organization", "user"], name="member_user_once"),
        ]
        indexes = [
            models.Index(fields=["organization", "name"], name="member_name"),
            models.Index(fields=["organization", "manager"], name="member_manager"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_admin(self) -> bool:
        """Owner or admin of the organisation."""
        return self.role in (Role.OWNER, Role.ADMIN)

    @property
    def is_observer(self) -> bool:
        return self.account_type == AccountType.OBSERVER

    @property
    def is_deactivated(self) -> bool:
        return self.state == MemberState.DEACTIVATED

    @property
    def initials(self) -> str:
        """One or two letters for the avatar."""
        return initials_of(self.name, self.email or "?")
