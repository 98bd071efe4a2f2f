"""How many goals right below others, or one level deeper, have a health alert (spec okrs §6.7, "outlined")."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, F, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cairn.goals.models import Alignment
from cairn.goals.models.alert_sql import AlertDay, at_risk, needs_attention
from cairn.goals.models.goal import Eyes, visible

CHILD, GRANDCHILD = "child", "child__child_links__child"


@dataclass(frozen=True)
class AlertsBelow:
    """How many have something grave, and how many only something that deserves attention."""

    risk: int = 0
    attention: int = 0

    def __bool__(self) -> bool:
        return bool(self.risk or self.attention)

    @property
    def level(self) -> str:
        return "risk" if self.risk else "attention"

    @property
    def sentence(self) -> str:
        """Which sort and how many."""
        return _sentence(self.risk, self.attention, get_language())


@lru_cache(maxsize=1024)  # most rows of a page say one of a few
def _sentence(risk: int, attention: int, _language: str | None) -> str:
    told = []
    if risk:
        told.append(ngettext("%(number)d at risk", "%(number)d at risk", risk) % {"number": risk})
    if attention:
        words = ngettext("%(number)d needs attention", "%(number)d need attention", attention)
        told.append(words % {"number": attention})
    return _("Below it: %(what)s.") % {"what": ", ".join(told)}


NO_ALERTS = AlertsBelow()


def alerting_below(ids: list[UUID], who: Eyes, on: AlertDay) -> list[QuerySet[Any, Any]]:
    """(parent, 0, 0, 0, 0, goal, is grave) of each child and grandchild that has an alert: parts of a union.

    Only of those that one may see, by way of children that one may see: what is hidden gives nothing of itself away.
    """
    return [_alerting(ids, who, on, CHILD), _alerting(ids, who, on, GRANDCHILD)]


def _alerting(ids: list[UUID], who: Eyes, on: AlertDay, path: str) -> QuerySet[Any, Any]:
    known = Q(child__deleted_at=None) & visible(who, CHILD)
    if path != CHILD:
        known &= Q(**{f"{path}__deleted_at": None}) & visible(who, path)
    zero = Value(0, IntegerField())
    grave = at_risk(on, path)
    return (
        Alignment.objects.filter(known, grave | needs_attention(on, path), parent_id__in=ids)
        .order_by()
        .annotate(
            total=zero,
            seen=zero,
            key_results=zero,
            open_key_results=zero,
            goal=F(f"{path}_id"),
            is_grave=Case(When(grave, then=Value(True)), default=Value(False), output_field=BooleanField()),
        )
        .values_list("parent_id", "total", "seen", "key_results", "open_key_results", "goal", "is_grave")
    )
