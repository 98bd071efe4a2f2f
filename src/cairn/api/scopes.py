"""What a token may be used for at most. The rights of its person always apply besides (spec integrations §6.2)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.core.errors import Denied, Refused
from cairn.organizations.actor import Actor
from cairn.organizations.terminology import worded_lazy


class Scope(models.TextChoices):
    """Reading is implied by every token; each kind of writing has to be granted."""

    OKRS_READ = "okrs:read", gettext_lazy("Read what you may see")
    OKRS_WRITE = (
        "okrs:write",
        worded_lazy(gettext_lazy("Create, edit, align, close and delete {objectives}, {key_results} and {projects}")),
    )
    CHECKINS_WRITE = "checkins:write", gettext_lazy("Check in")
    TEAMS_WRITE = "teams:write", worded_lazy(gettext_lazy("Create {teams}"))
    PERIODS_WRITE = "periods:write", gettext_lazy("Create periods")


def granted(names: Iterable[str]) -> list[str]:
    """The scopes with these names in their fixed order, reading included. Raises Refused for an unknown one."""
    wanted = {name.strip() for name in names if name.strip()}
    unknown = sorted(wanted - set(Scope.values))
    if unknown:
        known = ", ".join(Scope.values)
        raise Refused(
            _("“%(scope)s” is not a scope. There are: %(known)s.") % {"scope": unknown[0][:40], "known": known},
            field="scopes",
        )
    return [scope.value for scope in Scope if scope.value in wanted or scope is Scope.OKRS_READ]


def demand(actor: Actor, scope: Scope) -> None:
    """Raises Denied unless the actor's token reaches this far."""
    if actor.scopes is not None and scope.value not in actor.scopes:
        raise Denied(_("This token lacks the scope %(scope)s.") % {"scope": scope.value})
