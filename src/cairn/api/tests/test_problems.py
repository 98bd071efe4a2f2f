"""Every failure is a problem in the sense of RFC 9457, and none is a 500."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cairn.api.tests.conftest import Answer, Program
from cairn.core.tests.urls import meet_a_lock

Call = Callable[..., Program]


def is_problem(answer: Answer, status: int, kind: str) -> bool:
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert {"type", "title", "status", "detail", "errors"} <= set(answer.body)
    assert answer["status"] == answer.status
    return (answer.status, answer["type"]) == (status, f"urn:cairn:problem:{kind}")


@pytest.mark.parametrize(
    "text", ["{", '{"title": NaN}', '{"a": Infinity}', "[" * 100_000, b"\xff\xfe", "null", "[]", "1"]
)
def test_a_body_that_is_no_json_object_is_malformed_or_invalid(program: Call, text: str | bytes) -> None:
    answer = program("Ada").post("/goals", text)
    assert answer.status in {400, 422}
    assert is_problem(answer, answer.status, "malformed" if answer.status == 400 else "invalid")


@pytest.mark.parametrize(
    "number",
    ["1e400", "-1e400", "1e15", "1234567890123456", "0.1234567890123456", "1e-400", '"5"', "true", "1" * 5000],
)
def test_numbers_that_cannot_be_kept_are_refused(
    program: Call, key_result: Callable[..., dict[str, Any]], number: str
) -> None:
    ada = program("Ada")
    goal = ada.post("/goals", key_result("Visits"))
    answer = ada.post(f"/goals/{goal['id']}/check-ins", f'{{"value": {number}}}')
    assert answer.status in {400, 422}, answer.body
    assert ada.get(f"/goals/{goal['id']}")["current"] == 0


@pytest.mark.parametrize("number", ["12345678901.2345", "-0.0001", "1e14", "999999999999999"])
def test_numbers_of_fifteen_digits_come_back_as_they_went_in(
    program: Call, key_result: Callable[..., dict[str, Any]], number: str
) -> None:
    ada = program("Ada")
    goal = ada.post("/goals", key_result("Visits"))
    assert ada.post(f"/goals/{goal['id']}/check-ins", f'{{"value": {number}}}').status == 201
    assert ada.get(f"/goals/{goal['id']}")["current"] == float(number)


@pytest.mark.parametrize("title", ["nul \x00", "lone \ud800", "", "   ", "x" * 501, 5, None])
def test_titles_that_cannot_be_kept_are_refused_at_the_field(
    program: Call, objective: dict[str, Any], title: Any
) -> None:
    answer = program("Ada").post("/goals", {**objective, "title": title})
    assert is_problem(answer, 422, "invalid")
    assert [error["field"] for error in answer["errors"]] == ["title"]


def test_what_is_missing_and_what_is_unknown_are_named(program: Call, objective: dict[str, Any]) -> None:
    body = {**objective, "progres": 100, "outcome": {"type": "percent", "speed": 3}}
    del body["title"]
    answer = program("Ada").post("/goals", body)
    found = {error["field"]: error["message"] for error in answer["errors"]}
    assert found == {
        "title": "This is needed.",
        "progres": "There is no such field.",
        "outcome.speed": "There is no such field.",
    }


@pytest.mark.parametrize(
    "query",
    [
        "limit=-1", "limit=0", "limit=1000000000000000000000", "limit=x", "limit=NaN", "cursor=%00", "cursor=abc",
        "cursor=WyJ4Il0", "cursor=%F0%9F%98%80", "period=not-a-uuid", "kind=wish", "status=great", "aligned=perhaps",
        "updated_since=yesterday", "updated_since=0001-01-01T00:00:00%2B14:00", "updated_since=1e400", "q=%00",
        "owner=somebody", "tag=" + "x" * 51,
    ],
)  # fmt: skip
def test_odd_filters_are_refused_at_the_field(program: Call, query: str) -> None:
    answer = program("Ada").get(f"/goals?{query}")
    assert is_problem(answer, 422, "invalid")
    assert answer["errors"][0]["field"].split(".")[0] == query.split("=")[0]


@pytest.mark.parametrize("day", ["2026-13-01", "2026-02-30", "soon", 20260701, "0001-01-01", "9999-12-31", True])
def test_odd_dates_are_refused(program: Call, objective: dict[str, Any], day: Any) -> None:
    answer = program("Ada").post("/goals", {**objective, "due": day})
    assert is_problem(answer, 422, "invalid")
    assert answer["errors"][0]["field"] == "due"


def test_addresses_that_do_not_exist_are_not_found(program: Call) -> None:
    assert is_problem(program("Ada").get("/wishes"), 404, "not-found")


def test_an_odd_id_in_the_address_is_no_accident(program: Call) -> None:
    assert program("Ada").get("/goals/1").status == 422
    assert program("Ada").get("/goals/%00").status in {404, 422}


def test_a_method_that_an_address_does_not_know_is_refused(program: Call) -> None:
    answer = program("Ada").delete("/goals")
    assert is_problem(answer, 405, "method-not-allowed")
    assert set(answer.headers["Allow"].replace(" ", "").split(",")) == {"GET", "POST"}


def test_more_than_a_megabyte_is_too_much(program: Call, objective: dict[str, Any]) -> None:
    answer = program("Ada").post("/goals", {**objective, "description": "x" * (1024 * 1024)})
    assert is_problem(answer, 413, "too-large")


def test_only_json_is_read(program: Call) -> None:
    answer = program("Ada").post("/goals", "title=Grow", Content_Type="application/x-www-form-urlencoded")
    assert is_problem(answer, 415, "media-type")


def test_a_denial_names_people_who_can_help(program: Call, objective: dict[str, Any]) -> None:
    made = program("Ada").post("/goals", objective)
    answer = program("Cy").patch(f"/goals/{made['id']}", {"title": "Mine now"})
    assert is_problem(answer, 403, "denied")
    assert answer["helpers"] == ["Ada"]


@pytest.mark.parametrize("met_in", ["cairn.goals.actions.create", "cairn.core.limits.spend"])
def test_a_database_that_has_no_time_is_busy_and_no_accident(
    program: Call, objective: dict[str, Any], monkeypatch: pytest.MonkeyPatch, met_in: str
) -> None:
    monkeypatch.setattr(met_in, lambda *_args, **_more: meet_a_lock())
    answer = program("Ada").post("/goals", objective)
    assert is_problem(answer, 503, "busy")
    assert answer.headers["Retry-After"] == "10"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "This is too short: at least 1."),
        ({"title": "x" * 501}, "This is too long: at most 500."),
        ({"title": 5}, "This must be a text."),
        ({"period": "Q3"}, "This is not an id."),
        ({"start": "2026-13-01"}, 'This is no day. Write it as a text, such as "2026-07-01".'),
    ],
)
def test_common_mistakes_are_named_in_words_for_people(
    program: Call, objective: dict[str, Any], change: dict[str, Any], sentence: str
) -> None:
    answer = program("Ada").post("/goals", {**objective, **change})
    assert is_problem(answer, 422, "invalid")
    assert answer["errors"] == [{"field": next(iter(change)), "message": sentence}]
