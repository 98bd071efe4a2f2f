from __future__ import annotations

from typing import Any

import pytest

from cairn.core import jobs, tenancy
from cairn.core.models import Run


@jobs.job
def make_a_run(sentence: str) -> None:
    Run.objects.create(kind="job", sentence=sentence)


@jobs.job
def fail() -> None:
    raise RuntimeError("not now")


def test_a_job_works_in_the_organisation_it_was_queued_for(acme: Any, globex: Any) -> None:
    with tenancy.enter(globex.pk):
        jobs.enqueue(make_a_run, organization_id=acme.pk, sentence="done")
    with tenancy.enter(acme.pk):
        assert Run.objects.get().sentence == "done"
    with tenancy.enter(globex.pk):
        assert not Run.objects.exists()


def test_a_queue_that_is_down_does_not_fail_the_write(acme: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(make_a_run, "task", down)
    jobs.enqueue(make_a_run, organization_id=acme.pk, sentence="done")


def test_the_job_runner_is_running_while_it_gives_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs.queue.storage.flush_all()
    assert not jobs.is_running()
    jobs.beat()
    assert jobs.is_running()
    long_ago = jobs.time.time() + 4 * jobs.BEAT_SECONDS
    monkeypatch.setattr(jobs.time, "time", lambda: long_ago)
    assert not jobs.is_running()
