"""The full check-in form, and what can be done with a check-in afterwards (spec okrs §7)."""

from __future__ import annotations

from datetime import date

import pytest

from cairn.goals import actions
from cairn.goals.models import CheckIn, Goal
from cairn.goals.tests.cast import Acme, D


def latest(goal: Goal) -> CheckIn:
    row = CheckIn.objects.standing().filter(goal=goal).latest_first().first()
    assert row is not None
    return row


def fill_in(acme: Acme, goal: Goal, **fields: object):  # type: ignore[no-untyped-def]
    return acme.web(acme.maya).post(acme.url(f"goals/{goal.pk}/check-ins"), {"status": "", **fields})


def test_the_form_shows_where_the_goal_stands(busy: Acme) -> None:
    text = busy.web(busy.maya).get(busy.url(f"goals/{busy.goals['reorder'].pk}/check-ins/new")).content.decode()
    assert "Stands at 47.2 of 38 → 55" in text
    assert "Today expects 47.71" in text
    assert 'value="47.2"' in text


def test_every_field_is_kept(busy: Acme) -> None:
    answer = fill_in(busy, busy.goals["reorder"], value="50", status="at_risk", note="Late.", confidence="4")
    row = latest(busy.goals["reorder"])
    assert answer.status_code == 303
    assert (row.value, row.status, row.note, row.confidence) == (D(50), "at_risk", "Late.", 4)


def test_a_check_in_may_be_dated_back_and_then_does_not_count_before_a_later_one(busy: Acme) -> None:
    fill_in(busy, busy.goals["reorder"], value="44", on="2026-11-10")
    assert CheckIn.objects.filter(value=44).get().at.date() == date(2026, 11, 10)
    assert busy.fresh(busy.goals["reorder"]).current_value == D("47.2")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"value": "fifty"}, "is not a number"),
        ({"value": "50", "on": "2026-12-24"}, "cannot lie in the future"),
        ({"value": "50", "on": "2026-09-01"}, "cannot lie before the start"),
        ({"value": "50", "confidence": "11"}, "less than or equal to 10"),
        ({"value": "50", "status": "splendid"}, "Select a valid choice"),
        ({"value": "NaN"}, "is not a number"),
        ({"value": "50", "note": "a\x00b"}, "Null characters"),
    ],
)
def test_a_mistake_stands_beside_its_field_and_nothing_typed_is_lost(
    busy: Acme, fields: dict[str, str], sentence: str
) -> None:
    before = CheckIn.objects.count()
    answer = fill_in(busy, busy.goals["reorder"], **{"note": "Keep these words.", **fields})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert "Keep these words." in text or "note" in fields
    assert CheckIn.objects.count() == before


def test_a_roll_up_is_stopped_only_when_asked(busy: Acme) -> None:
    refused = fill_in(busy, busy.goals["brand"], value="80")
    assert refused.status_code == 422
    assert "stop the roll-up" in refused.content.decode()
    assert fill_in(busy, busy.goals["brand"], value="80", override="once").status_code == 303
    page = busy.web(busy.maya).get(busy.url(f"goals/{busy.goals['brand'].pk}")).content.decode()
    assert "Set by hand until something below moves. What stands below would give 68" in page
    assert fill_in(busy, busy.goals["brand"], value="80", override="kept").status_code == 303
    stopped = busy.fresh(busy.goals["brand"])
    assert (stopped.progress_mode, stopped.current_value) == ("manual", D(80))
    page = busy.web(busy.maya).get(busy.url(f"goals/{stopped.pk}")).content.decode()
    assert "Set by hand. What stands below would give 68" in page
    busy.web(busy.maya).post(busy.url(f"goals/{stopped.pk}/roll-up"))
    assert busy.fresh(stopped).is_rolled_up


@pytest.mark.parametrize("end", ["closed", "postponed"])
def test_closed_and_postponed_lead_to_the_closing_panel_with_what_was_typed(busy: Acme, end: str) -> None:
    """okrs §7, §9.1: nothing is checked in and nothing ends before the panel is sent."""
    goal, before = busy.goals["reorder"], CheckIn.objects.count()
    answer = fill_in(busy, goal, status=end, value="50.5", note="The last shop signed.")
    form, text = answer.context["form"], answer.content.decode()
    assert answer.status_code == 200
    assert (form["ending"].value(), form["final_value"].value(), form["note"].value()) == (
        end, "50.5", "The last shop signed.",
    )  # fmt: skip
    assert f'action="{busy.url(f"goals/{goal.pk}/closure")}"' in text
    assert busy.fresh(goal).is_open
    assert CheckIn.objects.count() == before
    sent = {name: form[name].value() or "" for name in ("ending", "final_value", "note", "version")}
    assert busy.web(busy.maya).post(busy.url(f"goals/{goal.pk}/closure"), sent).status_code == 303
    ended = busy.fresh(goal)
    assert (ended.state, ended.current_value, ended.closing_note) == (end, D("50.5"), "The last shop signed.")


