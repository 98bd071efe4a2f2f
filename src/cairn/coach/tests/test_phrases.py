"""The stream of a goal says in words of their own what rooms above did with it (spec okrs §20)."""

from __future__ import annotations

from cairn.coach import actions
from cairn.core.events import KINDS
from cairn.goals.models import Goal
from cairn.goals.phrases import PHRASES
from cairn.goals.queries.changes import OWN_PHRASES
from cairn.goals.queries.stream import feed
from cairn.goals.streaming import SOURCES
from cairn.goals.tests.quarter import Quarter

ABOUT_A_GOAL = ("goal", "kpi", "nudge", "check_in", "task", "milestone", "dependency", "sufficiency", "number_source")
NOT_ABOUT_ONE = {"kpi.arranged"}


def test_every_kind_of_event_about_a_goal_has_its_words() -> None:
    told_by_sources = tuple(prefix for source in SOURCES for prefix in source.tells)
    kinds = {
        kind.name
        for kind in KINDS.values()
        if kind.public and kind.name.split(".")[0] in ABOUT_A_GOAL and not kind.name.startswith(told_by_sources)
    }
    assert kinds - NOT_ABOUT_ONE - PHRASES.keys() - OWN_PHRASES.keys() == set()


def test_the_answers_of_the_coach_are_told(quarter: Quarter) -> None:
    win, ada = quarter.win, quarter.actor("Ada")
    actions.answer_sufficiency(win, necessary=True, sufficient=False, by=ada)
    entry = feed(Goal.objects.filter(pk=win.pk), quarter.actor("Cy"), show="changes").items[0]
    assert f"{entry.who} {entry.words}" == "Ada looked whether the key results of this are needed and enough"
    changes = [(each.label, each.before, each.after) for each in entry.changes]
    assert changes == [("Every key result is needed", "", "yes"), ("All together are enough", "", "no")]
