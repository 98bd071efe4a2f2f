"""A request with a key happens once, on both databases, however often and however simultaneously it comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.handlers.base import BaseHandler
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from cairn.core import tenancy
from cairn.core.models import IdempotencyKey, Run
from cairn.core.tests.conftest import Somebody, organization
from cairn.core.tests.threads import in_threads

ADA = Somebody(member_id=uuid4())
BEN = Somebody(member_id=uuid4())
Send = Callable[..., HttpResponse]


def handler() -> Any:
    made = BaseHandler()
    made.load_middleware()
    return made


@pytest.fixture
def middleware() -> Any:
    """Errors, then idempotency, around the counting view."""
    layers = ["cairn.core.errors.AnswerInSentences", "cairn.core.idempotency.OncePerKey"]
    with override_settings(ROOT_URLCONF="cairn.core.tests.urls", MIDDLEWARE=layers):
        yield handler()


@pytest.fixture
def send(middleware: Any, acme: Any) -> Send:
    return sender(middleware, acme.pk)


def sender(middleware: Any, organization_id: UUID) -> Send:
    def post(key: str, by: Somebody = ADA, in_header: bool = False, **fields: str) -> HttpResponse:
        headers = {"Idempotency-Key": key} if in_header else {}
        data = fields if in_header else {"idempotency_key": key, **fields}
        request = RequestFactory().post("/count", data, headers=headers)
        request.actor = by  # type: ignore[attr-defined]
        with tenancy.enter(organization_id):
            response: HttpResponse = middleware.get_response(request)
            return response

    return post


@pytest.fixture
def made(acme: Any) -> Callable[[], int]:
    def count() -> int:
        with tenancy.enter(acme.pk):
            return Run.objects.count()

    return count


@pytest.mark.parametrize("in_header", [False, True], ids=["form field", "header"])
def test_the_same_key_gets_the_same_answer_and_happens_once(send: Send, made: Any, in_header: bool) -> None:
    first, again = send("k", in_header=in_header), send("k", in_header=in_header)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content == b"1 runs"
    assert again["ETag"] == '"1"'
    assert again["Idempotent-Replay"] == "true"
    assert "Idempotent-Replay" not in first
    assert made() == 1


def test_another_key_happens_again(send: Send, made: Any) -> None:
    send("k"), send("l")
    assert made() == 2


def test_without_a_key_nothing_is_kept(send: Send, made: Any, acme: Any) -> None:
    send(""), send("")
    assert made() == 2
    with tenancy.enter(acme.pk):
        assert not IdempotencyKey.objects.exists()


def test_a_key_with_another_body_is_refused(send: Send, made: Any) -> None:
    send("k", said="this")
    assert send("k", said="that").status_code == 409
    assert made() == 1


def test_a_key_is_of_one_person(send: Send, made: Any) -> None:
    assert send("k").content == b"1 runs"
    assert send("k", by=BEN).content == b"2 runs"


@pytest.mark.parametrize("wrong", ["refused", "denied", "too-often"])
def test_a_failure_is_undone_and_not_kept(send: Send, made: Any, wrong: str, acme: Any) -> None:
    assert send("k", wrong=wrong).status_code in {422, 403, 429}
    assert made() == 0
    assert send("k").status_code == 201, "the same key may be tried again, also with another body"
    assert made() == 1


def test_a_crash_is_undone_and_not_kept(send: Send, made: Any) -> None:
    with override_settings(DEBUG_PROPAGATE_EXCEPTIONS=True), pytest.raises(RuntimeError):
        send("k", wrong="crash")
    assert made() == 0
    assert send("k").status_code == 201


@pytest.mark.parametrize("key", ["x" * 81, "tab\tulator", "null\0"])
def test_an_odd_key_is_refused(send: Send, made: Any, key: str) -> None:
    assert send(key, in_header="\0" not in key).status_code == 422
    assert made() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_number", range(3))
def test_twenty_at_once_happen_once(middleware: Any, round_number: int) -> None:
    acme = organization("acme")
    answers = in_threads(20, lambda: sender(middleware, acme.pk)("k"))
    assert {(answer.status_code, bytes(answer.content)) for answer in answers} == {(201, b"1 runs")}
    assert sum("Idempotent-Replay" not in answer for answer in answers) == 1
    with tenancy.enter(acme.pk):
        assert Run.objects.count() == 1
