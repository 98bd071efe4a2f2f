"""What words and figures of a file mean."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cairn.integrations.migration.viva_goals import values
from cairn.integrations.migration.viva_goals.records import OutcomeRecord

RISING = OutcomeRecord("metric", "increase", "Deals", "deals", Decimal(200), Decimal(600))
SMALL = OutcomeRecord("metric", "reach", "Deals", "deals", Decimal(0), Decimal(40))
PERCENT = OutcomeRecord()


@pytest.mark.parametrize("word", ["Key Result", "key results", "KR", "KPIs", "Metric", "Result"])
def test_known_words_for_key_results(word: str) -> None:
    assert values.kinds_of([(word, False)]) == {word: "key_result"}


@pytest.mark.parametrize("word", ["Project", "Initiatives", "Deliverable", "To Do", "Milestone", "Action"])
def test_known_words_for_projects(word: str) -> None:
    assert values.kinds_of([(word, True)]) == {word: "project"}


def test_outcome_is_a_key_result_only_beside_another_word_for_objective() -> None:
    assert values.kinds_of([("Outcome", False)]) == {"Outcome": "objective"}
    assert values.kinds_of([("Big Rock", False), ("Outcome", False)])["Outcome"] == "key_result"


def test_an_unknown_word_is_a_key_result_when_most_of_its_rows_have_a_metric() -> None:
    assert values.kinds_of([("Zahl", True), ("Zahl", True), ("Zahl", False)]) == {"Zahl": "key_result"}
    assert values.kinds_of([("Ziel", True), ("Ziel", False)]) == {"Ziel": "objective"}


def test_a_chosen_kind_wins_and_words_not_in_the_file_are_ignored() -> None:
    assert values.kinds_of([("KPI", True)], {"KPI": "project", "Other": "objective"}) == {"KPI": "project"}


@pytest.mark.parametrize("word", ["Not Started", "On Track", "Behind", "At Risk", "Closed", "Postponed", "Reopened"])
def test_the_seven_statuses_are_kept_one_to_one(word: str) -> None:
    assert values.status(word) == word.lower().replace(" ", "_")


def test_an_unknown_status_is_refused_and_none_is_none() -> None:
    assert values.status(" ") is None
    with pytest.raises(ValueError, match="“Purple” is not a status"):
        values.status("Purple")


@pytest.mark.parametrize(
    ("target_type", "start", "target", "kind"),
    [
        ("Reach", 0, 10, "reach"),
        ("Increase From", 5, 10, "increase"),
        ("Decrease From", 10, 5, "decrease"),
        ("Keep below", 0, 3, "stay_below"),
        ("Stay above", 0, 9, "stay_above"),
        ("At least", 5, 10, "increase"),
        ("At least", 10, 9, "stay_above"),
        ("At most", 10, 5, "decrease"),
        ("At most", 0, 5, "stay_below"),
        ("Maintain", 10, 11, "stay_between"),
        ("Find a baseline", 0, None, "baseline"),
        ("", 5, 10, "increase"),
        ("", 0, 10, "reach"),
        ("", 10, 0, "decrease"),
        ("Increase From", 10, 5, "decrease"),
        ("Reach", 4, 4, "reach"),
        ("", 0, None, "baseline"),
    ],
)
def test_target_types_become_metric_kinds(target_type: str, start: int, target: int | None, kind: str) -> None:
    outcome, _ = _outcome(target_type, start, target)
    assert (outcome.type, outcome.kind) == ("metric", kind)


@pytest.mark.parametrize(
    ("target_type", "start", "target", "reason"),
    [
        ("Increase From", 10, 5, "says “increase” but runs from 10 to 5"),
        ("Wobble", 0, 10, "“Wobble” is not a target type"),
        ("", 0, None, "has no target"),
        ("Reach", 4, 4, "target equals its start"),
        ("Maintain", 0, 95, "maintained at one value"),
    ],
)
def test_what_had_to_be_decided_is_said(target_type: str, start: int, target: int | None, reason: str) -> None:
    assert reason in _outcome(target_type, start, target)[1]


def _outcome(target_type: str, start: int, target: int | None) -> tuple[OutcomeRecord, str]:
    return values.outcome(
        is_percent=False,
        name="Deals",
        unit="deals",
        start=Decimal(start),
        target=None if target is None else Decimal(target),
        target_type=target_type,
    )


@pytest.mark.parametrize(("name", "type_"), [("Progress", "percent"), ("", "percent"), ("Uptime", "metric")])
def test_a_plain_percentage_has_no_metric_of_its_own(name: str, type_: str) -> None:
    outcome, _ = values.outcome(is_percent=None, name=name, unit="%", start=None, target=Decimal(100), target_type="")
    assert outcome.type == type_


def test_the_last_check_in_decides_the_value() -> None:
    assert _current(last=Decimal(300), actual=Decimal(250), percent=Decimal(10)) == 300


def test_without_a_check_in_actual_progress_does() -> None:
    assert _current(last=None, actual=Decimal(250), percent=Decimal(10)) == 250


def test_without_both_the_percentage_does() -> None:
    assert _current(last=None, actual=None, percent=Decimal(25)) == 300
    assert _current(last=None, actual=None, percent=None) is None


def test_actual_progress_of_a_percent_metric_is_a_percentage() -> None:
    uptime = OutcomeRecord("metric", "increase", "Uptime", "%", Decimal(90), Decimal(100))
    assert values.current_value(uptime, last=None, actual=Decimal(50), percent=Decimal(50)) == 95


def _current(**given: Decimal | None) -> Decimal | None:
    return values.current_value(RISING, last=given["last"], actual=given["actual"], percent=given["percent"])


@pytest.mark.parametrize(
    ("outcome", "figure", "last", "progress", "value", "is_unclear"),
    [
        (PERCENT, 40, None, 40, 40, False),
        (PERCENT, 40, 35, 40, 35, False),
        (RISING, 300, 300, 25, 300, False),  # a value, as the check-in shows
        (RISING, 25, 300, 25, 300, False),  # a percentage, as the check-in shows
        (RISING, 70, 300, 25, 300, True),  # neither
        (RISING, 300, None, 25, 300, False),  # no percentage is that large
        (RISING, 25, None, 25, 300, False),  # no value lies there
        (RISING, 0, None, 0, 200, False),
        (SMALL, 20, None, 20, 8, True),  # could be either
        (SMALL, None, None, None, None, False),
        (SMALL, None, 10, 25, 10, False),
    ],
)
def test_an_ambiguous_progress_is_decided_by_the_check_in_or_flagged(
    outcome: OutcomeRecord,
    figure: int | None,
    last: int | None,
    progress: int | None,
    value: int | None,
    is_unclear: bool,
) -> None:
    given = [None if number is None else Decimal(number) for number in (figure, last)]
    found = values.read_ambiguous(outcome, *given)
    assert found[:2] == (progress, value)
    assert bool(found[2]) is is_unclear
