"""What people write becomes safe HTML."""

from __future__ import annotations

import pytest

from cairn.ui.richtext import LONGEST, to_html, to_text


def test_emphasis_lists_and_links_are_kept() -> None:
    html = to_html("**nine** shops\n\n- one\n- two\n\n[plan](https://example.org)")
    assert "<strong>nine</strong>" in html
    assert "<li>one</li>" in html
    assert '<a href="https://example.org" rel="noopener nofollow">plan</a>' in html


def test_a_line_break_is_a_line_break() -> None:
    assert "one<br>" in to_html("one\ntwo")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
        "![x](https://example.org/a.png)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)", "<a href='x' style='color:red' onclick='y()'>z</a>",
        "<svg onload=alert(1)>",
    ],
)  # fmt: skip
def test_nothing_that_acts_or_loads_comes_through(text: str) -> None:
    html = to_html(text)
    for forbidden in ("<script", "<img", "<svg", 'href="javascript', 'href="data', "<a href='x'"):
        assert forbidden not in html


def test_a_table_comes_without_inline_styles() -> None:
    html = to_html("| a | b |\n|---|--:|\n| 1 | 2 |")
    assert "<td>1</td>" in html
    assert "style" not in html


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**nine** _shops_ and `ten`", "nine shops and ten"),
        ("## Plan\nfirst\nsecond", "Plan\n\nfirst\nsecond"),
        ("- one\n- two\n  1. half\n\nend", "- one\n- two\n  1. half\n\nend"),
        ("> said\n> twice", "> said\n> twice"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n1 | 2"),
        ("```\nx = 1\n```\nend", "x = 1\n\nend"),
        ("[plan](https://example.org) <https://example.org>", "plan (https://example.org) https://example.org"),
        ("[ours](/o/acme)", "ours (https://cairn.example/o/acme)"),
        ("![x](https://example.org/a.png)", "!x (https://example.org/a.png)"),
        ("<b>bold</b> & [x](javascript:alert(1))", "<b>bold</b> & [x](javascript:alert(1))"),
        ("x" * (LONGEST + 1), "x" * (LONGEST + 1)),
        ("", ""),
    ],
)
def test_as_text_it_reads_without_signs(written: str, read: str) -> None:
    assert to_text(written, "https://cairn.example") == read
