"""Prepared reads: compiled once for every shape, the same rows as the QuerySet they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from cairn.core import clock, tenancy
from cairn.core.ids import new_id
from cairn.core.models import Run
from cairn.core.prepared import NotPrepared, prepared, prepared_across

built: list[str] = []


@dataclass(frozen=True)
class Without:
    run: UUID | None


@prepared
def kinds(ids: list[UUID]) -> Any:
    built.append("kinds")
    return Run.objects.filter(pk__in=ids).order_by("kind").values_list("kind", flat=True)


@prepared
def runs(ids: list[UUID], without: Without) -> Any:
    found = Run.objects.filter(pk__in=ids).order_by("kind")
    return found if without.run is None else found.exclude(pk=without.run)


@prepared
def begun(since: datetime) -> Any:
    return Run.objects.filter(created_at__gte=since)


@prepared
def like(ids: list[UUID]) -> Any:
    return Run.objects.filter(pk__in=ids, kind__contains="50% s").values_list("kind", flat=True)


@prepared_across
def everywhere(ids: list[UUID]) -> Any:
    return Run.objects.filter(pk__in=ids).order_by("kind").values_list("kind", flat=True)


@pytest.fixture(autouse=True)
def inside(acme: Any) -> Iterator[None]:
    built.clear()
    with tenancy.enter(acme.pk):
        yield


def a_run(kind: str) -> UUID:
    run = Run(kind=kind)
    run.save()
    return run.pk


def test_a_prepared_read_answers_what_its_queryset_does() -> None:
    ids = [a_run("b"), a_run("a"), new_id()]
    assert kinds(ids) == list(Run.objects.filter(pk__in=ids).order_by("kind").values_list("kind", flat=True))


def test_a_shape_is_built_once_and_runs_with_other_values() -> None:
    first, second = a_run("first"), a_run("second")
    assert kinds([first]) == ["first"]
    times = len(built)
    assert kinds([second]) == ["second"]
    assert len(built) == times


def test_three_values_stand_in_four_places_and_none_is_doubled() -> None:
    assert kinds([a_run("a"), a_run("b"), a_run("c")]) == ["a", "b", "c"]


def test_no_values_find_nothing() -> None:
    a_run("a")
    assert kinds([]) == []


def test_none_is_another_shape_than_a_value() -> None:
    one, two = a_run("one"), a_run("two")
    assert [run.pk for run in runs([one, two], Without(None))] == [one, two]
    assert [run.pk for run in runs([one, two], Without(one))] == [two]
    assert [run.pk for run in runs([one, two], Without(two))] == [one]


def test_rows_come_as_whole_models(acme: Any) -> None:
    (run,) = runs([a_run("whole")], Without(None))
    stored = Run.objects.get(pk=run.pk)
    assert {name: getattr(run, name) for name in ("pk", "kind", "organization_id", "created_at")} == {
        "pk": stored.pk, "kind": "whole", "organization_id": acme.pk, "created_at": stored.created_at
    }  # fmt: skip


def test_the_organisation_is_that_of_the_call_and_not_of_the_first_one(globex: Any) -> None:
    mine = a_run("mine")
    with tenancy.enter(globex.pk):
        theirs = a_run("theirs")
    assert kinds([mine, theirs]) == ["mine"]
    with tenancy.enter(globex.pk):
        assert kinds([mine, theirs]) == ["theirs"]


def test_outside_of_an_organisation_it_raises() -> None:
    with tenancy.across_organizations("a test"), pytest.raises(tenancy.NoOrganization):
        kinds([new_id()])


def test_a_moment_is_a_value() -> None:
    run = a_run("now")
    assert [row.pk for row in begun(clock.now() - timedelta(hours=1))] == [run]
    assert begun(clock.now() + timedelta(hours=1)) == []


def test_what_is_worked_out_from_a_value_in_python_is_an_error() -> None:
    @prepared
    def the_day_after(day: date) -> Any:
        return Run.objects.filter(created_at__date=day + timedelta(days=1))

    with pytest.raises(NotPrepared, match="the_day_after"):
        the_day_after(date(2026, 1, 1))


def test_the_second_run_asks_the_database_once(django_assert_num_queries: Any) -> None:
    kinds([a_run("a")])
    one = a_run("b")
    with django_assert_num_queries(1):
        kinds([one])


def test_what_is_no_value_may_hold_any_sign() -> None:
    found, other = a_run("at 50% so far"), a_run("at 50 so far")
    assert like([found, other]) == ["at 50% so far"]


def test_a_question_before_any_organisation_reads_all(globex: Any) -> None:
    mine = a_run("mine")
    with tenancy.enter(globex.pk):
        theirs = a_run("theirs")
    with tenancy.across_organizations("a test"):
        assert everywhere([mine, theirs]) == ["mine", "theirs"]
    with pytest.raises(NotPrepared, match="everywhere"):
        everywhere([mine, theirs])


@pytest.mark.pg
def test_postgresql_plans_a_frequent_statement_once() -> None:
    for number in range(12):
        assert kinds([a_run(f"run {number}")]) == [f"run {number}"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE '%ANY($%'"
        )
        ((once, anew),) = cursor.fetchall()
    assert once >= 10
    assert anew == 0


@pytest.mark.pg
def test_after_a_rollback_it_is_planned_again_and_answers() -> None:
    one = a_run("one")
    for _time in range(4):
        assert kinds([one]) == ["one"]
    with pytest.raises(ValueError, match="undone"), transaction.atomic():
        a_run("two")
        raise ValueError("undone")
    assert kinds([one]) == ["one"]
