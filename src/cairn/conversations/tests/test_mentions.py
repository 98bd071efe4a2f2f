"""Whom a text names (spec okrs §7: @mentions)."""

from __future__ import annotations

from uuid import uuid4

import pytest

from cairn.conversations.mentions import MOST, Nameable, candidates, named

ADA = Nameable(uuid4(), "Ada", "ada@acme.example")
ADA_LOVE = Nameable(uuid4(), "Ada Lovelace", "lovelace@acme.example")
LI = Nameable(uuid4(), "Li Wei", "li@acme.example")
OTHER_LI = Nameable(uuid4(), "Li Wei", "other.li@acme.example")
EVERYBODY = [ADA, ADA_LOVE, LI, OTHER_LI]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ask @Ada about it", {"Ada": ADA}),
        ("Ask @ada, please", {"ada": ADA}),
        ("@Ada Lovelace knows", {"Ada Lovelace": ADA_LOVE}),
        ("@Ada Lovelaces", {"Ada": ADA}),
        ("thanks @Ada.", {"Ada": ADA}),
        ("(@Ada)", {"Ada": ADA}),
        ("@ada@acme.example and @Ada", {"ada@acme.example": ADA, "Ada": ADA}),
        ("@Li Wei: which one?", {}),
        ("@other.li@acme.example", {"other.li@acme.example": OTHER_LI}),
        ("write to ada@acme.example", {}),
        ("@Adam", {}),
        ("@", {}),
        ("", {}),
        ("@nobody here", {}),
        ("@Ada_x", {}),
    ],
)
def test_who_is_named(text: str, people: dict[str, Nameable]) -> None:
    assert named(text, EVERYBODY) == {words: person.id for words, person in people.items()}


def test_candidates_hold_every_name_that_may_be_meant() -> None:
    assert {"Ada", "Ada Lovelace", "Ada Lovelace, Li"} <= candidates("@Ada Lovelace, Li is here")


def test_a_text_names_no_more_people_than_may_be_named() -> None:
    crowd = [Nameable(uuid4(), f"Person{number}", f"p{number}@x.example") for number in range(MOST + 5)]
    assert len(named(" ".join(f"@{person.name}" for person in crowd), crowd)) == MOST
