"""What wrap-ups say when a period is to go, and what becomes of them when a person is deleted.

A period stays as long as somebody has looked back at it.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count

from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.planning.models import Period
from cairn.retrospectives.models import Note, Retrospective


def forget_words_of(member: Member) -> None:
    """Their notes leave the walls of reviews; their reflections go with the person (spec okrs §2.3)."""
    Note.objects.filter(author=member).delete()


class RetrospectivesOfAPeriod:
    """They lie in a period and have no dates of their own (planning/usage.py)."""

    def counts(self) -> dict[UUID, int]:
        """How many in each period; one query."""
        rows = Retrospective.objects.values("period_id").annotate(number=Count("pk"))
        return {row["period_id"]: row["number"] for row in rows}

    def count(self, period: Period) -> int:
        """How many in this one."""
        return Retrospective.objects.filter(period=period).count()

    def count_following(self, period: Period) -> int:
        """None has dates of its own."""
        return 0

    def move(self, period: Period, *, start: date, end: date, by: Actor) -> None:
        """Nothing has to move."""

    def settle(self, period: Period) -> None:
        """Nothing depends on its dates."""
