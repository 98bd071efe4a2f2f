"""`cairn export --format archive` and `cairn import` of it, from one installation into another (integrations §6)."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

from cairn.cli.tests.conftest import Place

FILL = """
from cairn.core import jobs, tenancy
from cairn.goals import actions
from cairn.organizations import actions as organizing
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Organization
from cairn.planning.models import Period
jobs.queue.immediate = True
acme = Organization.objects.get(slug="acme")
with tenancy.enter(acme.pk):
    ada = Actor(member=Member.objects.get())
    period = Period.objects.order_by("-start").first()
    actions.create({"kind": "objective", "title": "Win", "entity": "organization", "period": period.pk}, by=ada)
    organizing.invite(acme, by=ada, emails="zoe@acme.example")
"""
SECRETS = """
from cairn.api.models import ApiToken
from cairn.core import tenancy
from cairn.core.models import EventSeal
from cairn.organizations.models import Invitation, User
with tenancy.across_organizations("this test"):
    for table, column in ((ApiToken, "digest"), (Invitation, "token_digest"), (EventSeal, "digest")):
        print(*table.objects.values_list(column, flat=True), sep="\\n")
    print(*User.objects.values_list("password", flat=True), sep="\\n")
"""


def test_an_organisation_moves_to_another_installation(new_place: Callable[[str], Place], tmp_path: Path) -> None:
    here, there, file = new_place("here"), new_place("there"), tmp_path / "acme.zip"
    for place, slug in ((here, "acme"), (there, "moved")):
        words = ("org", "create", "Acme", "--slug", slug, "--owner", "ada@acme.example")
        assert place.cairn(*words).returncode == 0
    token = here.cairn("token", "create", "--org", "acme", "--member", "ada@acme.example", "--name", "x")
    assert token.returncode == 0, token.stderr
    here.python(FILL)

    written = here.cairn("export", "--org", "acme", "--format", "archive", "--out", file)
    assert written.returncode == 0, written.stderr
    assert "Wrote 2 people, 1 OKRs, 0 check-ins and 0 attachments" in written.stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    secrets = here.python(SECRETS).split()
    assert len(secrets) >= 4
    with zipfile.ZipFile(file) as archive:
        content = b"".join(map(archive.read, archive.namelist()))
        assert json.loads(archive.read("manifest.json"))["tables"]["goals.Goal"] == 1
    assert not [secret for secret in secrets if secret.encode() in content]

    dry = there.cairn("import", file, "--org", "moved", "--dry-run")
    assert dry.stdout.startswith("Nothing was changed. An import would bring 2 people, 1 OKRs")
    done = there.cairn("import", file, "--org", "moved")
    assert done.stdout.startswith("Imported 2 people, 1 OKRs"), done.stderr
    again = there.cairn("import", file, "--org", "moved")
    assert (again.returncode, again.stdout) == (2, "")
    assert "in this organisation already" in again.stderr
    assert there.cairn("verify").stdout == "1 organisation checked, no differences.\n"


def test_an_archive_comes_by_itself_and_a_damaged_one_is_a_sentence(place: Place, tmp_path: Path) -> None:
    file, other = tmp_path / "acme.zip", tmp_path / "other.csv"
    place.cairn("org", "create", "Acme", "--slug", "acme", "--owner", "ada@acme.example")
    place.cairn("export", "--org", "acme", "--format", "archive", "--out", file)
    other.write_text("Title\nx\n")
    assert "by itself" in place.cairn("import", file, other, "--org", "acme").stderr
    file.write_bytes(file.read_bytes()[:-40])
    done = place.cairn("import", file, "--org", "acme")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "cairn: acme.zip is damaged: it is not whole.\n")
