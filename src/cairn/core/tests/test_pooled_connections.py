"""Behind PgBouncer: every statement knows its organisation, and nothing of it stays on the server connection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection

from cairn.core import tenancy
from cairn.core.models import Run
from cairn.core.postgresql.base import DatabaseWrapper
from cairn.core.tests.conftest import organization

pytestmark = [pytest.mark.pg, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pooled() -> Iterator[Any]:
    """A connection of its own, treated as one that comes from PgBouncer."""
    made = DatabaseWrapper({**connection.settings_dict, "CAIRN_TENANT_PER_TRANSACTION": True}, "default")
    yield made
    made.close()


@pytest.fixture
def acme() -> Any:
    made = organization("acme")
    with tenancy.enter(made.pk):
        Run.objects.create(kind="test")
    return made


def rows_seen(pooled: Any) -> int:
    with pooled.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_run")
        return int(cursor.fetchone()[0])


def left_behind(pooled: Any) -> str:
    """What the server connection would hand to the next client; asked with a cursor that tells it nothing."""
    row = (
        psycopg.Cursor(pooled.connection).execute("SELECT current_setting('cairn.organization_id', true)").fetchone()
    )
    return str((row or [None])[0] or "")


def test_outside_of_a_transaction_a_statement_sees_its_organisation(pooled: Any, acme: Any) -> None:
    with tenancy.enter(acme.pk):
        assert rows_seen(pooled) == 1
        assert left_behind(pooled) == ""
    assert rows_seen(pooled) == 0


def test_a_cursor_that_outlives_the_organisation_does_not_keep_it(pooled: Any, acme: Any) -> None:
    with tenancy.enter(acme.pk):
        cursor = pooled.cursor()
    cursor.execute("SELECT count(*) FROM core_run")
    assert cursor.fetchone() == (0,)


def test_inside_a_transaction_it_is_told_anew_each_time(pooled: Any, acme: Any) -> None:
    for _ in range(2):
        pooled.set_autocommit(False)
        with tenancy.enter(acme.pk):
            assert rows_seen(pooled) == 1
        assert rows_seen(pooled) == 0
        pooled.commit()
        pooled.set_autocommit(True)
        assert left_behind(pooled) == ""


def test_many_rows_are_written_in_their_organisation(pooled: Any, acme: Any) -> None:
    with tenancy.enter(acme.pk):
        with pooled.cursor() as cursor:
            cursor.executemany("UPDATE core_run SET kind = %s", [("first",), ("second",)])
        assert Run.objects.get().kind == "second"
