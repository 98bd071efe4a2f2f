"""What the reader of files says to people goes through gettext (STYLE, refusals)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

READER = Path(__file__).resolve().parents[1]
SPEAKING = {"UnreadableFile", "ValueError", "Refused", "error", "warn", "damaged", "tell", "refuse", "add"}


def spoken(path: Path) -> Iterator[ast.expr]:
    """What is handed to somebody who reads it: a remark, a refusal, an error that becomes one of both."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in SPEAKING:
                yield from (each for argument in node.args for each in _either(argument))


def _either(argument: ast.expr) -> Iterator[ast.expr]:
    if isinstance(argument, ast.IfExp):
        yield from (argument.body, argument.orelse)
    else:
        yield argument


def is_raw(spoken: ast.expr) -> bool:
    """Whether it is a sentence that no translator has seen."""
    parts = spoken.values if isinstance(spoken, ast.JoinedStr) else [spoken]
    words = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return any(len(text.split()) > 1 for text in words)


@pytest.mark.once
@pytest.mark.parametrize("path", sorted(READER.glob("*.py")), ids=lambda path: path.stem)
def test_every_sentence_can_be_translated(path: Path) -> None:
    assert [ast.unparse(each) for each in spoken(path) if is_raw(each)] == []
