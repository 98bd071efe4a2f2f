"""Whole pages end or are cloned in the background: left, killed in between, gone on with (spec okrs §10.5.8)."""

from __future__ import annotations

import pytest

from cairn.core import clock
from cairn.core.errors import Refused
from cairn.core.models import Run
from cairn.goals import actions, verify
from cairn.goals.actions import Ending, runs
from cairn.goals.models import Goal

from .quarter import Quarter

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(quarter: Quarter, monkeypatch: pytest.MonkeyPatch) -> list[Goal]:
    """Five goals beside the tree of three; two goals are a batch."""
    monkeypatch.setattr("cairn.goals.actions.batches.AT_ONCE", 2)
    return [quarter.win, quarter.shops, quarter.crew, *(quarter.goal(f"Task {n}") for n in range(5))]


def begun(quarter: Quarter, many: list[Goal]) -> Run:
    endings = [Ending(goal.pk, "postponed", "Not now.", period=quarter.next_period) for goal in many]
    return runs.begin_endings(endings, by=quarter.actor("Ada"), about="Acme, Q3 2026")


def test_a_run_ends_everything_and_reports(quarter: Quarter, many: list[Goal]) -> None:
    run = begun(quarter, many)
    runs.work_on.call_local(run_id=str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.percent, run.report["postponed"], run.report["copied"]) == ("done", 100, 8, 8)
    assert "8 postponed, 8 carried over" in run.sentence
    assert not Goal.objects.filter(period=quarter.period, state="open").exists()
    assert list(verify.differences()) == []


def test_the_sentence_tells_apart_what_ended_by_itself_above_and_how(quarter: Quarter) -> None:
    """Spec okrs §9.2, §10.5.7: a parent that ends because all below it did was not chosen, nor always closed."""
    postponed = [Ending(goal.pk, "postponed", "Not now.") for goal in (quarter.shops, quarter.crew)]
    assert said_of(quarter, postponed) == "2 postponed, 1 above postponed by itself."
    actions.reopen(Goal.objects.get(pk=quarter.shops.pk), by=quarter.actor("Ada"))
    assert said_of(quarter, [Ending(quarter.shops.pk)]) == "1 closed, 1 above closed by itself."


def said_of(quarter: Quarter, endings: list[Ending]) -> str:
    run = runs.begin_endings(endings, by=quarter.actor("Ada"), about="Acme, Q3 2026")
    runs.work_on.call_local(run_id=str(run.pk))
    run.refresh_from_db()
    return run.sentence


def test_killed_in_between_it_goes_on_without_doing_anything_twice(
    quarter: Quarter, many: list[Goal], monkeypatch: pytest.MonkeyPatch
) -> None:
    run, real, calls = begun(quarter, many), runs.end_together, []

    class Killed(BaseException):
        pass

    def dies_in_the_second(endings, *, by):  # type: ignore[no-untyped-def]
        calls.append(endings)
        done = real(endings, by=by)
        if len(calls) == 2:
            raise Killed
        return done

    monkeypatch.setattr(runs, "end_together", dies_in_the_second)
    with pytest.raises(Killed):
        runs.work_on.call_local(run_id=str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.done) == ("running", 3)
    assert Goal.objects.filter(state="postponed").count() == 3
    runs.work_on.call_local(run_id=str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.report["postponed"]) == ("done", 8)
    assert Goal.objects.filter(period=quarter.next_period).count() == 8


def test_what_stopped_is_taken_up_again(quarter: Quarter, many: list[Goal]) -> None:
    begun(quarter, many)
    assert runs.take_up_what_stopped() == 0
    with clock.at(clock.now() + runs.GIVEN_UP * 2):
        assert runs.take_up_what_stopped() == 1


def test_a_failure_is_told_and_can_be_gone_on_with(
    quarter: Quarter, many: list[Goal], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = begun(quarter, many)
    with monkeypatch.context() as patch:
        patch.setattr(runs, "end_together", lambda *_a, **_k: 1 / 0)
        runs.work_on.call_local(run_id=str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.done) == ("failed", 0)
    runs.go_on(run, by=quarter.actor("Ada"))
    runs.work_on.call_local(run_id=str(run.pk))
    run.refresh_from_db()
    assert run.state == "done"
    with pytest.raises(Refused):
        runs.go_on(run, by=quarter.actor("Ada"))


def test_what_is_not_ones_own_is_listed_with_the_reason(quarter: Quarter, many: list[Goal]) -> None:
    endings = [Ending(goal.pk) for goal in many]
    run = runs.begin_endings(endings, by=quarter.actor("Tom"), about="Acme, Q3 2026")
    runs.work_on.call_local(run_id=str(run.pk))
    run.refresh_from_db()
    assert run.report["refused_count"] == 6
    assert {row[1] for row in run.report["refused"]} == {"Win the north", *(f"Task {n}" for n in range(5))}


def test_a_run_without_anything_to_do_is_refused(quarter: Quarter) -> None:
    with pytest.raises(Refused):
        runs.begin_endings([], by=quarter.actor("Ada"), about="Nothing")


def test_a_page_is_cloned_with_its_trees_and_again_when_asked_again(quarter: Quarter, many: list[Goal]) -> None:
    for time in (1, 2):
        run = runs.begin_clones(many, quarter.next_period, by=quarter.actor("Ada"), about="Acme, Q3 2026")
        runs.work_on.call_local(run_id=str(run.pk))
        runs.work_on.call_local(run_id=str(run.pk))
        assert Goal.objects.filter(period=quarter.next_period).count() == 8 * time
    top = Goal.objects.filter(period=quarter.next_period, title="Win the north").first()
    assert sorted(link.child.title for link in top.child_links.all()) == ["Hire a crew", "Open ten shops"]
    assert list(verify.differences()) == []
