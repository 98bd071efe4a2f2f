"""Rows as HTML (interface §3): what one may do is offered, and nobody's words become markup."""

from __future__ import annotations

import pytest

from cairn.goals import actions
from cairn.goals.drawing import draw
from cairn.goals.pen import pen_of
from cairn.goals.queries.rows import row_for
from cairn.goals.queries.tree import Hidden, More
from cairn.goals.tests.cast import TODAY, Acme
from cairn.organizations.models import Member

EVIL = "<script>alert('\"&')</script>"


def drawn(acme: Acme, name: str, by: Member) -> str:
    row = row_for(acme.fresh(acme.goals[name]), acme.actor(by), TODAY)
    return draw([row], pen_of(acme.organization))


def test_a_title_is_text_wherever_it_stands(busy: Acme) -> None:
    for name in ("brand", "reorder"):
        actions.edit(busy.fresh(busy.goals[name]), {"title": f"{name} {EVIL}"}, by=busy.actor(busy.ada))

    text = drawn(busy, "reorder", busy.ada)

    assert "<script" not in text
    assert text.count("&lt;script&gt;") == 3  # its own, its parent's, and the tooltip of that


@pytest.mark.parametrize("part", ["note", "name", "unit"])
def test_notes_names_and_units_are_text_too(busy: Acme, part: str) -> None:
    if part == "note":
        busy.check_in(busy.goals["reorder"], busy.maya, "48", note=EVIL)
    elif part == "name":
        Member.objects.filter(pk=busy.maya.pk).update(name=EVIL)
    else:
        type(busy.goals["reorder"]).objects.filter(pk=busy.goals["reorder"].pk).update(unit="<b>")

    text = drawn(busy, "reorder", busy.ada)

    assert "<script" not in text
    assert "<b>" not in text
    assert "&lt;" in text


def test_who_may_check_in_gets_the_address_and_who_may_not_does_not(busy: Acme) -> None:
    assert "data-check-in=" in drawn(busy, "reorder", busy.maya)
    assert "data-check-in=" not in drawn(busy, "reorder", busy.olga)


def test_who_may_not_edit_gets_no_grip_and_no_addresses_to_write_to(busy: Acme) -> None:
    text = drawn(busy, "reorder", busy.cy)
    assert "row-grip" not in text
    assert "data-align-url" not in text


def test_a_row_with_something_below_it_can_be_opened(busy: Acme) -> None:
    assert 'aria-expanded="false"' in drawn(busy, "brand", busy.cy)
    assert "aria-expanded" not in drawn(busy, "reorder", busy.cy)


def test_hidden_and_further_rows_are_told(busy: Acme) -> None:
    goal = busy.goals["brand"].pk
    text = draw([Hidden(goal, 2, 1), Hidden(goal, 2, 3), More(goal, 2, 100)], pen_of(busy.organization))
    assert "1 hidden item counts" in text
    assert "3 hidden items count" in text
    assert f"/goals/{goal}/children?level=1&amp;offset=100" in text
