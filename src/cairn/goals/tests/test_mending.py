"""What goals remember is worked out anew; what people wrote stays (architecture §3)."""

from __future__ import annotations

from decimal import Decimal

from cairn.goals import actions
from cairn.goals.actions.mend import mend_everything
from cairn.goals.models import CheckIn, Goal, GoalVersion, TitleWord
from cairn.goals.tests.quarter import Quarter
from cairn.goals.verify import differences


def test_numbers_signs_and_words_come_back(quarter: Quarter) -> None:
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(4))
    before = list(Goal.objects.order_by("pk").values())
    written = CheckIn.objects.count(), GoalVersion.objects.count()
    TitleWord.objects.filter(goal=quarter.crew).delete()
    Goal.objects.filter(pk=quarter.win.pk).update(progress=1, at_risk_from=None)
    Goal.objects.filter(pk=quarter.shops.pk).update(lasting_risk=True, far_behind_from=None)
    told = " ".join(differences())
    for part in ("its progress is 1", "it remembers Flaws(risk=True", "it is found by []"):
        assert part in told
    mend_everything()
    assert list(differences()) == []
    assert list(Goal.objects.order_by("pk").values()) == before
    assert (CheckIn.objects.count(), GoalVersion.objects.count()) == written
