"""Work out anew what goals remember, where `cairn verify` found a difference or an older version left a gap."""

from __future__ import annotations

from uuid import UUID

from cairn.core.lots import in_lots
from cairn.core.transactions import action
from cairn.goals import flaws, titles
from cairn.goals.actions.model import recompute_everything
from cairn.goals.models import Goal

_BATCH = 500


def mend_everything() -> None:
    """Numbers of open goals, signs of what lasts, and the words of titles. Nothing that somebody wrote is changed.

    Some at a time, so that people go on working meanwhile; safe to repeat. Numbers of goals that have ended stay, as
    they were when they ended.
    """
    recompute_everything.call_local()
    waiting = list(Goal.objects.order_by("pk").values_list("pk", flat=True))
    for lot in in_lots(waiting, _BATCH):
        _mend_some(lot)


@action
def _mend_some(goal_ids: list[UUID]) -> None:
    flaws.review(set(goal_ids))
    titles.index(Goal.objects.filter(pk__in=goal_ids))
