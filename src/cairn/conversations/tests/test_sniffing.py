"""What a file is and whether that fits its name (issue: an attachment that lies about its type is refused)."""

from __future__ import annotations

import io
import zipfile

import pytest

from cairn.conversations.sniffing import LONGEST_NAME, OddFile, clean_name, media_type_of

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPG = b"\xff\xd8\xff\xe0" + b"\0" * 20
HTML = b"<!doctype html><script>alert(1)</script>"


def zipped(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


XLSX = zipped("[Content_Types].xml", "xl/workbook.xml")
DOCX = zipped("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.png", PNG, "image/png"),
        ("A.JPG", JPG, "image/jpeg"),
        ("a.gif", b"GIF89a...", "image/gif"),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        ("plan.pdf", b"%PDF-1.7\n", "application/pdf"),
        ("notes.txt", "Grüße\n".encode(), "text/plain"),
        ("notes.md", b"# Notes", "text/markdown"),
        ("numbers.csv", b"\xef\xbb\xbfa;b\n1;2\n", "text/csv"),
        ("numbers.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("letter.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("all.zip", zipped("a.txt"), "application/zip"),
    ],
)
def test_what_says_the_truth_is_taken(name: str, content: bytes, media_type: str) -> None:
    assert media_type_of(name, content) == media_type


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("photo.png", HTML, "not what is in it"),
        ("photo.png", JPG, "not what is in it"),
        ("numbers.xlsx", DOCX, "not what is in it"),
        ("letter.docx", zipped("a.txt"), "not what is in it"),
        ("broken.zip", b"PK\x03\x04garbage", "not what is in it"),
        ("notes.txt", b"\x00\x01\x02", "not what is in it"),
        ("notes.txt", b"\xff\xfe\xfd", "not what is in it"),
        ("page.html", HTML, "not of a sort"),
        ("drawing.svg", b"<svg/>", "not of a sort"),
        ("tool.exe", b"MZ", "not of a sort"),
        ("no-ending", PNG, "not of a sort"),
        ("empty.png", b"", "is empty"),
    ],
)
def test_what_lies_is_refused_with_a_sentence(name: str, content: bytes, words: str) -> None:
    with pytest.raises(OddFile) as refusal:
        media_type_of(name, content)
    assert words in refusal.value.sentence
    assert name in refusal.value.sentence


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\ada\\plan.pdf", "plan.pdf"),
        ("in\u202efdp.exe.png", "infdp.exe.png"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie: x.txt"),
        ("  ", "file"),
        ("...", "file"),
    ],
)
def test_a_name_is_made_safe(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_an_overlong_name_keeps_its_ending() -> None:
    name = clean_name("x" * 500 + ".pdf")
    assert len(name) == LONGEST_NAME
    assert name.endswith(".pdf")
