"""An organisation written to an archive and brought into another is the same organisation (integrations §6)."""

from __future__ import annotations

import json
import re
import zipfile
from typing import Any

import pytest
from django.conf import settings

from cairn.conversations import store
from cairn.conversations.models import Attachment, Comment, Mention
from cairn.core import events
from cairn.core.errors import Conflict
from cairn.core.models import Event, PendingEvent
from cairn.core.tenancy import TenantModel
from cairn.goals import verify
from cairn.goals.models import Alignment, Goal
from cairn.integrations.archive import tables, writing
from cairn.integrations.archive.renaming import Place, Renaming
from cairn.integrations.archive.tests.conftest import PICTURE, TEXT, Full, bring
from cairn.notifications.models import Delivery
from cairn.organizations.models import Member, Organization, Role, User


def rows_of(table: tables.Table) -> list[dict[str, Any]]:
    return list(table.objects.order_by("pk").values(*tables.columns(table)))


def words(page: bytes) -> str:
    """What a page says, without addresses and what is not for eyes."""
    text = re.sub(r"<(script|head|template)\b.*?</\1>", " ", page.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_every_row_of_every_table_is_there_under_a_new_id(full: Full, twin: Organization) -> None:
    before = {table: rows_of(table) for table in tables.carried()}
    assert {table._meta.label for table, rows in before.items() if rows} >= {
        "goals.ProgressPoint", "goals.GoalVersion", "goals.AlignmentVersion", "goals.GoalViewer", "goals.CheckIn",
        "conversations.Mention", "conversations.Attachment", "organizations.TeamMember", "core.Event",
    }  # fmt: skip
    with full.world.enter(twin):
        ids = bring(full.file)
        renaming = Renaming([], old=Place(settings.BASE_URL, "acme"), new=Place(settings.BASE_URL, "twin"))
        renaming.ids = ids
        for table, rows in before.items():
            here = {row["id"]: row for row in rows_of(table)}
            assert all(here[ids[row["id"]]] == renaming.anywhere(row) for row in rows), table._meta.label
            if table._meta.label not in tables.MERGED:
                assert len(here) == len(rows), table._meta.label


def test_no_old_id_is_left_anywhere(full: Full, twin: Organization) -> None:
    with full.world.enter(twin):
        ids = bring(full.file)
        kept = {old for old, new in ids.items() if old == new}
        said = "".join(json.dumps(rows_of(table), default=str) for table in tables.carried())
    assert not kept
    assert not [old for old in ids if str(old) in said]


def test_tree_numbers_and_the_past_read_the_same(full: Full, twin: Organization) -> None:
    with full.world.enter(twin):
        ids = bring(full.file)
    ada, win = full.world.client("Ada"), full.quarter.win.pk
    for at in ("", "&at=2026-08-16", "&at=2026-08-18"):
        old = words(ada.get(f"/o/acme/company?open={win}{at}").content)
        new = words(ada.get(f"/o/twin/company?open={ids[win]}{at}").content)
        assert "Open ten shops" in old
        assert new == old
    path = "goals/{}"
    assert words(ada.get(f"/o/twin/{path.format(ids[win])}").content) == words(
        ada.get(f"/o/acme/{path.format(win)}").content
    )


def test_both_parents_the_copy_and_the_private_goal_are_what_they_were(full: Full, twin: Organization) -> None:
    with full.world.enter(twin):
        ids = bring(full.file)
        shares = dict(
            Alignment.objects.filter(child=ids[full.quarter.shops.pk]).values_list("parent__title", "contribution")
        )
        assert shares == {"Win the north": 60, "Lead the market": None}
        copy = Goal.objects.get(carried_over_from=ids[full.quarter.crew.pk])
        assert (copy.carry_over_count, copy.period.name) == (1, "Q4 2026")
        secret = ids[full.secret.pk]
    for name, status in (("Ben", 200), ("Cy", 404)):
        assert full.world.client(name).get(f"/o/twin/goals/{secret}").status_code == status


def test_talk_and_files_come_along(full: Full, twin: Organization) -> None:
    with full.world.enter(twin):
        ids = bring(full.file)
        said = Comment.objects.get(parent=None)
        assert said.body == f"See [ours](/o/twin/goals/{ids[full.quarter.win.pk]}) @Tom"
        assert [answer.body for answer in Comment.objects.filter(parent=said)] == ["Seen."]
        assert Mention.objects.get().member.name == "Tom"
        row = Attachment.objects.get()
        assert store.path_of(row.pk).read_bytes() == TEXT
    answer = full.world.client("Max").get(f"/o/twin/attachments/{row.pk}")
    assert b"".join(answer.streaming_content) == TEXT


def test_pictures_of_people_come_along(full: Full, twin: Organization) -> None:
    with full.world.enter(twin):
        bring(full.file)
        photo_id = Member.objects.get(name="Tom").photo_id
    answer = full.world.client("Mona").get(f"/o/twin/photos/{photo_id}")
    assert answer.content == PICTURE


def test_both_organisations_verify_and_nobody_is_told(full: Full, twin: Organization) -> None:
    with full.world.enter(twin):
        waiting = PendingEvent.objects.count()
        bring(full.file)
        assert events.broken_links() == list(verify.differences()) == []
        assert PendingEvent.objects.count() == waiting + 1  # that it came
        assert not Event.objects.filter(seal=None).exclude(kind="archive.loaded").exists()
        assert not Delivery.objects.exists()
    assert [*events.broken_links(), *verify.differences()] == []


def test_people_are_found_by_address_and_the_owner_stays(full: Full, twin: Organization) -> None:
    User.objects.filter(email="cy@acme.example").update(email="gone@elsewhere.example")
    with full.world.enter(twin):
        mona = Member.objects.get()
        bring(full.file)
        assert Member.objects.get(pk=mona.pk).role == Role.OWNER
        assert Member.objects.get(name="Ada").user == full.world.user("Ada")
        assert Member.objects.get(email="zoe@acme.example").state == "pending"
        cy = Member.objects.get(name="Cy").user
        assert cy is not None
        assert (cy.email, cy.has_usable_password()) == ("cy@acme.example", False)
    # None of it gave anybody a second sign-in or changed one that was there.
    assert User.objects.filter(email="ada@acme.example").count() == 1


def test_who_owns_the_new_organisation_owns_it_whatever_the_archive_says(full: Full) -> None:
    twin = Organization.objects.get(slug="globex")
    for_cy = full.world.user("Cy")
    with full.world.enter(twin):
        Member.objects.filter(name="Mona").update(user=for_cy, email="c@globex.example", role=Role.OWNER)
        there = Member.objects.get(user=for_cy)
        ids = bring(full.file)
        cy = Member.objects.get(user=for_cy)
        assert (cy.pk, cy.role, cy.name) == (there.pk, Role.OWNER, "Cy")
    assert ids[full.world.members["Cy"].pk] == cy.pk


def test_settings_come_along_but_neither_name_nor_address(full: Full) -> None:
    Organization.objects.filter(slug="acme").update(
        time_zone="Europe/Vienna", team_makers=[str(full.world.members["Max"].pk)], team_policy="listed"
    )
    acme = Organization.objects.get(slug="acme")
    writing.write(acme, full.file)
    globex = full.world.globex
    with full.world.enter(globex):
        ids = bring(full.file)
    globex.refresh_from_db()
    assert (globex.name, globex.slug, globex.time_zone) == ("Globex", "globex", "Europe/Vienna")
    assert globex.team_makers == [str(ids[full.world.members["Max"].pk])]


def test_an_organisation_with_something_in_it_is_left_alone(full: Full, twin: Organization) -> None:
    with full.world.enter(twin):
        bring(full.file)
        goals = Goal.objects.count()
        with pytest.raises(Conflict, match="in this organisation already"):
            bring(full.file)
        assert Goal.objects.count() == goals


def test_attachments_whose_bytes_are_lost_are_named(full: Full, twin: Organization) -> None:
    store.path_of(full.attachment.pk).write_bytes(b"other")
    assert writing.write(full.world.acme, full.file).damaged == ("shops.csv",)
    with full.world.enter(twin):
        bring(full.file)
        assert Attachment.objects.count() == 1


def test_every_table_is_in_the_archive_or_says_why_not(full: Full) -> None:
    with zipfile.ZipFile(full.file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert archive.testzip() is None
    assert manifest["tables"].keys() == {tables.label_of(table) for table in tables.carried()}
    assert manifest["left_out"] == tables.LEFT_OUT


def test_no_secret_has_a_column(db: None) -> None:
    """A table that gets one must be left out, or say here that it is none."""
    harmless = {"conversations.Attachment.digest", "notifications.Reachability.digest"}
    odd = re.compile("token|secret|digest$|password|fingerprint|claim|session")
    found = {f"{t._meta.label}.{name}" for t in tables.carried() for name in tables.columns(t) if odd.search(name)}
    assert found - harmless == {"coach.Sufficiency.fingerprint"}


def test_each_table_comes_after_those_it_refers_to(db: None) -> None:
    order = list(tables.carried())
    for place, table in enumerate(order):
        targets = {f.related_model for f in table._meta.concrete_fields if f.related_model} - {table}
        assert {target for target in targets if issubclass(target, TenantModel)} <= set(order[:place])
