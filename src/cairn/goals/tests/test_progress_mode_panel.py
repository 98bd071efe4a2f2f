"""The mark of where a number comes from, left of the bar, and the panel that changes it (spec okrs §5.3)."""

from __future__ import annotations

from decimal import Decimal

from cairn.goals import actions
from cairn.goals.models import Goal
from cairn.goals.tests.cast import Acme


def page(acme: Acme, member: object) -> str:
    return acme.web(member).get(acme.url("company")).content.decode()  # type: ignore[arg-type]


def choose(acme: Acme, goal: Goal, mode: str):  # type: ignore[no-untyped-def]
    return acme.web(acme.maya).post(acme.url(f"goals/{goal.pk}/progress-mode"), {"progress_mode": mode})


def test_what_moves_by_itself_says_so_and_leads_to_the_panel_for_who_may_edit(busy: Acme) -> None:
    link = f'href="/o/acme/goals/{busy.goals["grow"].pk}/progress-mode"'
    owner, stranger = page(busy, busy.ada), page(busy, busy.cy)
    assert link in owner
    assert 'title="Roll-up from below"' in stranger
    assert link not in stranger


def test_a_key_result_that_is_checked_in_has_no_mark(busy: Acme) -> None:
    goal = busy.goals["reorder"]
    text = busy.web(busy.maya).get(busy.url(f"company?view=list&owner={busy.maya.pk}")).content.decode()
    assert goal.title in text
    assert f"{goal.pk}/progress-mode" not in text


def test_the_panel_changes_it_and_the_roll_up_stops(busy: Acme) -> None:
    brand = busy.goals["brand"]
    asked = busy.web(busy.maya).get(busy.url(f"goals/{brand.pk}/progress-mode")).content.decode()
    assert "Tasks that are done" not in asked  # only projects count tasks
    assert choose(busy, brand, "manual").status_code == 303
    assert busy.fresh(brand).progress_mode == "manual"


def test_going_back_to_what_was_stopped_by_hand_resumes_it(busy: Acme) -> None:
    """Okrs §5.3: "Resume" restores automatic values and mode."""
    brand, before = busy.goals["brand"], busy.fresh(busy.goals["brand"]).progress
    actions.check_in(brand, by=busy.actor(busy.maya), value=Decimal(90), override="kept")
    assert busy.fresh(brand).progress == 90
    assert choose(busy, brand, "rollup").status_code == 303
    resumed = busy.fresh(brand)
    assert (resumed.progress, resumed.progress_mode, resumed.automatic_mode) == (before, "rollup", "")


def test_what_makes_no_sense_is_refused(busy: Acme) -> None:
    for mode in ("", "tasks", "magic"):
        assert choose(busy, busy.goals["brand"], mode).status_code == 422
    assert busy.fresh(busy.goals["brand"]).progress_mode == "rollup"


def test_who_may_not_edit_is_told_who_can(busy: Acme) -> None:
    answer = busy.web(busy.cy).get(busy.url(f"goals/{busy.goals['brand'].pk}/progress-mode"))
    assert answer.status_code == 403
    assert "Maya Lind" in answer.content.decode()
