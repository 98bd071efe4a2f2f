"""The pictures of people in the rows and on the pages of goals (spec okrs §2.3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.core import clock
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.organizations.actions import set_photo

pytestmark = pytest.mark.django_db


def queries(quarter: Quarter, path: str) -> int:
    client = quarter.world.client("Ada")
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


def test_the_picture_of_an_owner_stands_in_rows_and_panels(quarter: Quarter) -> None:
    tom = quarter.world.members["Tom"]
    photo = set_photo(tom, b"a picture", by=quarter.actor("Tom")).photo_id
    for path in (f"/o/acme/company?open={quarter.win.pk}", f"/o/acme/goals/{quarter.crew.pk}/quick"):
        page = quarter.world.client("Ada").get(path).content.decode()
        assert f'T<img src="/o/acme/photos/{photo}" alt=""' in page, path


def test_also_on_a_page_of_the_past(quarter: Quarter) -> None:
    tom = quarter.world.members["Tom"]
    photo = set_photo(tom, b"a picture", by=quarter.actor("Tom")).photo_id
    with clock.at(NOON + timedelta(days=3)):
        page = quarter.world.client("Ada").get(f"/o/acme/people/{tom.pk}?at=2026-08-16")
    assert page.content.decode().count(f'<img src="/o/acme/photos/{photo}"') == 2  # beside the name and in the row


def test_pictures_cost_no_query(quarter: Quarter) -> None:
    page = f"/o/acme/company?open={quarter.win.pk}"
    before = queries(quarter, page)
    for name in ("Tom", "Max", "Ada"):
        set_photo(quarter.world.members[name], b"a picture", by=quarter.actor(name))
    assert queries(quarter, page) == before
