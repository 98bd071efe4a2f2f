"""Tags: who makes them, what looks like one, renaming, merging, archiving, deleting (spec okrs §12)."""

from __future__ import annotations

import pytest

from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions, verify
from cairn.goals.models import Goal, GoalTag, GoalVersion, Tag
from cairn.goals.queries.tags import listed_tags, suggested
from cairn.goals.tag_names import key, near
from cairn.goals.tests.quarter import Quarter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("marketingteam", "Marketing"),
        ("mktg", "Marketing"),
        ("mktg", "marketing-team"),
        ("Märketing", "marketing"),
        ("go to market", "Go-to-market"),
        ("customer", "Customers"),
        ("reliabilty", "reliability"),
        ("Sales Dept", "sales"),
    ],
)
def test_what_means_the_same_is_near(name: str, other: str) -> None:
    assert near(name, [other, "Finance"]) == [other]
    assert near(other, [name, "Finance"]) == [name]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("2026", "2027"), ("q1", "q2"), ("north", "south"), ("hr", "human"), ("team", "teal"), ("go", "goal"),
        ("sales", "scale"), ("ops", "tops"), ("", "x"), ("!!!", "???"),
    ],
)  # fmt: skip
def test_what_means_something_else_is_not(name: str, other: str) -> None:
    assert near(name, [other]) == []
    assert near(other, [name]) == []


def test_the_key_of_a_name_is_what_case_accents_and_signs_leave() -> None:
    assert key("Naïve – North!") == "naivenorth"


def tagged(quarter: Quarter, *names: str, goal: Goal | None = None, by: str = "Ada") -> Goal:
    return actions.edit(goal or quarter.win, {"tags": list(names)}, by=quarter.actor(by))


def tags_of(goal: Goal) -> list[str]:
    return list(Tag.objects.filter(goal_links__goal=goal).order_by("name").values_list("name", flat=True))


def tag(name: str) -> Tag:
    found: Tag = Tag.objects.get(name=name)
    return found


def test_renaming_shows_everywhere_and_only_once_in_any_case(quarter: Quarter) -> None:
    tagged(quarter, "north", "south")
    ada = quarter.actor("Ada")
    actions.edit_tag(tag("north"), by=ada, name="North", colour="blue")
    assert tags_of(quarter.win) == ["North", "south"]
    with pytest.raises(Refused, match="Merge them") as refused:
        actions.edit_tag(tag("south"), by=ada, name="NORTH", colour="")
    assert refused.value.field == "name"
    before = Event.objects.count()
    actions.edit_tag(tag("North"), by=ada, name="North", colour="blue")
    assert Event.objects.count() == before


