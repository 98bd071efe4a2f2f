"""The first wall: managers, save() and bulk writes, on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from cairn.core import tenancy
from cairn.core.models import Run
from cairn.core.tenancy import ForeignRow, NoOrganization


def a_run_of(organization: Any) -> Run:
    with tenancy.enter(organization.pk):
        run = Run(kind="test")
        run.save()
    return run


def test_a_query_outside_of_an_organisation_raises(acme: Any) -> None:
    with pytest.raises(NoOrganization, match="Run was queried outside"):
        Run.objects.all()


def test_saving_outside_of_an_organisation_raises(acme: Any) -> None:
    with pytest.raises(NoOrganization, match="Run was saved outside"):
        Run(kind="test").save()


def test_a_new_row_belongs_to_the_organisation_it_was_made_in(acme: Any) -> None:
    assert a_run_of(acme).organization_id == acme.pk


def test_rows_of_another_organisation_do_not_exist_here(acme: Any, globex: Any) -> None:
    foreign = a_run_of(globex)
    with tenancy.enter(acme.pk):
        mine = Run.objects.create(kind="test")
        assert list(Run.objects.all()) == [mine]
        assert not Run.objects.filter(pk=foreign.pk).exists()
        with pytest.raises(Run.DoesNotExist):
            Run.objects.get(pk=foreign.pk)


def test_updating_and_deleting_in_bulk_stops_at_the_wall(acme: Any, globex: Any) -> None:
    foreign = a_run_of(globex)
    with tenancy.enter(acme.pk):
        assert Run.objects.update(kind="changed") == 0
        assert Run.objects.filter(pk=foreign.pk).delete()[0] == 0
    with tenancy.enter(globex.pk):
        assert Run.objects.get().kind == "test"


def test_saving_a_row_of_another_organisation_is_refused(acme: Any, globex: Any) -> None:
    foreign = a_run_of(globex)
    foreign.kind = "changed"
    with tenancy.enter(acme.pk), pytest.raises(ForeignRow):
        foreign.save()


def test_creating_a_row_for_another_organisation_is_refused(acme: Any, globex: Any) -> None:
    with tenancy.enter(acme.pk), pytest.raises(ForeignRow):
        Run.objects.create(kind="test", organization=globex)


def test_creating_in_bulk_claims_new_rows_and_refuses_foreign_ones(acme: Any, globex: Any) -> None:
    with tenancy.enter(acme.pk):
        (made,) = Run.objects.bulk_create([Run(kind="test")])
        assert made.organization_id == acme.pk
        with pytest.raises(ForeignRow):
            Run.objects.bulk_create([Run(kind="test"), Run(kind="test", organization=globex)])
        assert Run.objects.count() == 1


def test_updating_a_foreign_object_in_bulk_is_refused(acme: Any, globex: Any) -> None:
    foreign = a_run_of(globex)
    foreign.kind = "changed"
    with tenancy.enter(acme.pk), pytest.raises(ForeignRow):
        Run.objects.bulk_update([foreign], ["kind"])


def test_moving_rows_to_another_organisation_is_refused(acme: Any, globex: Any) -> None:
    mine = a_run_of(acme)
    with tenancy.enter(acme.pk):
        with pytest.raises(ForeignRow):
            Run.objects.update(organization=globex)
        with pytest.raises(ForeignRow):
            Run.objects.filter(pk=mine.pk).update(organization_id=globex.pk)
        assert Run.objects.get().pk == mine.pk


def test_deleting_a_row_of_another_organisation_is_refused(acme: Any, globex: Any) -> None:
    foreign = a_run_of(globex)
    with tenancy.enter(acme.pk), pytest.raises(ForeignRow):
        foreign.delete()
    with tenancy.enter(globex.pk):
        assert Run.objects.count() == 1


def test_entering_is_undone_when_the_block_ends_or_fails(acme: Any, globex: Any) -> None:
    with tenancy.enter(acme.pk):
        with pytest.raises(ZeroDivisionError), tenancy.enter(globex.pk):
            1 / 0  # noqa: B018
        assert tenancy.current_id() == acme.pk
    with pytest.raises(NoOrganization):
        tenancy.current_id()


def test_looking_across_organisations_sees_all_but_saves_nothing_ownerless(acme: Any, globex: Any) -> None:
    a_run_of(acme), a_run_of(globex)
    with tenancy.across_organizations("this test"):
        assert Run.objects.count() == 2
        with pytest.raises(NoOrganization):
            Run(kind="test").save()
