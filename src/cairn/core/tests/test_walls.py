"""The second wall: what PostgreSQL itself refuses, asked in plain SQL past every manager."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DataError, IntegrityError, ProgrammingError, connection, transaction

from cairn.core import tenancy
from cairn.core.models import Event, EventReceipt, Run

pytestmark = pytest.mark.pg


def rows_seen() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_run")
        return int(cursor.fetchone()[0])


@contextmanager
def refused(error: type[Exception], by: str) -> Iterator[None]:
    with pytest.raises(error, match=by), transaction.atomic():
        yield


@pytest.fixture
def a_run_in_each(acme: Any, globex: Any) -> None:
    for organization in (acme, globex):
        with tenancy.enter(organization.pk):
            Run.objects.create(kind="test")


def test_without_an_organisation_no_row_is_seen(a_run_in_each: None) -> None:
    assert rows_seen() == 0


def test_inside_an_organisation_only_its_rows_are_seen(a_run_in_each: None, acme: Any) -> None:
    with tenancy.enter(acme.pk):
        assert rows_seen() == 1


def test_inserting_for_another_organisation_is_refused_by_the_policy(acme: Any, globex: Any) -> None:
    with tenancy.enter(acme.pk), refused(ProgrammingError, by="row-level security"):
        Run._base_manager.bulk_create([Run(kind="test", organization=globex)])


def test_updating_and_deleting_in_plain_sql_reach_only_own_rows(a_run_in_each: None, acme: Any, globex: Any) -> None:
    with tenancy.enter(acme.pk), connection.cursor() as cursor:
        cursor.execute("UPDATE core_run SET kind = 'changed'")
        assert cursor.rowcount == 1
        cursor.execute("DELETE FROM core_run")
        assert cursor.rowcount == 1
    with tenancy.enter(globex.pk):
        assert Run.objects.get().kind == "test"


def test_moving_a_row_into_another_organisation_is_refused(a_run_in_each: None, acme: Any, globex: Any) -> None:
    with tenancy.enter(acme.pk), refused(ProgrammingError, by="row-level security"), connection.cursor() as cursor:
        cursor.execute("UPDATE core_run SET organization_id = %s", [globex.pk])


def test_a_reference_across_organisations_is_refused_by_the_foreign_key(acme: Any, globex: Any) -> None:
    with tenancy.enter(globex.pk):
        foreign = Event.objects.create(kind="thing.happened", via="test", subject_type="")
    with tenancy.enter(acme.pk), refused(IntegrityError, by="_tenant"):
        EventReceipt.objects.create(event_id=foreign.pk, subscriber="test")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_marker_survives_a_savepoint_that_was_rolled_back(a_run_in_each: None, acme: Any) -> None:
    with tenancy.enter(acme.pk):
        assert rows_seen() == 1
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            rows_seen()
            raise ZeroDivisionError
        assert rows_seen() == 1


def test_a_database_error_in_another_organisation_can_be_rolled_back(
    a_run_in_each: None, acme: Any, globex: Any
) -> None:
    with tenancy.enter(acme.pk):
        rows_seen()
        with pytest.raises(DataError), transaction.atomic(), tenancy.enter(globex.pk), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert rows_seen() == 1


def test_an_organisation_entered_in_a_rolled_back_savepoint_leaves_no_trace(
    a_run_in_each: None, acme: Any, globex: Any
) -> None:
    with tenancy.enter(acme.pk):
        rows_seen()
        with pytest.raises(ZeroDivisionError), transaction.atomic(), tenancy.enter(globex.pk):
            rows_seen()
            raise ZeroDivisionError
        assert [run.organization_id for run in Run._base_manager.all()] == [acme.pk]
        with tenancy.enter(globex.pk):
            assert [run.organization_id for run in Run._base_manager.all()] == [globex.pk]


@pytest.mark.django_db(transaction=True)
def test_the_marker_survives_a_transaction_that_was_rolled_back(acme: Any) -> None:
    with tenancy.enter(acme.pk):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            Run.objects.create(kind="test")
            raise ZeroDivisionError
        Run.objects.create(kind="test")
        assert rows_seen() == 1
    assert rows_seen() == 0


def test_the_tests_run_as_a_role_that_the_policies_bind(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
