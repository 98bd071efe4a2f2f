"""Committed, aspirational, learning: each with its own reading of a score (spec okrs §4.2, §9.4).

At closing, in lists, and in what is said of a whole page at the end of its period.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from cairn.goals import actions
from cairn.goals.natures import hint_of, outcomes, read, verdict
from cairn.goals.scoring import Bands, Colour, band
from cairn.goals.tests.quarter import Quarter

BANDS = Bands()


def reading(nature: str, score: str) -> str:
    given = Decimal(score)
    found = read(nature, given, band(given, nature, BANDS))
    assert found is not None
    return found.word


@pytest.mark.parametrize(
    ("nature", "score", "word"),
    [
        ("committed", "1.00", "Kept"),
        ("committed", "0.99", "Missed 0.99"),
        ("committed", "0", "Missed 0"),
        ("aspirational", "0.70", "Closed 0.7"),
        ("aspirational", "1.00", "Closed 1"),
        ("learning", "0.20", "Learned"),
        ("learning", "1.00", "Learned"),
    ],
)
def test_a_promise_is_kept_or_missed_a_stretch_has_its_number_a_question_has_none(
    nature: str, score: str, word: str
) -> None:
    """okrs §9.4: committed passes or fails, aspirational lives on the scale, learning is not graded."""
    assert reading(nature, score) == word


@pytest.mark.parametrize(
    ("score", "colour", "said"),
    [
        ("0.3", "red", "little"),
        ("0.6", "yellow", "short"),
        ("0.8", "green", "delivered"),
        ("1", "orange", "ambitious"),
    ],
)
def test_every_colour_of_a_stretch_says_something_else(score: str, colour: Colour, said: str) -> None:
    """okrs §9.4, the default bands and their meanings."""
    found = read("aspirational", Decimal(score), colour)
    assert found is not None
    assert said in found.sentence


def test_what_was_not_scored_is_not_read_unless_it_was_a_question() -> None:
    assert read("committed", None, None) is None
    assert read("aspirational", None, None) is None
    found = read("learning", None, None)
    assert found is not None
    assert found.word == "Learned"


@pytest.mark.parametrize(
    ("nature", "score", "says"),
    [
        ("committed", "1.00", "the promise is kept"),
        ("committed", "0.99", "the promise is not kept in full"),
        ("committed", "0.60", "the promise is not kept in full"),
        ("aspirational", "0.40", "little of it was reached"),
        ("aspirational", "0.60", "real progress, and short of what was hoped for"),
        ("aspirational", "0.80", "delivered"),
        ("aspirational", "1.00", "reached in full; was it ambitious enough?"),
        ("learning", "0.60", ""),
    ],
)
def test_a_suggested_score_says_what_it_would_mean_by_its_nature(nature: str, score: str, says: str) -> None:
    assert verdict(nature, band(Decimal(score), nature, BANDS)) == says


def test_a_page_is_summed_up_by_nature() -> None:
    """Two promises, one kept; stretches of 0.6 and 0.7; one question. A promise does not move the stretches."""
    found = outcomes(
        [
            ("committed", Decimal(1)),
            ("committed", Decimal("0.9")),
            ("aspirational", Decimal("0.6")),
            ("aspirational", Decimal("0.7")),
            ("learning", Decimal("0.1")),
            ("aspirational", None),
        ]
    )
    assert (found.promised, found.kept, found.average, found.learned) == (2, 1, Decimal("0.65"), 1)
    assert found.sentences == ["1 of 2 promises kept", "stretches 0.65 on average", "1 question looked into"]
    assert outcomes([]).sentences == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("nature", "score", "in_the_list", "on_its_page"),
    [
        ("committed", "0.8", "Missed 0.8", "only 1.0 keeps it"),
        ("committed", "1", "Kept", "kept in full"),
        ("aspirational", "0.7", "Closed 0.7", "this is where good ones end"),
        ("learning", None, "Learned", "not graded"),
    ],
)
def test_lists_and_the_page_of_a_goal_read_it_so(
    quarter: Quarter, nature: str, score: str | None, in_the_list: str, on_its_page: str
) -> None:
    goal = quarter.goal("Ferry every hour", kind="objective", entity="organization", nature=nature)
    given = Decimal(score) if score else None
    actions.close(goal, by=quarter.actor("Ada"), score=given, note="Nobody takes the early one.")
    browser = quarter.world.client("Ada")
    listed = browser.get(f"/o/acme/company?period={quarter.period.pk}").content.decode()
    assert f"<span>{in_the_list}</span>" in listed
    page = browser.get(f"/o/acme/goals/{goal.pk}").content.decode()
    assert on_its_page in page
    assert ("Score " in page) == (nature != "learning")


@pytest.mark.django_db
@pytest.mark.parametrize("nature", ["committed", "aspirational", "learning"])
def test_the_closing_panel_says_beforehand_how_it_will_be_read(quarter: Quarter, nature: str) -> None:
    goal = quarter.goal("Ferry every hour", kind="objective", entity="organization", nature=nature)
    panel = quarter.world.client("Ada").get(f"/o/acme/goals/{goal.pk}/closure").content.decode()
    assert hint_of(nature) in panel
