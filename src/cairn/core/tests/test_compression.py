"""Pages are sent compressed, and nothing else is touched."""

from __future__ import annotations

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from cairn.core.compression import CompressPages

LONG = "Open ten shops. " * 200


def sent(content_type: str, accepted: str = "gzip") -> HttpResponse:
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepted})
    answer = HttpResponse(LONG, content_type=content_type, headers={"ETag": '"7"'})
    return CompressPages(lambda _request: answer)(request)  # type: ignore[return-value]


def test_a_page_is_sent_compressed() -> None:
    answer = sent("text/html; charset=utf-8")
    assert len(answer.content) < len(LONG) / 10
    assert gzip.decompress(answer.content).decode() == LONG


def test_who_cannot_read_that_gets_it_as_it_is() -> None:
    assert sent("text/html", accepted="identity").content.decode() == LONG


@pytest.mark.parametrize("kind", ["application/json", "application/problem+json", "text/csv", "application/zip"])
def test_anything_else_keeps_its_bytes_and_its_strong_etag(kind: str) -> None:
    answer = sent(kind)
    assert answer.content.decode() == LONG
    assert answer["ETag"] == '"7"'
