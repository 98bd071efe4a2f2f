"""Files that mean harm or are broken: refused with a sentence, quickly, or read without what is wrong."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest

from cairn.integrations.migration.viva_goals import guards
from cairn.integrations.migration.viva_goals.detect import SourceFile, read
from cairn.integrations.migration.viva_goals.guards import UnreadableFile
from cairn.integrations.migration.viva_goals.tests.sample_files import (
    TODAY,
    bundle_of,
    csv_bytes,
    json_export,
    objective,
    sentences,
    workbook_bytes,
    zip_bytes,
)

ROW = {"Id": "1", "Title": "Grow", "Owner": "Ada Abel", "Object Type": "Objective"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"   \n", "holds no Viva Goals or Ally export"),
        (b"name,colour\nAda,red\n", "holds no Viva Goals or Ally export"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is not a text file"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "old or password-protected Excel"),
        (b"PK\x03\x04 this is no archive", "damaged ZIP archive"),
        (b'[{"ID": 1, "Title": "Grow"', "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b"Title,Owner\nCaf\x81,Ada\n", "neither UTF-8 nor Windows-1252"),
        (b'Title,Owner\nGrow,"Ada and then nothing\n' + b"x" * 200_000, "never closed"),
    ],
)
def test_a_file_that_is_no_export_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        bundle_of(content)


def test_more_than_the_allowed_size_is_refused_before_anything_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "MOST_BYTES", 10 * guards.MEGABYTE)
    with pytest.raises(UnreadableFile, match="larger than 10 MB"):
        bundle_of(b"[" * (10 * guards.MEGABYTE + 1))


def test_the_file_that_is_refused_is_named() -> None:
    with pytest.raises(UnreadableFile, match=r"“goals\.csv” is empty"):
        read([SourceFile("goals.csv", b"")], today=TODAY)


def test_too_many_files_at_once_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="at most 50"):
        bundle_of(*[b"x"] * 51)


def test_an_archive_that_unpacks_to_gigabytes_is_refused_cheaply() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"bomb-{number}.csv", b"\0" * 90_000_000)
    tracemalloc.start()
    with pytest.raises(UnreadableFile, match="unpack to more than 300 MB"):
        bundle_of(out.getvalue())
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


def test_a_tightly_packed_archive_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="packed more than 100 times"):
        bundle_of(zip_bytes({"Objectives.json": b" " * 20_000_000}))


def test_an_archive_of_very_many_files_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="at most 1000 are read"):
        bundle_of(zip_bytes({f"{number}.json": b"[]" for number in range(1_001)}))


def test_archives_nested_too_deep_are_refused() -> None:
    content = csv_bytes([ROW])
    for _ in range(4):
        content = zip_bytes({"inner.zip": content})
    with pytest.raises(UnreadableFile, match="archive in an archive"):
        bundle_of(content)


def test_a_damaged_member_is_refused() -> None:
    content = bytearray(json_export(Objectives=[objective(1, "Grow")]))
    content[60:70] = b"\xff" * 10
    with pytest.raises(UnreadableFile, match="damaged"):
        bundle_of(bytes(content))


def test_a_workbook_of_more_than_a_million_cells_is_refused() -> None:
    sheet = b"<worksheet><sheetData>" + b'<row><c t="n"><v>1</v></c></row>' * 1_000_001
    content = _workbook_with_sheet(sheet)
    with pytest.raises(UnreadableFile, match=r"more than 1,000,000 cells|packed more than"):
        bundle_of(content)


def test_cells_are_counted_in_the_raw_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "MOST_CELLS", 5)
    with pytest.raises(UnreadableFile, match="more than 5 cells"):
        bundle_of(workbook_bytes({"Sheet": [["Id", "Title", "Owner"], ["1", "Grow", "Ada"]]}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_workbook_that_declares_entities_is_refused(encoding: str) -> None:
    laughs = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY l2 "&lol;&lol;">]><worksheet/>'
    with pytest.raises(UnreadableFile, match="declares XML entities"):
        bundle_of(_workbook_with_sheet(laughs.encode(encoding)))


@pytest.mark.parametrize("row", ["99999999999999", "1048577"])
def test_a_workbook_that_claims_absurd_rows_is_refused(row: str) -> None:
    sheet = f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>x</t></is></c></row>'
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    content = _workbook_with_sheet(
        f'<worksheet xmlns="{namespace}"><sheetData>{sheet}</sheetData></worksheet>'.encode()
    )
    with pytest.raises(UnreadableFile):
        bundle_of(content)


def _workbook_with_sheet(sheet: bytes) -> bytes:
    """A workbook whose only sheet is replaced by these bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook_bytes({"Sheet": [["x"]]}))) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as changed,
    ):
        for entry in whole.infolist():
            changed.writestr(entry, sheet if "worksheets/" in entry.filename else whole.read(entry))
    return out.getvalue()


def test_a_formula_in_a_csv_cell_refuses_its_row_and_names_the_cell() -> None:
    bundle = bundle_of(csv_bytes([ROW, ROW | {"Id": "2", "Title": '=cmd|"/C calc"!A0'}]))
    assert [goal.external_id for goal in bundle.goals] == ["1"]
    assert "error: Row 3, “Title” (column B): the cell holds a formula." in sentences(bundle)


def test_a_formula_in_a_workbook_cell_refuses_its_row_and_names_the_cell() -> None:
    content = workbook_bytes({"Sheet": [["Id", "Title", "Owner"], [1, "Grow", "Ada"], [2, "=1+1", "Ada"]]})
    bundle = bundle_of(content)
    assert [goal.title for goal in bundle.goals] == ["Grow"]
    assert "error: Row 3, “Title” (column B): the cell holds a formula." in sentences(bundle)


def test_text_that_only_looks_a_little_like_a_formula_is_text() -> None:
    titles = ["=> ship it", "- less churn", "+10 % revenue", "@everyone reads"]
    bundle = bundle_of(csv_bytes([ROW | {"Id": str(at), "Title": title} for at, title in enumerate(titles)]))
    assert [goal.title for goal in bundle.goals] == titles


@pytest.mark.parametrize("figure", ["NaN", "Infinity", "-inf", "9" * 16, "1e400", "12,5", "twelve"])
def test_a_figure_that_cannot_be_kept_is_left_empty_and_remarked_on(figure: str) -> None:
    bundle = bundle_of(csv_bytes([ROW | {"Progress %": figure}]))
    assert bundle.goals[0].progress is None
    assert "warning: “Progress %” (column E): " in sentences(bundle)


def test_not_a_number_in_json_is_remarked_on() -> None:
    bundle = bundle_of(b'[{"ID": 1, "Title": "Grow", "Progress": NaN}]')
    assert bundle.goals[0].progress is None
    assert "warning: Progress: “NaN” is not a number." in sentences(bundle)


def test_half_characters_and_nul_become_the_replacement_sign() -> None:
    bundle = bundle_of(b'[{"ID": 1, "Title": "Grow \\ud800 fast\\u0000"}]')
    assert bundle.goals[0].title == "Grow \ufffd fast\ufffd"


def test_json_values_of_unexpected_shapes_stop_nothing() -> None:
    odd: dict[str, object] = dict.fromkeys(
        ("Owner", "Teams", "Alignment", "Tags", "Outcome", "Phased Targets", "Parent IDs", "Children", "Time Period"),
        7,
    )
    bundle = bundle_of(json_export(Objectives=[objective(1, "Grow", **odd), objective(2, "Shrink")]))
    assert [goal.title for goal in bundle.goals] == ["Grow", "Shrink"]
