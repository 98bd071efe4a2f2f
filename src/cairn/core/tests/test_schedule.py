"""The timetable: work that comes round by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cairn.core import clock, schedule, tenancy
from cairn.core.events import Kind, record
from cairn.core.models import PendingEvent
from cairn.core.tests.conftest import Somebody

HAPPENED = Kind("test_schedule.happened", "{actor} tested the timetable")


def test_the_sweep_is_on_the_timetable_every_minute() -> None:
    assert schedule.TIMETABLE["cairn.core.schedule.deliver_what_is_overdue"].when == "every 1 min"


def test_the_sweep_finds_what_is_overdue_in_every_organisation(acme: Any, globex: Any) -> None:
    for organization in (acme, globex):
        with tenancy.enter(organization.pk):
            record(HAPPENED, None, by=Somebody())
    with clock.at(clock.now() + timedelta(hours=1)):
        schedule.deliver_what_is_overdue()
    with tenancy.across_organizations("this test"):
        assert not PendingEvent.objects.exists()


def test_what_fails_in_one_organisation_does_not_keep_the_others_waiting(acme: Any, globex: Any) -> None:
    served = []

    def work() -> None:
        if tenancy.current_id() == acme.pk:
            raise RuntimeError("Acme is broken")
        served.append(tenancy.current_id())

    schedule.Periodic("test", "now", work, in_each_organization=True).run()
    assert served == [globex.pk]


@pytest.mark.parametrize("minutes", [0, 7, 61])
def test_minutes_divide_the_hour(minutes: int) -> None:
    with pytest.raises(ValueError, match="divide 60"):
        schedule.every(minutes=minutes)