@pytest.mark.parametrize("name", ["", "  ", "a" * 51, "a\x00b", "a\ud800", "a, b"])
def test_names_that_cannot_be_kept_are_refused(quarter: Quarter, name: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.create_tag(name, by=quarter.actor("Ada"))
    assert refused.value.field == "name"


def test_merging_leaves_one_tag_on_each_goal(quarter: Quarter) -> None:
    tagged(quarter, "marketing", "mktg")
    tagged(quarter, "mktg", goal=quarter.shops)
    version = quarter.fresh(quarter.shops).version
    actions.merge_tags(tag("mktg"), tag("marketing"), by=quarter.actor("Ada"))
    assert tags_of(quarter.win) == tags_of(quarter.shops) == ["marketing"]
    assert GoalTag.objects.count() == 2
    assert quarter.fresh(quarter.shops).version == version + 1
    assert GoalVersion.objects.get(goal=quarter.shops, valid_to=None).structure["tags"] == [str(tag("marketing").pk)]
    assert list(verify.differences()) == []


def test_a_tag_is_not_merged_into_itself(quarter: Quarter) -> None:
    tagged(quarter, "north")
    with pytest.raises(Refused, match="into itself"):
        actions.merge_tags(tag("north"), tag("north"), by=quarter.actor("Ada"))
    assert tags_of(quarter.win) == ["north"]


def test_deleting_takes_a_tag_from_everything(quarter: Quarter) -> None:
    tagged(quarter, "north", "south")
    actions.delete_tag(tag("north"), by=quarter.actor("Ada"))
    assert tags_of(quarter.win) == ["south"]


def test_an_archived_tag_stays_where_it_is_and_comes_nowhere_else(quarter: Quarter) -> None:
    tagged(quarter, "north")
    actions.archive_tag(tag("north"), by=quarter.actor("Ada"))
    tagged(quarter, "north", "more")
    with pytest.raises(Refused, match="archived") as refused:
        tagged(quarter, "north", goal=quarter.shops)
    assert refused.value.field == "tags"
    assert suggested("nor", quarter.actor("Ada")) == []
    actions.archive_tag(tag("north"), by=quarter.actor("Ada"), archived=False)
    tagged(quarter, "north", goal=quarter.shops)


def test_who_may_make_tags(quarter: Quarter) -> None:
    ada, tom = quarter.actor("Ada"), quarter.actor("Tom")
    tagged(quarter, "one", goal=quarter.shops, by="Tom")
    actions.set_tag_rules(by=ada, who="admins")
    with pytest.raises(Denied) as denied:
        tagged(quarter, "one", "two", goal=quarter.shops, by="Tom")
    assert denied.value.field == "tags"
    tagged(quarter, "one", "three", goal=quarter.shops, by="Ada")
    actions.set_tag_rules(by=ada, who="listed", people=[tom.member_id])
    tagged(quarter, "one", "four", goal=quarter.shops, by="Tom")
    actions.set_tag_rules(by=ada, who="anyone", listed=True)
    with pytest.raises(Denied):
        tagged(quarter, "five", goal=quarter.shops, by="Tom")
    assert tags_of(quarter.shops) == ["four", "one"]


@pytest.mark.parametrize("rules", [{"who": "x"}, {"who": "listed"}])
def test_rules_that_make_no_sense_are_refused(quarter: Quarter, rules: dict[str, str]) -> None:
    with pytest.raises(Refused):
        actions.set_tag_rules(by=quarter.actor("Ada"), **rules)


def test_only_admins_keep_the_list(quarter: Quarter) -> None:
    tagged(quarter, "north", "south")
    tom = quarter.actor("Tom")
    for attempt in (
        lambda: actions.edit_tag(tag("north"), by=tom, name="x", colour=""),
        lambda: actions.merge_tags(tag("north"), tag("south"), by=tom),
        lambda: actions.archive_tag(tag("north"), by=tom),
        lambda: actions.delete_tag(tag("north"), by=tom),
        lambda: actions.set_tag_rules(by=tom, who="anyone"),
    ):
        with pytest.raises(Denied):
            attempt()


def test_the_list_counts_uses_and_names_twins(quarter: Quarter) -> None:
    tagged(quarter, "marketing", "north")
    tagged(quarter, "mktg", "north", goal=quarter.shops)
    actions.delete(quarter.shops, by=quarter.actor("Ada"))
    quarter.goal("Secret", by="Tom", entity="individual", privacy="listed", viewers=[], tags=["north"])
    found = {row.tag.name: (row.uses, row.twins) for row in listed_tags(quarter.actor("Ada"))}
    assert found == {"marketing": (1, ("mktg",)), "mktg": (0, ("marketing",)), "north": (1, ())}


def test_suggestions_complete_the_last_tag_and_leave_out_what_is_there(quarter: Quarter) -> None:
    tagged(quarter, "north", "northern lights")
    tom = quarter.actor("Tom")
    assert suggested("north", tom) == ["north", "northern lights"]
    assert suggested("south, nor", tom) == ["south, north", "south, northern lights"]
    assert suggested("north, nor", tom) == ["north, northern lights"]


def test_the_form_asks_before_it_makes_a_second_name_of_a_tag(quarter: Quarter) -> None:
    tagged(quarter, "Marketing")
    client = quarter.world.client("Ada")
    data = {
        "kind": "objective", "title": "Be seen", "entity": "organization", "period": quarter.period.pk,
        "nature": "aspirational", "measure": "percent", "progress_mode": "rollup", "status_rule": "progress",
        "privacy": "everyone", "tags": "mktg, north",
    }  # fmt: skip
    answer = client.post("/o/acme/goals/new", data)
    assert answer.status_code == 422
    assert "“mktg” looks like “Marketing”." in answer.content.decode()
    assert 'name="new_tags"' in answer.content.decode()
    assert client.post("/o/acme/goals/new", {**data, "new_tags": "on"}).status_code == 303
    assert tags_of(Goal.objects.get(title="Be seen")) == ["mktg", "north"]


def test_the_pages_of_tags(quarter: Quarter) -> None:
    tagged(quarter, "north", "south")
    client = quarter.world.client("Ada")
    assert client.post("/o/acme/tags", {"name": "NORTH"}).status_code == 422
    assert client.post("/o/acme/tags", {"name": "west", "colour": "red"}).status_code == 303
    assert "west" in client.get("/o/acme/tags").content.decode()
    address = f"/o/acme/tags/{tag('south').pk}"
    assert client.get(address).status_code == 200
    assert client.post(address, {"name": "", "colour": ""}).status_code == 422
    assert client.post(f"{address}/merge", {"into": tag("south").pk}).status_code == 422
    assert client.post(f"{address}/merge", {"into": "x"}).status_code == 422
    assert client.post(f"{address}/merge", {"into": tag("north").pk}).status_code == 303
    address = f"/o/acme/tags/{tag('north').pk}"
    assert client.post(f"{address}/archive").status_code == 303
    assert "Offer it again" in client.get("/o/acme/tags").content.decode()
    assert client.post(f"{address}/archive", {"_method": "delete"}).status_code == 303
    assert client.post(f"{address}/deletion").status_code == 303
    assert client.get("/o/acme/tags/rules").status_code == 200
    assert client.post("/o/acme/tags/rules", {"who": "listed"}).status_code == 422
    assert client.post("/o/acme/tags/rules", {"who": "admins"}).status_code == 303
    assert quarter.world.client("Tom").get("/o/acme/tags").status_code == 403
    assert '<option value="west">' in client.get("/o/acme/tags/options?tags=we").content.decode()
