"""An import whose job was killed goes on, once; one that is alive or has ended is left alone."""

from __future__ import annotations

from uuid import UUID

import pytest
from tests.world import World

from cairn.core import jobs
from cairn.core.models import Run
from cairn.goals.models import Goal
from cairn.integrations.migration.actions import begin
from cairn.integrations.migration.actions.begin import load_in_background
from cairn.integrations.migration.batch import Step, step_of
from cairn.integrations.migration.cleaning import TRIED_AT_MOST, pick_up_what_was_left
from cairn.integrations.migration.tests.test_coming_again import explorer, july
from cairn.integrations.migration.tests.test_import_pages import sent

Queued = list[str]


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> Queued:
    """The runs whose job was put into the queue; nothing runs by itself."""
    found: Queued = []
    monkeypatch.setattr(jobs, "enqueue_after_commit", lambda _job, run_id: found.append(run_id))
    return found


@pytest.fixture
def begun(world: World, queued: Queued) -> UUID:
    """An import that was begun and whose job got as far as 20 percent, and no further."""
    run_id = UUID(sent(world.client("Ada"), explorer(july("10"))).rpartition("/")[2])
    with world.enter():
        begin(Run.objects.get(pk=run_id), by=world.actor("Ada"))
        jobs.tell_progress(run_id, 20)
    queued.clear()
    return run_id


def test_it_is_begun_again_and_brings_everything_once(world: World, begun: UUID, queued: Queued) -> None:
    with world.enter():
        pick_up_what_was_left()
        assert queued == [str(begun)]
        for _again in range(2):
            load_in_background.call_local(run_id=str(begun))
        assert Goal.objects.count() == 1
        pick_up_what_was_left()
        assert queued == [str(begun)], "what has ended is left alone"


def test_one_that_shows_life_is_left_alone(world: World, begun: UUID, queued: Queued) -> None:
    with world.enter(), jobs.showing_life(begun):
        pick_up_what_was_left()
        assert queued == []
        load_in_background.call_local(run_id=str(begun))
        assert not Goal.objects.exists(), "a second job does not get in the way of the first"
    assert not jobs.shows_life(begun)


def test_one_that_is_lost_again_and_again_ends_with_a_sentence(world: World, begun: UUID, queued: Queued) -> None:
    with world.enter():
        for _turn in range(TRIED_AT_MOST + 1):
            pick_up_what_was_left()
        run = Run.objects.get(pk=begun)
        assert len(queued) == TRIED_AT_MOST
        assert step_of(run) is Step.FAILED
        assert "never came to its end" in run.sentence
        assert not Goal.objects.exists()
