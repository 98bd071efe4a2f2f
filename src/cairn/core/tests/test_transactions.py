from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from cairn.core import tenancy
from cairn.core.models import Run
from cairn.core.tests.conftest import organization
from cairn.core.tests.threads import in_threads
from cairn.core.transactions import ATTEMPTS, action, gather


class Deadlock(Exception):
    sqlstate = "40P01"


def broken_off() -> OperationalError:
    error = OperationalError("deadlock detected")
    error.__cause__ = Deadlock()
    return error


@action
def make_after(failures: list[Exception]) -> int:
    Run.objects.create(kind="test")
    if failures:
        raise failures.pop()
    return Run.objects.count()


@action
def outer(failures: list[Exception]) -> int:
    Run.objects.create(kind="outer")
    return make_after(failures)


@pytest.fixture
def inside(acme: Any) -> Any:
    with tenancy.enter(acme.pk):
        yield


def test_an_action_that_fails_leaves_nothing(inside: None) -> None:
    with pytest.raises(ZeroDivisionError):
        make_after([ZeroDivisionError()])
    assert not Run.objects.exists()


def test_after_a_deadlock_it_is_done_once(inside: None) -> None:
    assert make_after([broken_off(), broken_off()]) == 1


def test_the_outermost_action_is_the_one_that_is_repeated(inside: None) -> None:
    assert outer([broken_off()]) == 2


def test_it_gives_up_after_some_attempts(inside: None) -> None:
    failures: list[Exception] = [broken_off() for _ in range(ATTEMPTS + 1)]
    with pytest.raises(OperationalError):
        make_after(failures)
    assert len(failures) == 1


def test_another_database_error_is_not_repeated(inside: None) -> None:
    failures: list[Exception] = [OperationalError("the disk is full"), OperationalError("the disk is full")]
    with pytest.raises(OperationalError):
        make_after(failures)
    assert len(failures) == 1


@pytest.mark.django_db
def test_what_is_gathered_is_done_once_when_the_outermost_action_has_written_the_rest() -> None:
    done: list[str] = []

    def finish(things: set[Any]) -> None:
        done.append(f"finished {sorted(things)}")

    @action
    def write(thing: str) -> None:
        gather(finish, [thing])
        done.append(f"wrote {thing}")

    @action
    def write_two() -> None:
        write("b")
        write("a")

    with tenancy.enter(organization("acme").pk):
        write_two()
    assert done == ["wrote b", "wrote a", "finished ['a', 'b']"]


@pytest.mark.django_db
def test_it_is_done_in_the_organisation_in_which_it_was_gathered() -> None:
    found, entered = [organization(slug).pk for slug in ("acme", "globex")], []

    @action
    def write_in_both() -> None:
        for organization_id in found:
            with tenancy.enter(organization_id):
                gather(lambda _things: entered.append(tenancy.current_id()), ["thing"])

    write_in_both()
    assert entered == found


@pytest.mark.django_db
def test_a_try_that_failed_leaves_nothing_gathered_and_outside_of_an_action_it_is_done_at_once() -> None:
    failures: list[Exception] = [broken_off()]
    done: list[set[Any]] = []

    @action
    def write() -> None:
        gather(done.append, ["first try" if failures else "second try"])
        if failures:
            raise failures.pop()

    with tenancy.enter(organization("acme").pk):
        write()
        gather(done.append, ["alone"])
    assert done == [{"second try"}, {"alone"}]


@pytest.mark.pg
@pytest.mark.django_db(transaction=True)
def test_two_that_lock_crosswise_inside_a_request_both_come_through() -> None:
    acme = organization("acme")
    with tenancy.enter(acme.pk):
        rows = [Run.objects.create(kind="test") for _ in range(2)]
    order = iter([rows, rows[::-1]])
    both_hold_one = threading.Barrier(2)

    def request() -> bool:
        first, second = next(order)
        is_first_try = [True]

        @action
        def lock_both() -> None:
            Run.objects.select_for_update().get(pk=first.pk)
            if is_first_try.pop() if is_first_try else False:
                both_hold_one.wait(timeout=30)
            Run.objects.filter(pk=second.pk).update(done=first.done + 1)

        with tenancy.enter(acme.pk), transaction.atomic():  # as the idempotency key's transaction around a view
            lock_both()
        return True

    assert in_threads(2, request) == [True, True]
    assert not connection.in_atomic_block
