"""Pieces of HTML drawn in Python: escaped by default (decision 9)."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.utils.safestring import SafeString

from cairn.ui.html import Html

CELL = Html('<div title="{words}">{words}</div>')


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\" onmouseover='x'", "&quot; onmouseover=&#x27;x&#x27;"),
        ("{words} & {0}", "{words} &amp; {0}"),
        (7, "7"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    ],
)
def test_what_is_put_in_is_text(words: object, drawn: str) -> None:
    assert CELL(words=words) == f'<div title="{drawn}">{drawn}</div>'


def test_what_is_safe_already_stays_as_it_is() -> None:
    assert CELL(words=SafeString("<b>")) == '<div title="<b>"><b></div>'


def test_a_piece_may_be_put_into_another() -> None:
    assert (
        CELL(words=CELL(words="<")) == '<div title="<div title="&lt;">&lt;</div>"><div title="&lt;">&lt;</div></div>'
    )


def test_a_place_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        CELL()
