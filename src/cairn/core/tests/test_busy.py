"""A database that has no time now is said as such, wherever the request came upon it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from cairn.core import tenancy
from cairn.core.busy import is_busy
from cairn.core.tests.urls import meet_a_lock


class FromPostgreSQL(Exception):
    def __init__(self, sqlstate: str | None) -> None:
        self.sqlstate = sqlstate


def failed(sqlstate: str | None) -> OperationalError:
    error = OperationalError("it says why in the language of the server")
    error.__cause__ = FromPostgreSQL(sqlstate)
    return error


def test_a_file_that_another_connection_writes_to_is_busy() -> None:
    with pytest.raises(OperationalError) as met:
        meet_a_lock()
    assert is_busy(met.value)


@pytest.mark.parametrize("sqlstate", ["55P03", "57P01", "57P03", "53300", "08006", None])
def test_a_server_that_is_full_restarts_or_is_away_is_busy(sqlstate: str | None) -> None:
    assert is_busy(failed(sqlstate))


@pytest.mark.parametrize(
    "error", [failed("42P01"), failed("40P01"), OperationalError("no such table: x"), RuntimeError("x"), None]
)
def test_an_accident_is_not_busy(error: BaseException | None) -> None:
    assert not is_busy(error)


@pytest.fixture
def page(acme: Any, settings: Any) -> Client:
    settings.ROOT_URLCONF = "cairn.core.tests.urls"
    return Client(raise_request_exception=False)


def test_a_page_says_that_it_is_busy_and_when_to_come_again(page: Client, acme: Any) -> None:
    with tenancy.enter(acme.pk):
        response = page.post("/count", {"wrong": "locked"})
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "Nothing was saved" in response.content.decode()
    assert "data-back" in response.content.decode()


def test_an_accident_is_still_told_as_one(page: Client, acme: Any) -> None:
    with tenancy.enter(acme.pk):
        response = page.post("/count", {"wrong": "crash"})
    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()
