"""Drafts count nowhere, are seen by whom they should, and become an objective all or not at all (decision 20)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cairn.coach import actions, drafting
from cairn.coach.models import Draft, Ideas, NumberSource, Sufficiency
from cairn.coach.templates_library import by_id
from cairn.core.errors import Conflict, Denied, Refused, Stale
from cairn.core.models import Event
from cairn.goals import actions as goals
from cairn.goals.models import Entity, Goal
from cairn.goals.queries.tree import Place
from cairn.goals.tests.quarter import Quarter

COMPANY = Place(Entity.ORGANIZATION)


def row(title: str, start: str = "1", target: str = "4", unit: str = "shops", **more: str) -> dict[str, str]:
    """A line of the key results."""
    return {
        "title": title,
        "kind": "move",
        "start": start,
        "target": target,
        "unit": unit,
        "origin": "unknown",
    } | more


ROWS = [
    row("Open shops"),
    row("Cut returns", "9", "4.5", "%", origin="app"),
    row("Rating", "3", "", "", kind="baseline"),
]


def drafted(quarter: Quarter, name: str = "Ada", place: Place = COMPANY, **fields: Any) -> Draft:
    """A draft with three key results."""
    by = quarter.actor(name)
    draft = actions.begin_draft(place, quarter.period, by=by, title="Become loved in the north")
    return actions.edit_draft(draft, {"why": "It pays.", "key_results": ROWS, **fields}, by=by)  # type: ignore[typeddict-item]


def test_a_draft_counts_nowhere(quarter: Quarter) -> None:
    before = Goal.objects.count()
    drafted(quarter)
    assert Goal.objects.count() == before
    text = quarter.world.client("Ada").get("/o/acme/company").content.decode()
    assert "Become loved" not in text
    assert "Become loved" not in quarter.world.client("Ada").get("/o/acme/search?q=loved").content.decode()


def test_only_its_author_sees_a_draft_until_it_lies_on_the_table(quarter: Quarter) -> None:
    draft = drafted(quarter)
    path = f"/o/acme/drafts/{draft.pk}"
    assert quarter.world.client("Ada").get(path).status_code == 200
    assert quarter.world.client("Ben").get(path).status_code == 404
    assert "Become loved" not in quarter.world.client("Ben").get("/o/acme/drafts").content.decode()
    actions.edit_draft(draft, {"is_shared": True}, by=quarter.actor("Ada"))
    assert quarter.world.client("Olive").get(path).status_code == 200
    assert "Become loved" in quarter.world.client("Ben").get("/o/acme/drafts").content.decode()


def test_a_shared_draft_is_changed_by_whoever_may_write_there(quarter: Quarter) -> None:
    draft = drafted(quarter, is_shared=True)
    actions.edit_draft(draft, {"title": "Become loved"}, by=quarter.actor("Ben"))
    with pytest.raises(Denied):
        actions.edit_draft(draft, {"title": "Become hated"}, by=quarter.actor("Olive"))
    assert Draft.objects.get().title == "Become loved"


def test_nobody_drafts_where_nothing_may_be_created(quarter: Quarter) -> None:
    max_ = quarter.world.members["Max"].pk
    with pytest.raises(Denied):
        actions.begin_draft(COMPANY, quarter.period, by=quarter.actor("Olive"))
    with pytest.raises(Denied):
        actions.begin_draft(Place(Entity.INDIVIDUAL, max_), quarter.period, by=quarter.actor("Cy"))
    assert (
        actions.begin_draft(Place(Entity.INDIVIDUAL, max_), quarter.period, by=quarter.actor("Max")).member_id == max_
    )


def test_it_becomes_an_objective_with_its_key_results(quarter: Quarter) -> None:
    answers = {"necessary": "yes", "sufficient": "yes"}
    draft = drafted(quarter, answers=answers, parent=None, owner=quarter.world.members["Ben"])
    made = actions.create_from_draft(draft, by=quarter.actor("Ada"))
    below = list(Goal.objects.filter(parent_links__parent=made).order_by("rank"))
    assert (made.title, made.description, made.period_id) == (
        "Become loved in the north",
        "It pays.",
        quarter.period.pk,
    )
    assert [(each.title, each.metric_kind, each.start_value, each.target_value) for each in below] == [
        ("Open shops", "increase", Decimal(1), Decimal(4)), ("Cut returns", "decrease", Decimal(9), Decimal("4.5")),
        ("Rating", "baseline", None, None),
    ]  # fmt: skip
    assert {member.name for each in below for member in [each.ownerships.get().member]} == {"Ben"}
    assert NumberSource.objects.get().goal_id == below[1].pk
    assert Sufficiency.objects.get().goal_id == made.pk
    assert Draft.objects.get().became_id == made.pk
    assert Event.objects.filter(kind="draft.created").count() == 1


def test_it_becomes_one_only_once(quarter: Quarter) -> None:
    draft = drafted(quarter)
    actions.create_from_draft(draft, by=quarter.actor("Ada"))
    for again in (actions.create_from_draft, actions.discard_draft):
        with pytest.raises(Conflict):
            again(draft, by=quarter.actor("Ada"))
    assert Goal.objects.filter(title="Become loved in the north").count() == 1


@pytest.mark.parametrize(
    "broken",
    [row("Shops", "1", ""), row("Shops", "", "4"), row("", "1", "4"), row("Shops", "4", "4"), row("Shops", "x", "4")],
)
def test_one_key_result_that_is_not_ready_keeps_everything_back(quarter: Quarter, broken: dict[str, str]) -> None:
    draft = drafted(quarter, key_results=[*ROWS, broken])
    before = Goal.objects.count()
    with pytest.raises(Refused) as refusal:
        actions.create_from_draft(draft, by=quarter.actor("Ada"))
    assert refusal.value.field == "key_results"
    assert "Key result 4" in refusal.value.sentence
    assert (Goal.objects.count(), Draft.objects.get().became_id) == (before, None)


def test_two_at_once_do_not_overwrite_each_other(quarter: Quarter) -> None:
    draft = drafted(quarter, is_shared=True)
    actions.edit_draft(draft, {"title": "Mine"}, by=quarter.actor("Ben"), expected_version=draft.version)
    with pytest.raises(Stale):
        actions.edit_draft(draft, {"title": "Yours"}, by=quarter.actor("Ada"), expected_version=draft.version)
    assert Draft.objects.get().title == "Mine"


def test_saving_the_same_changes_nothing(quarter: Quarter) -> None:
    draft = drafted(quarter)
    again = actions.edit_draft(draft, {"why": "It pays.", "key_results": ROWS}, by=quarter.actor("Ada"))
    assert again.version == draft.version


def test_a_private_objective_is_no_parent_to_a_stranger(quarter: Quarter) -> None:
    goals.edit(quarter.win, {"privacy": "listed"}, by=quarter.actor("Ada"))
    sales = Place(Entity.TEAM, quarter.world.teams["Sales"].pk)
    draft = drafted(quarter, "Max", sales, parent=quarter.win.pk)
    assert draft.parent_id is None
    assert "Win the north" not in quarter.world.client("Max").get(f"/o/acme/drafts/{draft.pk}").content.decode()


def test_what_people_write_in_a_draft_is_in_no_event(quarter: Quarter) -> None:
    drafted(quarter)
    said = [str(event.data) for event in Event.objects.filter(kind__startswith="draft.")]
    assert said
    assert not any("loved" in text or "pays" in text for text in said)


def test_a_template_is_put_onto_the_table_as_a_draft(quarter: Quarter) -> None:
    template = by_id("design-system")
    draft = actions.begin_draft(COMPANY, quarter.period, by=quarter.actor("Ada"), template=template)
    assert template is not None
    assert (draft.title, len(draft.key_results), draft.template) == (template.title, 3, "design-system")
    made = actions.create_from_draft(draft, by=quarter.actor("Ada"))
    assert Goal.objects.filter(parent_links__parent=made).count() == 3


def test_ideas_are_kept_for_a_table_and_period(quarter: Quarter) -> None:
    for _again in range(2):
        actions.note_ideas(COMPANY, quarter.period, {"people": "Fewer night shifts"}, by=quarter.actor("Ada"))
    assert Ideas.objects.get().texts["people"] == "Fewer night shifts"
    assert Event.objects.filter(kind="ideas.noted").count() == 1
    with pytest.raises(Denied):
        actions.note_ideas(COMPANY, quarter.period, {}, by=quarter.actor("Olive"))


def test_the_meter_counts_what_is_said(quarter: Quarter) -> None:
    """PLOT: process, level, owner, time."""
    draft = drafted(quarter)
    assert drafting.completeness_of(draft).done == 4
    draft.title, draft.owner = "", None
    assert drafting.completeness_of(draft).done == 2


def test_the_formula_lights_up_part_by_part(quarter: Quarter) -> None:
    draft = drafted(quarter, title="Love", why="", key_results=[])
    assert [is_there for _label, is_there in drafting.steps_of_formula(draft)] == [True, False, False, False]
    draft = drafted(quarter, key_results=ROWS)
    assert all(is_there for _label, is_there in drafting.steps_of_formula(draft))
