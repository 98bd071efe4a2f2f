from __future__ import annotations

import random
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from cairn.cli import archive
from cairn.cli.tests.conftest import Place
from cairn.core.errors import Refused

MAKE = """
from cairn.core import tenancy
from cairn.core.models import Run
from cairn.organizations.models import Organization
for slug in ("acme", "globex"):
    organization = Organization.objects.create(name=slug.title(), slug=slug)
    with tenancy.enter(organization.pk):
        Run.objects.create(kind="test", sentence="ünïcödé of " + slug)
"""
COUNT = """
from cairn.core import tenancy
from cairn.core.models import Run
with tenancy.across_organizations("this test"):
    print(sorted(Run.objects.values_list("sentence", flat=True)))
"""


@pytest.fixture
def lived_in(place: Place) -> Place:
    """An installation with two organisations and one uploaded file."""
    place.cairn("verify")
    place.python(MAKE)
    upload = place.data / "uploads" / "ab" / "letter.txt"
    upload.parent.mkdir(parents=True)
    upload.write_text("kept", encoding="utf-8")
    return place


def test_what_was_backed_up_is_there_after_the_restore(
    lived_in: Place, new_place: Callable[[str], Place], tmp_path: Path
) -> None:
    done = lived_in.cairn("backup", tmp_path / "cairn.backup")
    assert done.returncode == 0, done.stderr
    other = new_place("other")
    done = other.cairn("restore", tmp_path / "cairn.backup")
    assert done.returncode == 0, done.stderr
    assert other.python(COUNT) == "['ünïcödé of acme', 'ünïcödé of globex']"
    assert (other.data / "uploads" / "ab" / "letter.txt").read_text(encoding="utf-8") == "kept"
    assert (other.data / "secret-key").read_bytes() == (lived_in.data / "secret-key").read_bytes()
    assert other.cairn("verify").stdout == "2 organisations checked, no differences.\n"
    if "CAIRN_DATABASE_URL" in other.environment:
        # The walls stand again: past the manager and without an organisation PostgreSQL shows no row.
        assert other.python("from cairn.core.models import Run; print(Run._base_manager.count())") == "0"


def test_a_backup_is_private_and_overwrites_nothing(lived_in: Place, tmp_path: Path) -> None:
    file = tmp_path / "cairn.backup"
    lived_in.cairn("backup", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    done = lived_in.cairn("backup", file)
    assert (done.returncode, "exists already" in done.stderr) == (2, True)
    assert file.read_bytes() == before


def test_a_restore_into_a_lived_in_place_is_refused(lived_in: Place, tmp_path: Path) -> None:
    lived_in.cairn("backup", tmp_path / "cairn.backup")
    done = lived_in.cairn("restore", tmp_path / "cairn.backup")
    assert (done.returncode, "empty" in done.stderr) == (2, True)
    assert lived_in.python(COUNT) == "['ünïcödé of acme', 'ünïcödé of globex']"


@pytest.mark.once
def test_a_file_that_is_no_backup_is_refused_and_leaves_the_place_empty(place: Place, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear all", encoding="utf-8")
    done = place.cairn("restore", tmp_path / "letter")
    assert (done.returncode, "is no whole backup" in done.stderr) == (2, True)
    assert place.cairn("restore", tmp_path / "letter").stderr == done.stderr


@pytest.mark.once
@pytest.mark.parametrize("seed", range(40))
def test_a_byte_that_changed_anywhere_is_noticed(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    (tmp_path / "database").write_bytes(chance.randbytes(5000))
    (tmp_path / "uploaded").write_bytes(b"kept" * 50)
    whole = tmp_path / "cairn.backup"
    manifest = archive.Manifest(version="1", engine="sqlite", made_at="today")
    archive.write(whole, manifest, {"database": tmp_path / "database", "uploads/a": tmp_path / "uploaded"})
    assert archive.unpack(whole, tmp_path / "whole").engine == "sqlite"

    damaged = bytearray(whole.read_bytes())
    damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    whole.write_bytes(damaged)
    with pytest.raises(Refused, match=r"is no whole backup|is damaged"):
        archive.unpack(whole, tmp_path / "damaged")


@pytest.mark.once
@pytest.mark.parametrize("name", ["../outside", "uploads/../../outside"])
def test_a_file_that_would_land_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "any").write_bytes(b"any")
    manifest = archive.Manifest(version="1", engine="sqlite", made_at="today")
    archive.write(tmp_path / "b", manifest, {name: tmp_path / "any"})
    with pytest.raises(Refused, match="no backup holds"):
        archive.unpack(tmp_path / "b", tmp_path / "inside")
    assert not (tmp_path / "outside").exists()
