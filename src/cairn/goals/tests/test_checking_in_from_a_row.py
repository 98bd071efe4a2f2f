"""Typing into a row checks in: its numbers and all above move at once, and can move back (spec okrs §7)."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from cairn.goals.models import CheckIn, Goal
from cairn.goals.tests.cast import Acme, D
from cairn.organizations.models import Member

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/o/acme/company"}


def type_in(acme: Acme, who: Member, goal: Goal, entry: str, *, script: bool = True, **more: str):  # type: ignore[no-untyped-def]
    address = acme.url(f"goals/{goal.pk}/check-ins")
    return acme.web(who).post(address, {"entry": entry, **more}, headers=HTMX if script else {})


def test_a_typed_value_moves_the_row_and_every_row_above(busy: Acme) -> None:
    answer = type_in(busy, busy.maya, busy.goals["reorder"], "50 at risk: stock is late")
    text = answer.content.decode()
    assert answer.status_code == 200
    for name in ("reorder", "brand", "grow"):
        assert f".row[data-id='{busy.goals[name].pk}'] > .row-percent" in text
    assert "Checked in: 47.2 → 50\u00a0%. 2 OKRs above moved." in text
    row = CheckIn.objects.latest_first().first()
    assert row is not None
    assert (row.value, row.status, row.note) == (D(50), "at_risk", "stock is late")


def test_the_toast_takes_the_check_in_back(busy: Acme) -> None:
    toast = type_in(busy, busy.maya, busy.goals["reorder"], "50").content.decode()
    row = CheckIn.objects.latest_first().first()
    assert row is not None
    undo = busy.url(f"check-ins/{row.pk}/deletion")
    assert undo in toast
    answer = busy.web(busy.maya).post(undo, headers=HTMX)
    assert answer.status_code == 200
    assert busy.fresh(busy.goals["reorder"]).current_value == D("47.2")
    assert f".row[data-id='{busy.goals['grow'].pk}']" in answer.content.decode()


def test_without_a_script_the_page_of_the_goal_comes_with_the_message(busy: Acme) -> None:
    answer = type_in(busy, busy.maya, busy.goals["reorder"], "+2", script=False)
    assert (answer.status_code, answer["Location"]) == (303, busy.url(f"goals/{busy.goals['reorder'].pk}"))
    page = busy.web(busy.maya)
    assert busy.fresh(busy.goals["reorder"]).current_value == D("49.2")
    assert page.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("typed", ["fifty", "10:30", "", "closed", "1e999", "5 apples"])
def test_what_cannot_be_read_is_said_and_changes_nothing(busy: Acme, typed: str) -> None:
    before = CheckIn.objects.count()
    answer = type_in(busy, busy.maya, busy.goals["reorder"], typed)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert CheckIn.objects.count() == before


def test_without_a_script_what_was_typed_comes_back_with_the_reason(busy: Acme) -> None:
    answer = type_in(busy, busy.maya, busy.goals["reorder"], "fifty", script=False)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "You typed: fifty" in text
    assert "neither a number nor a status" in text


def test_a_rolled_up_goal_takes_a_note_but_no_value(busy: Acme) -> None:
    assert type_in(busy, busy.maya, busy.goals["brand"], ": going well").status_code == 200
    answer = type_in(busy, busy.maya, busy.goals["brand"], "80")
    assert answer.status_code == 422
    assert "stop the roll-up" in answer.content.decode()


def test_sending_the_same_form_twice_checks_in_once(busy: Acme) -> None:
    before = CheckIn.objects.count()
    for _time in range(2):
        assert type_in(busy, busy.maya, busy.goals["reorder"], "50", idempotency_key="k1").status_code == 200
    assert CheckIn.objects.count() == before + 1


def test_who_may_not_check_in_is_told_who_may(busy: Acme) -> None:
    answer = type_in(busy, busy.cy, busy.goals["reorder"], "50")
    assert answer.status_code == 403
    assert "Maya Lind" in answer.content.decode()
    assert busy.fresh(busy.goals["reorder"]).current_value == D("47.2")


def test_nobody_checks_in_on_what_they_cannot_see(busy: Acme, mallory: Client) -> None:
    secret = busy.key_result("Buy the rival", busy.maya, privacy="listed")
    assert type_in(busy, busy.ada, secret, "50").status_code == 404
    assert mallory.post(busy.url(f"goals/{busy.goals['reorder'].pk}/check-ins"), {"entry": "50"}).status_code == 404
    assert type_in(busy, busy.ada, Goal(id=uuid4()), "50").status_code == 404


def test_private_goals_above_are_not_in_the_answer(busy: Acme) -> None:
    secret = busy.objective("Sell the company", busy.ada, privacy="listed")
    child = busy.key_result("Tidy the books", busy.ada, secret, owners=[busy.maya.pk])
    text = type_in(busy, busy.maya, child, "50").content.decode()
    assert str(child.pk) in text
    assert str(secret.pk) not in text


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("50", "47.2 → 50\u00a0%, 70.6\u00a0% done, on track"),
        ("+1 at risk: late", "47.2 → 48.2\u00a0%, 60\u00a0% done, at risk, with a note"),
        ("", ""),
        ("soon", "A note begins with a colon"),
    ],
)
def test_the_hint_says_back_how_the_line_is_read(busy: Acme, typed: str, hint: str) -> None:
    address = busy.url(f"goals/{busy.goals['reorder'].pk}/entry")
    answer = busy.web(busy.maya).get(address, {"entry": typed}, headers=HTMX)
    assert hint in answer.content.decode()
    assert busy.fresh(busy.goals["reorder"]).current_value == D("47.2")
