"""Teams, settings and words, in the browser (spec okrs §1, §2.2, §18)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.world import World

from cairn.organizations import actions
from cairn.organizations.models import Member, Organization, Team, TeamMember
from cairn.organizations.queries import teams as team_queries

TEAMS = "/o/acme/teams"
SETTINGS = {
    "name": "Acme", "time_zone": "Europe/Vienna", "join_policy": "open", "email_domains": "acme.example, acme.test",
    "default_account_type": "observer", "invite_policy": "everyone", "team_policy": "everyone",
}  # fmt: skip


def test_teams_stand_as_a_tree(world: World) -> None:
    rows = world.client("Cy").get(TEAMS).context["page"].rows
    assert [(row.name, row.level) for row in rows] == [
        ("Company", 0),
        ("Product", 1),
        ("Sales", 1),
        ("Sales North", 2),
    ]


def test_very_many_teams_come_page_by_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(team_queries, "PER_PAGE", 3)
    first = world.client("Max").get(TEAMS)
    assert [(row.name, row.level) for row in first.context["page"].rows] == [
        ("Company", 0),
        ("Product", 1),
        ("Sales", 1),
    ]
    assert 'rel="next"' in first.content.decode()
    last = world.client("Max").get(f"{TEAMS}?page=2")
    assert [(row.name, row.level) for row in last.context["page"].rows] == [("Sales North", 2)]
    assert 'rel="next"' not in last.content.decode()
    hits = world.client("Max").get(f"{TEAMS}?q=SALES&page=nonsense").context["page"]
    assert [row.name for row in hits.rows] == ["Sales", "Sales North"]


def test_a_team_is_created_and_asks_for_its_people(world: World) -> None:
    sent = {"name": "Support", "parent": str(world.teams["Sales"].pk), "owner": "Cy"}
    answer = world.client("Tom").post(TEAMS + "/new", sent)
    with world.enter():
        team = Team.objects.get(name="Support")
        assert team.parent_id == world.teams["Sales"].pk
        assert TeamMember.objects.get(team=team).member == world.members["Cy"]
    assert answer["Location"] == f"{TEAMS}/{team.pk}/members"


def test_a_taken_name_is_said_at_the_field(world: World) -> None:
    answer = world.client("Ada").post(TEAMS + "/new", {"name": "Sales"})
    assert answer.status_code == 422
    assert "A team of this name exists already." in answer.content.decode()


def test_the_page_offers_no_place_below_itself(world: World) -> None:
    form = world.client("Ada").get(f"{TEAMS}/{world.teams['Sales'].pk}/edit").context["form"]
    offered = {label for _value, label in form.fields["parent"].choices}
    assert "Company › Product" in offered
    assert not {label for label in offered if "Sales" in str(label)}


def test_saving_changes_words_and_place_at_once(world: World) -> None:
    sent = {"name": "Revenue", "parent": "", "type_label": "Department"}
    world.client("Ada").post(f"{TEAMS}/{world.teams['Sales'].pk}/edit", sent)
    sales = world.team("Sales")
    assert (sales.name, sales.parent_id, sales.type_label) == ("Revenue", None, "Department")


def test_somebody_is_added_promoted_and_taken_out(world: World) -> None:
    client, address = world.client("Tia"), f"{TEAMS}/{world.teams['Sales'].pk}/members"
    client.post(address, {"member": "Cy", "role": "member"})
    cy = f"{address}/{world.members['Cy'].pk}"
    client.post(cy, {"role": "admin"})
    with world.enter():
        assert TeamMember.objects.get(team=world.teams["Sales"], member=world.members["Cy"]).role == "admin"
    client.post(cy, {"_method": "delete"})
    with world.enter():
        assert not TeamMember.objects.filter(team=world.teams["Sales"], member=world.members["Cy"]).exists()


def adds(world: World, by: str, **sent: str) -> Any:
    data = {"role": "admin", "invites": "on"} | sent
    return world.client(by).post(f"{TEAMS}/{world.teams['Sales'].pk}/members", data)


def test_a_stranger_is_invited_into_the_team_where_that_is_ticked(world: World) -> None:
    """okrs §2.2: existing users by name or e-mail, strangers by a tick."""
    assert adds(world, "Ada", member="nia@acme.example").status_code == 303
    with world.enter():
        row = TeamMember.objects.get(team=world.teams["Sales"], member__email="nia@acme.example")
        assert (row.role, row.member.state) == ("admin", "pending")
        assert row.member.invitations.filter(state="open").exists()


@pytest.mark.parametrize(
    ("by", "sent", "said"),
    [
        ("Ada", {"member": "nia@acme.example", "invites": ""}, "Nobody here has this name or address."),
        ("Ada", {"member": "Nobody At All"}, "Nobody here has this name or address."),
        ("Ada", {"member": "nia@nowhere"}, "is not an e-mail address"),
        ("Tom", {"member": "nia@acme.example"}, "Nobody here has this name or address."),
    ],
)
def test_who_is_not_here_is_not_invited_by_mistake_nor_without_the_right(
    world: World, by: str, sent: dict[str, str], said: str
) -> None:
    answer = adds(world, by, **sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert sent["member"] in answer.content.decode()
    with world.enter():
        assert not Member.objects.filter(state="pending").exists()


def test_an_invited_observer_leads_no_team_and_is_not_half_invited(world: World) -> None:
    with world.enter():
        actions.update_organization(world.acme, by=world.actor("Ada"), default_account_type="observer")
    answer = adds(world, "Ada", member="nia@acme.example")
    assert answer.status_code == 422
    with world.enter():
        assert not Member.objects.filter(email="nia@acme.example").exists()


def test_archiving_and_bringing_back(world: World) -> None:
    client, sales = world.client("Tom"), world.teams["Sales"]
    client.post(f"{TEAMS}/{sales.pk}/archive")
    assert "1 archived team" in client.get(TEAMS).content.decode()
    assert "Bring it back" in client.get(f"{TEAMS}/{sales.pk}/members").content.decode()
    client.post(f"{TEAMS}/{sales.pk}/archive", {"_method": "delete"})
    assert world.team("Sales").archived_at is None


@pytest.mark.parametrize("noun", ["edit", "members", "archive", "deletion"])
def test_members_change_no_team(world: World, noun: str) -> None:
    sent = {"name": "Mine", "member": "Cy", "role": "admin"}
    assert world.client("Cy").post(f"{TEAMS}/{world.teams['Sales'].pk}/{noun}", sent).status_code == 403
    with world.enter():
        assert world.team("Sales").name == "Sales"
        assert TeamMember.objects.filter(team=world.teams["Sales"]).count() == 3


def test_settings_are_kept(world: World) -> None:
    assert world.client("Ben").post("/o/acme/settings", SETTINGS).status_code == 303
    acme = Organization.objects.get(slug="acme")
    assert (acme.time_zone, acme.join_policy, acme.email_domains) == (
        "Europe/Vienna", "open", ["acme.example", "acme.test"],
    )  # fmt: skip


def test_a_domain_that_is_none_is_said_at_its_field(world: World) -> None:
    answer = world.client("Ben").post("/o/acme/settings", SETTINGS | {"email_domains": "not a domain!"})
    assert answer.status_code == 422
    assert "is not a domain" in answer.content.decode()


def test_fields_that_are_not_on_the_page_are_not_written(world: World) -> None:
    world.client("Ben").post("/o/acme/settings", SETTINGS | {"slug": "stolen", "is_demo": "on"})
    acme = Organization.objects.get(pk=world.acme.pk)
    assert (acme.slug, acme.is_demo) == ("acme", False)


def test_words_are_previewed_and_then_kept(world: World) -> None:
    client, sent = world.client("Ada"), {"team_singular": "squad", "team_plural": "squads"}
    preview = client.post("/o/acme/settings/words", sent | {"preview": "yes"})
    assert "The squad has 3 objectives" in preview.content.decode()
    assert Organization.objects.get(slug="acme").terminology == {}
    client.post("/o/acme/settings/words", sent)
    assert Organization.objects.get(slug="acme").terminology == {"team": ["squad", "squads"]}
    assert "<h1>Squads</h1>" in client.get(TEAMS).content.decode()


def test_one_word_of_a_pair_is_not_enough(world: World) -> None:
    answer = world.client("Ada").post("/o/acme/settings/words", {"team_singular": "squad"})
    assert answer.status_code == 422
    assert "Please give both, one and several." in answer.content.decode()


def test_chosen_people_are_named_one_on_a_line(world: World) -> None:
    """okrs §2.2: who can create teams."""
    client, chosen = world.client("Ben"), SETTINGS | {"team_policy": "listed"}
    assert "Choose at least one person." in client.post("/o/acme/settings", chosen).content.decode()
    answer = client.post("/o/acme/settings", chosen | {"team_makers": "Cy\nnobody@acme.example"})
    assert answer.status_code == 422
    assert "Nobody here is “nobody@acme.example”." in answer.content.decode()
    assert client.post("/o/acme/settings", chosen | {"team_makers": "Cy\n max@acme.example "}).status_code == 303
    assert "Max &lt;max@acme.example&gt;" in client.get("/o/acme/settings").content.decode()
    assert world.client("Cy").get(f"{TEAMS}/new").status_code == 200
