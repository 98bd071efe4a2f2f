from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cairn.core import clock, limits
from cairn.core.errors import TooOften
from cairn.core.models import RateWindow
from cairn.core.tests.threads import in_threads

HOUR = timedelta(hours=1)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def spend(bucket: str = "sign-in:ada", limit: int = 3) -> bool:
    try:
        limits.spend(bucket, limit=limit, window=HOUR)
    except TooOften:
        return False
    return True


def test_the_try_after_the_last_allowed_one_is_refused(db: None) -> None:
    assert [spend() for _ in range(5)] == [True, True, True, False, False]


def test_the_refusal_says_when_to_come_back(db: None) -> None:
    with clock.at(NOON):
        spend(limit=1)
    with clock.at(NOON + timedelta(minutes=10)), pytest.raises(TooOften) as refusal:
        limits.spend("sign-in:ada", limit=1, window=HOUR)
    assert refusal.value.retry_after == 50 * 60
    assert refusal.value.status == 429


def test_a_new_window_begins_when_the_old_one_has_passed(db: None) -> None:
    with clock.at(NOON):
        assert [spend(limit=1), spend(limit=1)] == [True, False]
    with clock.at(NOON + HOUR):
        assert [spend(limit=1), spend(limit=1)] == [True, False]


def test_buckets_do_not_share(db: None) -> None:
    assert [spend("a", 1), spend("b", 1), spend("a", 1)] == [True, True, False]


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_never_get_more_than_the_limit() -> None:
    tries = in_threads(8, lambda: [spend("together", limit=20) for _ in range(5)])
    assert sum(allowed for row in tries for allowed in row) == 20
    assert RateWindow.objects.get().count == 20


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_in_a_window_that_has_passed_never_get_more_than_the_limit() -> None:
    RateWindow.objects.create(bucket="together", started_at=clock.now() - 2 * HOUR, count=20)
    tries = in_threads(8, lambda: [spend("together", limit=20) for _ in range(5)])
    assert sum(allowed for row in tries for allowed in row) == 20
