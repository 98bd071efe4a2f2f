"""Many rows in one statement: every value arrives as it was, and stays inside the organisation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import DataError

from cairn.core import bulk, tenancy
from cairn.core.models import Run
from cairn.core.tenancy import ForeignRow, NoOrganization

# What means something in an array, in JSON or in SQL.
ODD = ['{"a", NULL}', "NULL", "", 'a "b" \\ c', "100 % of %s", "'; --", "früh 🌄", "two\nlines"]
ONCE = datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC)


@pytest.fixture
def inside(acme: Any) -> Iterator[Any]:
    with tenancy.enter(acme.pk):
        yield acme


def _odd_runs() -> list[Run]:
    return [
        Run(kind="test", sentence=text, done=n, report={text: [n, None, text]}, finished_at=ONCE if n % 2 else None)
        for n, text in enumerate(ODD)
    ]


def _told(run: Run) -> tuple[Any, ...]:
    return run.kind, run.sentence, run.done, run.report, run.finished_at, run.organization_id


def test_new_rows_arrive_as_they_were(inside: Any) -> None:
    rows = _odd_runs()
    bulk.insert(rows)
    found = {run.pk: _told(run) for run in Run.objects.all()}
    assert found == {run.pk: _told(run) for run in rows}
    assert {run.organization_id for run in rows} == {inside.pk}
    assert not any(run._state.adding for run in rows)


def test_the_named_fields_are_written_and_no_others(inside: Any) -> None:
    rows = _odd_runs()
    bulk.insert(rows)
    for n, run in enumerate(reversed(rows)):
        run.sentence, run.report, run.finished_at = ODD[n], [ODD[n]], None if n % 2 else ONCE
        run.kind, run.done = "not written", 99
    bulk.update(rows, ["sentence", "report", "finished_at"])
    for run, was in zip(rows, _odd_runs(), strict=True):
        found = Run.objects.get(pk=run.pk)
        assert (found.sentence, found.report, found.finished_at) == (run.sentence, run.report, run.finished_at)
        assert (found.kind, found.done) == ("test", was.done)


def test_whole_numbers_of_different_types_go_together(inside: Any) -> None:
    rows = [Run(kind="test", done=Decimal(3)), Run(kind="test", done=4), Run(kind="test", done=True)]
    bulk.insert(rows)
    rows[0].done, rows[1].done = 5, Decimal(6)
    bulk.update(rows, ["done"])
    assert sorted(Run.objects.values_list("done", flat=True)) == [1, 5, 6]


def test_more_rows_than_travel_at_once_are_all_written(inside: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_AT_ONCE", 3)
    rows = [Run(kind="test", done=n) for n in range(8)]
    bulk.insert(rows)
    for run in rows:
        run.done += 100
    bulk.update(iter(rows), ["done"])
    assert sorted(Run.objects.values_list("done", flat=True)) == list(range(100, 108))


def test_nothing_takes_no_statement(inside: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        bulk.insert([])
        bulk.update([], ["done"])


def test_rows_of_another_organisation_are_refused(inside: Any, globex: Any) -> None:
    with tenancy.enter(globex.pk):
        foreign = Run.objects.create(kind="test")
    foreign.kind = "changed"
    with pytest.raises(ForeignRow):
        bulk.insert([Run(kind="test"), Run(kind="test", organization=globex)])
    with pytest.raises(ForeignRow):
        bulk.update([foreign], ["kind"])
    assert not Run.objects.exists()


def test_an_id_of_another_organisation_changes_nothing(inside: Any, globex: Any) -> None:
    with tenancy.enter(globex.pk):
        foreign = Run.objects.create(kind="test")
    bulk.update([Run(pk=foreign.pk, kind="changed")], ["kind"])
    with tenancy.enter(globex.pk):
        assert Run.objects.get().kind == "test"


def test_outside_of_an_organisation_nothing_is_written(acme: Any) -> None:
    with pytest.raises(NoOrganization):
        bulk.insert([Run(kind="test")])
    with pytest.raises(NoOrganization):
        bulk.update([Run(pk=UUID(int=1), kind="test")], ["kind"])
    with tenancy.across_organizations("a test"), pytest.raises(NoOrganization):
        bulk.update([Run(pk=UUID(int=1), kind="test", organization=acme)], ["kind"])


@pytest.mark.pg
def test_a_text_that_is_too_long_is_refused_and_not_cut(inside: Any) -> None:
    with pytest.raises(DataError):
        bulk.insert([Run(kind="k" * 41)])
