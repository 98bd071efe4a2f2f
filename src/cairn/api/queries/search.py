"""Search over everything that has a name."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from cairn.goals import titles
from cairn.goals.models import Goal
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Organization, Team
from cairn.planning.models import Period


def hits(words: str, limit: int, *, actor: Actor, organization: Organization) -> list[dict[str, Any]]:
    """Goals, people, teams and periods whose names hold all the words, those that begin with them first."""
    found: list[dict[str, Any]] = []
    for rows, column, kind, address in (
        (titles.best(Goal.objects.visible_to(actor), words), "title", "", "goals"),
        (_named(Member.objects.listed(), words), "name", "member", "people"),
        (_named(Team.objects.open(), words), "name", "team", "teams"),
        (_named(Period.objects.all(), words), "name", "period", "periods"),
    ):
        for row in _best(rows, column, words, limit - len(found)):
            found.append(
                {
                    "type": kind or row.kind,
                    "id": row.pk,
                    "title": getattr(row, column),
                    "url": f"/o/{organization.slug}/{address}/{row.pk}",
                }
            )
    return found


def _named(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    for word in words.split():
        rows = rows.filter(name__icontains=word)
    return rows


def _best(rows: QuerySet[Any], column: str, words: str, limit: int) -> list[Any]:
    if limit <= 0:
        return []
    begins = When(**{f"{column}__istartswith": words.strip()}, then=Value(0))
    best = Case(begins, default=Value(1), output_field=IntegerField())
    return list(rows.order_by(best, "-pk")[:limit])
