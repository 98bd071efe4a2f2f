"""The drafting table, a draft, and the library of templates, as pages (okrs §4.3, §21.2)."""

from __future__ import annotations

import re
from typing import Any

from django.utils.html import escape

from cairn.coach.guidance import METRIC_QUESTIONS, NO_OBJECTIVES, PITFALLS
from cairn.coach.models import Draft
from cairn.coach.tests.test_drafts import drafted
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter

HX = {"HX-Request": "true"}


def filled(**more: Any) -> dict[str, Any]:
    """The form of a draft with one key result."""
    return {
        "title": "Become loved in the north", "why": "It pays.", "nature": "aspirational", "kr_title": ["Open shops"],
        "kr_kind": ["move"], "kr_start": ["1"], "kr_target": ["4"], "kr_unit": ["shops"], "kr_origin": ["hand"],
    } | more  # fmt: skip


def test_from_an_empty_table_to_an_objective(quarter: Quarter) -> None:
    client = quarter.world.client("Ada")
    assert "The table is empty" in client.get("/o/acme/drafts").content.decode()
    page = client.post("/o/acme/drafts", {"begin": "1"})["Location"]
    assert client.post(page, filled()).status_code == 303
    assert not Goal.objects.filter(title="Become loved in the north").exists()
    made = client.post(page, filled(then="create"))["Location"]
    assert "Become loved in the north" in client.get(made).content.decode()
    assert "Created from here" in client.get("/o/acme/drafts").content.decode()


def test_a_number_that_is_none_is_said_at_the_key_results_and_everything_stays(quarter: Quarter) -> None:
    draft = drafted(quarter)
    answer = quarter.world.client("Ada").post(
        f"/o/acme/drafts/{draft.pk}", filled(kr_start=["many"], why="A long why")
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "“many” is not a number" in text
    assert "A long why" in text
    assert 'value="many"' in text
    assert Draft.objects.get().why == "It pays."


def test_what_is_missing_at_creation_is_said_and_kept_as_a_draft(quarter: Quarter) -> None:
    draft = drafted(quarter)
    answer = quarter.world.client("Ada").post(f"/o/acme/drafts/{draft.pk}", filled(kr_target=[""], then="create"))
    assert answer.status_code == 422
    assert "Key result 1: Say up to where it is to go." in answer.content.decode()


def test_the_notes_follow_what_is_typed_and_save_nothing(quarter: Quarter) -> None:
    draft = drafted(quarter)
    path = f"/o/acme/drafts/{draft.pk}/notes"
    text = quarter.world.client("Ada").post(path, filled(title="Reach 5 million"), headers=HX).content.decode()
    assert "reads like a key result" in text
    assert "<meter" in text
    assert Draft.objects.get().title == "Become loved in the north"
    assert quarter.world.client("Ben").post(path, filled(), headers=HX).status_code == 404


def test_odd_input_is_answered(quarter: Quarter) -> None:
    draft = drafted(quarter)
    client = quarter.world.client("Ada")
    odd = filled(title="\x00", kr_title=["a\x00"] * 20, kr_start=["9" * 100], parent="x", owner="?", version="-9")
    assert client.post(f"/o/acme/drafts/{draft.pk}", odd).status_code == 422
    assert client.post(f"/o/acme/drafts/{draft.pk}/notes", odd, headers=HX).status_code == 200
    assert client.get("/o/acme/drafts?period=x").status_code == 200


def test_the_five_questions_keep_their_answers(quarter: Quarter) -> None:
    """okrs §21.2: the five Ps."""
    client = quarter.world.client("Ada")
    asked = client.get("/o/acme/drafts").content.decode()
    assert all(p in asked for p in ("Profit", "Product or service", "People", "Promotion", "Progress"))
    client.post("/o/acme/drafts", {"ideas": "1", "people": "Fewer night shifts"})
    text = client.get("/o/acme/drafts").content.decode()
    assert "Fewer night shifts" in text
    assert "Draft from People" in text


def test_a_draft_is_read_again_with_five_questions_that_stay_ticked(quarter: Quarter) -> None:
    """okrs §21.2: focus, alignment, tracking, transparency, stretch."""
    client = quarter.world.client("Ada")
    page = client.post("/o/acme/drafts", {"begin": "1"})["Location"]
    client.post(page, filled(superpowers=["focus", "stretch"]))
    text = client.get(page).content.decode()
    found = re.findall(r'name="superpowers" value="(\w+)"[^>]*?( checked)?>', text)
    ticked = {"focus", "stretch"}
    assert found == [
        (word, " checked" if word in ticked else "")
        for word in ("focus", "alignment", "tracking", "transparency", "stretch")
    ]


def test_the_library_is_searched_and_a_template_taken(quarter: Quarter) -> None:
    client = quarter.world.client("Ada")
    assert "Let every screen feel" in client.get("/o/acme/templates").content.decode()
    found = client.get("/o/acme/templates?q=shared+parts", headers=HX).content.decode()
    assert "Let every screen feel" in found
    assert "Win customers" not in found
    assert "No template fits" in client.get("/o/acme/templates?q=xyzzy").content.decode()
    sent = {"place": "organization", "period": str(quarter.period.pk)}
    where = client.post("/o/acme/templates/design-system", sent)["Location"]
    assert "Let every screen feel" in client.get(where).content.decode()
    assert client.get("/o/acme/templates/no-such").status_code == 404


def test_a_template_goes_only_where_one_may_write(quarter: Quarter) -> None:
    sent = {"place": f"individual:{quarter.world.members['Max'].pk}", "period": str(quarter.period.pk)}
    assert quarter.world.client("Cy").post("/o/acme/templates/design-system", sent).status_code == 422
    assert "Use it" not in quarter.world.client("Olive").get("/o/acme/templates/design-system").content.decode()
    assert not Draft.objects.exists()


def test_a_draft_is_thrown_away(quarter: Quarter) -> None:
    draft = drafted(quarter)
    path = f"/o/acme/drafts/{draft.pk}/deletion"
    assert quarter.world.client("Ben").post(path).status_code == 404
    assert quarter.world.client("Ada").post(path).status_code == 303
    assert not Draft.objects.exists()


def test_the_questions_for_who_writes_stand_where_one_writes(quarter: Quarter) -> None:
    """okrs §21.2: about metrics, what is no objective, the pitfalls."""
    client = quarter.world.client("Ada")
    table = client.get("/o/acme/drafts").content.decode()
    for line in (*NO_OBJECTIVES, *PITFALLS):
        assert escape(str(line)) in table
    draft = client.get(f"/o/acme/drafts/{drafted(quarter).pk}").content.decode()
    for line in METRIC_QUESTIONS:
        assert escape(str(line)) in draft
