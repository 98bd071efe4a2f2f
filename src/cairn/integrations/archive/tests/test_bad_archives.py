"""Whatever is wrong with an archive ends in a sentence and changes nothing (integrations §6)."""

from __future__ import annotations

import hashlib
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cairn.conversations import store
from cairn.core.errors import Refused
from cairn.core.models import Event
from cairn.goals.models import Goal
from cairn.integrations.archive.layout import is_archive
from cairn.integrations.archive.tests.conftest import Full, bring
from cairn.organizations.models import Member, Organization, User

Files = dict[str, bytes]
GOALS, CHECK_INS = "tables/goals.goal.jsonl", "tables/goals.checkin.jsonl"
PHOTOS = "tables/organizations.photo.jsonl"


def rebuilt(file: Path, change: Callable[[Files, dict[str, Any]], None], *, seals: bool = True) -> None:
    """Writes an archive anew after `change` to its files and its manifest, with digests that fit unless told."""
    with zipfile.ZipFile(file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    change(files, manifest)
    if seals:
        manifest["files"] = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name) if name == "mimetype" else name, content)
        archive.writestr("manifest.json", json.dumps(manifest))


def rows(change: Callable[[list[dict[str, Any]]], None], name: str = GOALS) -> Callable[[Files, Any], None]:
    def apply(files: Files, _manifest: Any) -> None:
        found = [json.loads(line) for line in files[name].splitlines()]
        change(found)
        files[name] = b"".join(json.dumps(row).encode() + b"\n" for row in found)

    return apply


def entry(name: str, content: bytes) -> Callable[[Files, Any], None]:
    return lambda files, _manifest: files.update({name: content})


def told(**more: Any) -> Callable[[Files, dict[str, Any]], None]:
    return lambda _files, manifest: manifest.update(more)


BAD: dict[str, tuple[Callable[[Files, dict[str, Any]], None], str]] = {
    "unknown column": (rows(lambda found: found[0].update(is_admin=True)), "other columns than this version"),
    "missing column": (rows(lambda found: found[0].pop("title")), "other columns than this version"),
    "number for a text": (rows(lambda found: found[0].update(title=7)), "row 1 of goals.Goal"),
    "too long a text": (rows(lambda found: found[0].update(kind="x" * 999)), "row 1 of goals.Goal"),
    "NUL": (rows(lambda found: found[0].update(title="a\0b")), "row 1 of goals.Goal"),
    "half a character": (rows(lambda found: found[0].update(title="\ud800")), "row 1 of goals.Goal"),
    "no number": (rows(lambda found: found[0].update(progress="NaN")), "row 1 of goals.Goal"),
    "not JSON": (entry(GOALS, b"{nothing}\n"), "row 1 of goals.Goal"),
    "too deep": (entry(GOALS, b"[" * 90_000 + b"\n"), "row 1 of goals.Goal"),
    "no end of line": (entry(GOALS, b"{}"), "without an end"),
    "a row less": (rows(lambda found: found.pop()), "rows and should have"),
    "twice the same": (rows(lambda found: found[1].update(id=found[0]["id"])), "the same id"),
    "refers elsewhere": (
        rows(lambda found: found[0].update(goal_id="01900000-0000-7000-8000-000000000000"), CHECK_INS),
        "refers to one that is not in it",
    ),
    "refers to the wrong table": (
        rows(lambda found: found[0].update(goal_id=found[0]["author_id"]), CHECK_INS),
        "do not fit together",
    ),
    "no bytes": (rows(lambda found: found[0].update(image="ä"), PHOTOS), "row 1 of organizations.Photo"),
    "no picture": (rows(lambda found: found[0].update(image="PHNjcmlwdD4="), PHOTOS), "none that Cairn has drawn"),
    "against a rule of the table": (rows(lambda found: found[0].update(score="7.00")), "do not fit together"),
    "traversal": (entry("attachments/../../../etc/passwd", b"x"), "files that an archive holds"),
    "another file": (entry("tables/auth.user.jsonl", b"{}\n"), "files that an archive holds"),
    "an attachment of no row": (
        entry("attachments/01900000-0000-7000-8000-000000000000", b"x"),
        "not what its row says",
    ),
    "bomb": (entry(GOALS, b" " * 60_000_000), "packed more than 100 times"),
    "version": (told(format=2, version="9.9"), "written by Cairn 9.9, in a form"),
    "other tables": (told(tables={}), "other tables"),
    "odd manifest": (told(files=[]), "its manifest cannot be read"),
    "odd organisation": (told(organization={"id": "x"}), "own row"),
}


def assert_refused(full: Full, twin: Organization, sentence: str) -> None:
    with full.world.enter(twin):
        before = (Member.objects.count(), Event.objects.count(), User.objects.count())
        with pytest.raises(Refused, match=sentence):
            bring(full.file)
        assert (Member.objects.count(), Event.objects.count(), User.objects.count()) == before
        assert not Goal.objects.exists()
        assert not store.folder().exists() or not list(store.folder().iterdir())


@pytest.mark.parametrize("name", BAD)
def test_a_bad_archive_is_refused_and_changes_nothing(full: Full, twin: Organization, name: str) -> None:
    change, sentence = BAD[name]
    rebuilt(full.file, change, seals=name != "odd manifest")
    assert_refused(full, twin, sentence)


def test_what_was_altered_without_its_digest_is_refused(full: Full, twin: Organization) -> None:
    rebuilt(full.file, rows(lambda found: found[0].update(title="Other")), seals=False)
    assert_refused(full, twin, "goals.goal.jsonl is not what was written")


def test_what_was_cut_off_is_an_archive_that_is_damaged(full: Full, twin: Organization) -> None:
    content = full.file.read_bytes()
    for length in (100, len(content) // 2, len(content) - 1):
        full.file.write_bytes(content[:length])
        assert is_archive(full.file)
        assert_refused(full, twin, "is damaged")


def test_a_byte_that_changed_is_noticed_in_every_file(full: Full, twin: Organization) -> None:
    """In the middle of what each file of the archive holds, whatever it is packed as."""
    content = full.file.read_bytes()
    chance = random.Random(7)
    with zipfile.ZipFile(full.file) as archive:
        entries = [entry for entry in archive.infolist() if entry.compress_size > 4]
    for found in entries:
        start = found.header_offset + 30 + len(found.filename)
        at = start + chance.randrange(found.compress_size // 2, found.compress_size)
        full.file.write_bytes(content[:at] + bytes([content[at] ^ 0x10]) + content[at + 1 :])
        assert_refused(full, twin, "is damaged|holds a file|written by")


def test_an_attachment_that_is_too_large_here_is_named(full: Full, twin: Organization, settings: Any) -> None:
    settings.ATTACHMENT_LIMIT = 5
    assert_refused(full, twin, "“shops.csv” is larger than")
