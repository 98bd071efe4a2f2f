"""`cairn import` and `cairn export` as a user runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cairn.cli.tests.conftest import Place
from cairn.integrations.migration.tests.test_coming_again import ROW, explorer, july
from cairn.integrations.migration.viva_goals.tests.sample_files import csv_bytes

COUNT = (
    "from cairn.core import tenancy; from cairn.organizations.models import Organization, Member;"
    "from cairn.goals.models import Goal;"
    "exec('with tenancy.enter(Organization.objects.get(slug=\"acme\").pk): print(Goal.objects.count(), Member.objects.count())')"  # noqa: E501
)
TEMPLATE = {
    "Row ID": "1", "Title": "Grow", "Entity": "Acme", "Owner Email": "ada@acme.example", "Time Period": "Q3",
    "Start Date": "2026-07-01", "Due Date": "2026-09-30", "Object Type": "Objective",
}  # fmt: skip

BAD = {
    "formula": ([TEMPLATE | {"Title": "=1+1()"}], "formula"),
    "loop": ([TEMPLATE | {"Parent": "2"}, TEMPLATE | {"Row ID": "2", "Parent": "1"}], "loop"),
    "unknown-owner": ([TEMPLATE | {"Owner Email": "nobody@acme.example"}], "Unknown owner: nobody@acme.example"),
    "huge": ([TEMPLATE | {"Target Value": "9" * 20}], "too large"),
    "negative": ([TEMPLATE | {"Score": "-3"}], "scores run from 0 to 1"),
}


@pytest.fixture
def acme(place: Place) -> Place:
    """An installation with the organisation acme."""
    done = place.cairn("org", "create", "Acme", "--slug", "acme", "--owner", "ada@acme.example")
    assert done.returncode == 0, done.stderr
    return place


def test_a_file_is_imported_exported_and_recognised(acme: Place, tmp_path: Path) -> None:
    file, report = tmp_path / "saved.csv", tmp_path / "report.csv"
    file.write_bytes(explorer(july("10")))
    dry = acme.cairn("import", file, "--org", "acme", "--dry-run")
    assert "Nothing was changed" in dry.stdout
    assert acme.python(COUNT) == "0 1"
    done = acme.cairn("import", file, "--org", "acme", "--report", report)
    assert done.returncode == 0, done.stderr
    assert "Win shops" in report.read_text(encoding="utf-8-sig")
    for form in ("viva-csv", "viva-json"):
        out = tmp_path / form
        assert acme.cairn("export", "--org", "acme", "--format", form, "--out", out).returncode == 0
        assert "1 unchanged" in acme.cairn("import", out, "--org", "acme").stdout
    assert acme.cairn("verify").returncode == 0


def test_bad_files_end_in_a_sentence_and_change_nothing(acme: Place, tmp_path: Path) -> None:
    before = acme.python(COUNT)
    for name, (rows, sentence) in BAD.items():
        file = tmp_path / f"{name}.csv"
        file.write_bytes(csv_bytes(rows))
        done = acme.cairn("import", file, "--org", "acme")
        assert (done.returncode, done.stdout) == (2, "")
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr
    assert acme.python(COUNT) == before


def test_what_is_usable_comes_in_when_asked_for(acme: Place, tmp_path: Path) -> None:
    file = tmp_path / "mixed.csv"
    file.write_bytes(csv_bytes([ROW, ROW | {"Id": "72", "Title": "=cmd()"}]))
    assert acme.cairn("import", file, "--org", "acme").returncode == 2
    assert acme.cairn("import", file, "--org", "acme", "--partial").returncode == 0
    assert acme.python(COUNT).startswith("1 ")


def test_missing_files_and_organisations_are_named(acme: Place, tmp_path: Path) -> None:
    assert "cannot be read" in acme.cairn("import", tmp_path / "none.csv", "--org", "acme").stderr
    file = tmp_path / "saved.csv"
    file.write_bytes(explorer())
    assert "no organisation" in acme.cairn("import", file, "--org", "nowhere").stderr
