"""The form that creates: it works, keeps what was typed, and says next to the field what is wrong (okrs §4.3)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from cairn.goals.models import Goal
from cairn.goals.tests.cast import Acme


def filled(acme: Acme, **more: Any) -> dict[str, Any]:
    """What the form sends for a plain key result."""
    return {
        "kind": "key_result", "title": "Win ten shops", "entity": "organization", "period": str(acme.quarter.pk),
        "nature": "aspirational", "measure": "percent", "progress_mode": "manual", "status_rule": "progress",
        "privacy": "everyone", "owners": [str(acme.maya.pk)],
    } | more  # fmt: skip


def test_a_metric_key_result_is_created_under_its_objective(busy: Acme) -> None:
    sent = filled(
        busy, measure="increase", start_value="1,200.5", target="2000", unit="k€", tags="Sales, North",
        parents=[str(busy.goals["brand"].pk)], description="Why it matters",
    )  # fmt: skip

    answer = busy.web(busy.maya).post(busy.url("goals/new"), sent)

    made = Goal.objects.get(title="Win ten shops")
    assert answer.status_code == 303
    assert answer["Location"].endswith(f"/goals/{made.pk}")
    assert (made.start_value, made.target_value, made.unit) == (Decimal("1200.5"), Decimal(2000), "k€")
    assert [link.parent_id for link in made.parent_links.all()] == [busy.goals["brand"].pk]
    assert {link.tag.name for link in made.tag_links.all()} == {"Sales", "North"}


def test_numbers_of_another_measure_that_were_left_in_the_form_do_not_count(busy: Acme) -> None:
    busy.web(busy.maya).post(busy.url("goals/new"), filled(busy, measure="stay_below", target="4", low="1", high="2"))

    made = Goal.objects.get(title="Win ten shops")
    assert (made.metric_kind, made.target_value, made.low) == ("stay_below", Decimal(4), None)


def test_phased_targets_are_kept_in_order(busy: Acme) -> None:
    phases = {"phases_date": ["2026-10-31", "2026-11-30", ""], "phases_value": ["20", "50", ""]}

    busy.web(busy.maya).post(busy.url("goals/new"), filled(busy, measure="reach", target="100", **phases))

    made = Goal.objects.get(title="Win ten shops")
    assert [(phase["date"], Decimal(phase["value"])) for phase in made.phases] == [
        ("2026-10-31", 20), ("2026-11-30", 50),
    ]  # fmt: skip


def test_a_missing_target_is_said_beside_it_and_nothing_typed_is_lost(busy: Acme) -> None:
    sent = filled(busy, measure="increase", start_value="3", unit="shops", description="A long thought")

    answer = busy.web(busy.maya).post(busy.url("goals/new"), sent)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter a target." in text
    assert "A long thought" in text
    assert not Goal.objects.filter(title="Win ten shops").exists()


def test_htmx_gets_the_form_alone_when_something_is_wrong(busy: Acme) -> None:
    answer = busy.web(busy.maya).post(busy.url("goals/new"), filled(busy, title=""), headers={"HX-Request": "true"})

    assert answer.status_code == 422
    assert "<html" not in answer.content.decode()


def test_odd_ids_and_words_for_numbers_are_errors_and_not_failures(busy: Acme) -> None:
    odd = filled(busy, owners=["me"], period="soon", measure="reach", target="twelve", phases_date=["x"], version="a")

    answer = busy.web(busy.maya).post(busy.url("goals/new"), odd | {"phases_value": ["1"]})

    assert answer.status_code == 422
    assert "“twelve” is not a number." in answer.content.decode()


def test_the_form_starts_from_the_page_and_the_parent_one_comes_from(busy: Acme) -> None:
    brand = busy.goals["brand"]

    form = busy.web(busy.jonas).get(busy.url(f"goals/new?kind=key_result&parent={brand.pk}")).context["form"]

    assert form["kind"].value() == "key_result"
    assert form["measure"].value() == "increase"
    assert form.given_uuids("parents") == [brand.pk]
    assert form.given_uuids("owners") == [busy.jonas.pk]


def test_a_look_up_without_a_script_shows_matches_and_saves_nothing(busy: Acme) -> None:
    sent = filled(busy, look="owners", words_owners="jon")

    text = busy.web(busy.maya).post(busy.url("goals/new"), sent).content.decode()

    assert "Jonas Okafor" in text
    assert "Win ten shops" in text
    assert not Goal.objects.filter(title="Win ten shops").exists()


def test_an_observer_is_told_who_can_help(busy: Acme) -> None:
    answer = busy.web(busy.olga).get(busy.url("goals/new"))

    assert answer.status_code == 403
    assert "Ada Kaya" in answer.content.decode()


def test_stages_at_the_end_of_each_month_come_at_a_button_and_are_not_saved_yet(busy: Acme) -> None:
    """Okrs §5.7: a default set of evenly spaced stages with linear values, to be edited."""
    sent = filled(busy, measure="increase", start_value="0", target="90", look="phases:month")

    answer = busy.web(busy.maya).post(busy.url("goals/new"), sent)

    assert answer.status_code == 200
    rows = answer.context["form"].data
    assert rows.getlist("phases_date") == ["2026-10-31", "2026-11-30", "2026-12-31"]
    assert rows.getlist("phases_value") == ["30", "59", "90"]
    assert not Goal.objects.filter(title="Win ten shops").exists()


def test_without_a_target_there_is_nothing_to_spread(busy: Acme) -> None:
    sent = filled(busy, measure="increase", target="many", look="phases:week", phases_value=["7"], phases_date=[""])

    answer = busy.web(busy.maya).post(busy.url("goals/new"), sent)

    assert answer.status_code == 200
    assert answer.context["form"].data.getlist("phases_value") == ["7"]
