from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from cairn.core import jobs

STRANGER = {"HTTP_HOST": "10.0.0.7"}  # a load balancer asks by address, which is no host name of ours


def test_healthz_says_that_the_process_is_up_without_asking_the_database(client: Client) -> None:
    assert client.get("/healthz", **STRANGER).content == b"ok\n"


def test_readyz_is_ready_when_database_tables_and_job_runner_are(client: Client, db: None) -> None:
    jobs.beat()
    answer = client.get("/readyz", **STRANGER)
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "migrations": "ok", "queue": "ok"})


def test_readyz_is_not_ready_without_a_job_runner(client: Client, db: None) -> None:
    jobs.queue.storage.flush_all()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["queue"]) == (503, "no job runner")


def test_readyz_is_not_ready_without_the_database(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: Any) -> None:
        raise OperationalError("secret-host refused the connection")

    with monkeypatch.context() as during:
        during.setattr(connection, "cursor", gone)
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, "not reachable")
    assert b"secret-host" not in answer.content
