"""What planning adds to the page of the organisation: mission, vision and values above its OKRs."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cairn.core.prepared import prepared
from cairn.organizations.policies import can_manage_organization
from cairn.planning.models import Direction
from cairn.ui.additions import Addition, Subject


def direction_of(request: HttpRequest, subject: Subject) -> Iterator[Addition]:
    """Pinned above the list of the organisation, and drawn with it (spec okrs §21); one query."""
    if subject.entity == "organization":
        context = {
            "organization": request.organization,  # type: ignore[attr-defined]
            "direction": next(iter(_directions()), None),
            "may_manage": can_manage_organization(request.actor),  # type: ignore[attr-defined]
        }
        content = SafeString(render_to_string("planning/_direction.html", context))
        yield Addition(_("What we are here for"), content=content)


@prepared
def _directions() -> QuerySet[Direction]:
    return Direction.objects.all()