def test_who_may_check_in_but_not_close_is_not_offered_an_end(busy: Acme) -> None:
    """okrs §2.5, §7: the check-in owner checks in, and does not close."""
    goal = busy.goals["reorder"]
    actions.edit(goal, {"check_in_owner": busy.cy.pk}, by=busy.actor(busy.maya))
    form = busy.web(busy.cy).get(busy.url(f"goals/{goal.pk}/check-ins/new")).context["form"]
    assert not {"closed", "postponed"} & dict(form.fields["status"].choices).keys()
    answer = busy.web(busy.cy).post(busy.url(f"goals/{goal.pk}/check-ins"), {"status": "closed", "value": "50"})
    assert answer.status_code == 422
    assert busy.fresh(goal).is_open


def test_one_corrects_ones_own_check_in_and_it_says_so(busy: Acme) -> None:
    row = latest(busy.goals["reorder"])
    address = busy.url(f"check-ins/{row.pk}")
    assert "Spring catalogue" in busy.web(busy.maya).get(address).content.decode()
    fields = {"value": "47.5", "status": "on_track", "note": "Ten shops."}
    assert busy.web(busy.maya).post(address, fields).status_code == 303
    assert busy.fresh(busy.goals["reorder"]).current_value == D("47.5")
    stream = busy.web(busy.cy).get(busy.url(f"goals/{busy.goals['reorder'].pk}/stream")).content.decode()
    assert "edited" in stream
    assert "Ten shops." in stream
    assert "Correct" not in stream


def test_a_correction_that_makes_no_sense_is_refused_beside_its_field(busy: Acme) -> None:
    row = latest(busy.goals["reorder"])
    answer = busy.web(busy.maya).post(busy.url(f"check-ins/{row.pk}"), {"value": "x", "status": "on_track"})
    assert answer.status_code == 422
    assert "is not a number" in answer.content.decode()


def test_others_check_ins_are_not_ones_own_to_change(busy: Acme) -> None:
    row = latest(busy.goals["guides"])
    address = busy.url(f"check-ins/{row.pk}")
    fields = {"value": "70", "status": "on_track"}
    answer = busy.web(busy.maya).post(address, fields)
    assert answer.status_code == 403
    assert "Jonas Okafor" in answer.content.decode()
    assert busy.web(busy.ada).post(address, fields).status_code == 303
    assert busy.fresh(busy.goals["guides"]).current_value == D(70)


def test_taking_a_check_in_back_asks_first_without_a_script(busy: Acme) -> None:
    row = latest(busy.goals["reorder"])
    address = busy.url(f"check-ins/{row.pk}/deletion")
    assert "counts again" in busy.web(busy.maya).get(address).content.decode()
    for _time in range(2):
        assert busy.web(busy.maya).post(address).status_code == 303
    assert busy.fresh(busy.goals["reorder"]).current_value == D("46.1")
    assert busy.web(busy.maya).get(address).status_code == 404


def test_on_the_page_of_the_goal_itself_a_check_in_draws_the_page_anew(busy: Acme) -> None:
    address = busy.url(f"goals/{busy.goals['reorder'].pk}")
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{address}"}
    answer = busy.web(busy.maya).post(f"{address}/check-ins", {"value": "50", "status": ""}, headers=headers)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, address)


def test_what_a_correction_changed_is_kept_in_the_history(busy: Acme) -> None:
    """okrs §7 (REC): "edited" label with history: who, what it said before, what it says now."""
    row = latest(busy.goals["reorder"])
    fields = {"value": "48", "status": "behind", "note": "Nine shops."}
    busy.web(busy.maya).post(busy.url(f"check-ins/{row.pk}"), fields)
    address = busy.url(f"goals/{busy.goals['reorder'].pk}/stream?show=changes")
    text = " ".join(busy.web(busy.cy).get(address).content.decode().split())
    assert "<b>Maya Lind</b> edited a check-in" in text
    assert "<del>47.2</del> → <ins>48</ins>" in text
