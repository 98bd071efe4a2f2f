"""Take the demo organisation away again, without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import transaction

from cairn.core import tenancy
from cairn.core.errors import Refused
from cairn.core.tenancy import TenantModel
from cairn.goals.demo.cast import users_of
from cairn.organizations.models import Organization, User


def remove_demo(organization: Organization) -> None:
    """Deletes every row of the organisation, and the sign-ins that were made for it alone.

    Raises Refused for an organisation that is no demo: only what was invented may vanish like this.
    """
    if not organization.is_demo:
        raise Refused(f"{organization.name} is no demo organisation; it stays.")
    with transaction.atomic():  # references between the tables are checked at its end
        users = [user.pk for user in users_of(organization)]
        with tenancy.enter(organization.pk):
            for model in _tenant_models():
                rows: Any = model._default_manager.all()
                rows._raw_delete(rows.db)
        User.objects.filter(pk__in=users).delete()
        organization.delete()


def _tenant_models() -> Iterator[type[TenantModel]]:
    for model in apps.get_models():
        if issubclass(model, TenantModel):
            yield model
