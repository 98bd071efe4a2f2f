"""What a request says of its length."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from cairn.core.bodies import length_of


@pytest.mark.parametrize(
    ("said", "length"),
    [("12", 12), ("", 0), (None, 0), ("-1", None), ("1e3", None), ("\u00b2", None), ("9" * 40, None)],
)
def test_only_a_plain_number_is_one(said: str | None, length: int | None) -> None:
    request = RequestFactory().get("/")
    request.META["CONTENT_LENGTH"] = said
    assert length_of(request) == length
