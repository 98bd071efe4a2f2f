"""When people are away."""

from __future__ import annotations

from cairn.core import clock
from cairn.organizations.models import Member, OutOfOffice


def absences_of(member: Member) -> list[OutOfOffice]:
    """The person's present and coming absences, the next first, each with its delegate."""
    day = clock.today(member.time_zone or member.organization.time_zone)
    rows = OutOfOffice.objects.not_over(day).filter(member=member)
    return list(rows.select_related("delegate").order_by("first_day"))
