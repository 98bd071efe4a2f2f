"""Attachments: taken, kept apart, downloaded safely, and gone with what they hang on (spec okrs §7, §20)."""

from __future__ import annotations

import io
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.world import World

from cairn.conversations import actions, store, tidying
from cairn.conversations.models import Attachment, Comment
from cairn.core.errors import Denied, Refused
from cairn.goals import actions as goal_actions
from cairn.goals.models import CheckIn, Goal
from cairn.goals.tests.quarter import Quarter

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def upload(name: str = "shops.png", content: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def said(acme: World, quarter: Quarter, *files: SimpleUploadedFile) -> Comment:
    kept = store.put(files or [upload()])
    return actions.comment(quarter.shops, by=acme.actor("Max"), body="Look", files=kept)


def files_in(uploads: Path) -> list[Path]:
    return [path for path in uploads.rglob("*") if path.is_file()]


def test_a_file_lies_by_organisation_named_after_its_id(acme: World, quarter: Quarter, uploads: Path) -> None:
    row = said(acme, quarter).attachments.get()
    assert files_in(uploads) == [uploads / "attachments" / str(acme.acme.pk) / str(row.pk)]
    assert (row.name, row.media_type, row.size) == ("shops.png", "image/png", len(PNG))


def test_who_sees_the_goal_downloads_it_to_be_saved_and_never_shown(acme: World, quarter: Quarter) -> None:
    row = said(acme, quarter, upload("Bericht „Süd“.txt", b"<script>alert(1)</script>")).attachments.get()
    response = acme.client("Olive").get(f"/o/acme/attachments/{row.pk}")
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Type"] == "text/plain"
    assert "no-store" in response["Cache-Control"]


def test_of_a_private_goal_only_the_listed_download(acme: World, quarter: Quarter) -> None:
    row = said(acme, quarter).attachments.get()
    Goal.objects.filter(pk=quarter.shops.pk).update(privacy="listed")
    for name, status in (("Max", 200), ("Cy", 404), ("Ben", 404), ("Mallory", 404)):
        assert acme.client(name).get(f"/o/acme/attachments/{row.pk}").status_code == status, name
    assert acme.client("Mallory").get(f"/o/globex/attachments/{row.pk}").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("photo.png", b"<html><script>", "not what is in it"),
        ("page.html", b"<html>", "not of a sort"),
        ("big.txt", b"x" * 2_000_000, "larger than 1 MB"),
    ],
)
def test_a_file_that_is_not_taken_stops_the_comment_too(
    acme: World, quarter: Quarter, uploads: Path, settings: Any, name: str, content: bytes, words: str
) -> None:
    settings.ATTACHMENT_LIMIT = 1024 * 1024
    response = acme.client("Cy").post(
        f"/o/acme/goals/{quarter.shops.pk}/comments", {"body": "My words", "files": [upload(name, content)]}
    )
    assert response.status_code == 422
    assert words in response.content.decode()
    assert "My words" in response.content.decode()
    assert not Comment.objects.exists()
    assert not files_in(uploads)


def test_more_than_ten_files_are_refused(acme: World, quarter: Quarter, uploads: Path) -> None:
    with pytest.raises(Refused):
        store.put([upload() for _number in range(11)])
    assert not files_in(uploads)


def test_a_deleted_comment_takes_its_files_along(acme: World, quarter: Quarter, uploads: Path) -> None:
    made = said(acme, quarter)
    row = made.attachments.get()
    actions.delete_comment(made, by=acme.actor("Max"))
    tidying.remove_bytes(_event("comment.deleted"))
    assert not files_in(uploads)
    assert acme.client("Max").get(f"/o/acme/attachments/{row.pk}").status_code == 404


def test_a_check_in_that_is_taken_back_takes_its_files_along(acme: World, quarter: Quarter, uploads: Path) -> None:
    check_in = goal_actions.check_in(quarter.shops, by=acme.actor("Max"), note="Two").check_in
    actions.attach(store.put([upload()]), check_in, by=acme.actor("Max"))
    assert len(files_in(uploads)) == 1
    goal_actions.delete_check_in(CheckIn.objects.get(), by=acme.actor("Max"))
    tidying.remove_with_check_in(_event("check_in.deleted"))
    assert not files_in(uploads)
    assert not Attachment.objects.exists()


def _event(kind: str) -> Any:
    from cairn.core.models import Event

    return Event.objects.get(kind=kind)


def test_only_who_checked_in_hangs_files_on_a_check_in(acme: World, quarter: Quarter) -> None:
    check_in = goal_actions.check_in(quarter.shops, by=acme.actor("Max"), note="Two").check_in
    with pytest.raises(Denied):
        actions.attach(store.put([upload()]), check_in, by=acme.actor("Cy"))


def test_files_of_a_closing_note_need_a_closing(acme: World, quarter: Quarter) -> None:
    with pytest.raises(Refused):
        actions.attach(store.put([upload()]), quarter.shops, by=acme.actor("Max"))
    closed = goal_actions.close(quarter.shops, by=acme.actor("Max"), note="Done").goal
    actions.attach(store.put([upload()]), closed, by=acme.actor("Max"))
    assert closed.attachments.count() == 1


def test_only_who_added_a_file_takes_it_off(acme: World, quarter: Quarter) -> None:
    row = said(acme, quarter).attachments.get()
    assert acme.client("Cy").post(f"/o/acme/attachments/{row.pk}/removal").status_code == 403
    assert acme.client("Max").post(f"/o/acme/attachments/{row.pk}/removal").status_code == 303
    assert not Attachment.objects.exists()


def test_what_no_row_speaks_of_is_swept_away_after_a_day(acme: World, quarter: Quarter, uploads: Path) -> None:
    kept = said(acme, quarter).attachments.get()
    forgotten, fresh = store.put([upload(), upload()])
    long_ago = time.time() - 2 * store.FORGOTTEN_AFTER
    for attachment_id in (kept.pk, forgotten.id):
        import os

        os.utime(store.path_of(attachment_id), (long_ago, long_ago))
    tidying.sweep_forgotten_files()
    assert {path.name for path in files_in(uploads)} == {str(kept.pk), str(fresh.id)}


def test_the_folder_of_an_organisation_that_is_gone_goes_too(acme: World, quarter: Quarter, uploads: Path) -> None:
    said(acme, quarter)
    left = uploads / "attachments" / "01900000-0000-7000-8000-000000000000"
    left.mkdir()
    (left / "file").write_bytes(b"x")
    tidying.sweep_folders_of_gone_organizations()
    assert not left.exists()
    assert len(files_in(uploads)) == 1


def test_a_lost_file_is_404_and_no_failure(acme: World, quarter: Quarter) -> None:
    row = said(acme, quarter).attachments.get()
    store.remove([row.pk])
    assert acme.client("Max").get(f"/o/acme/attachments/{row.pk}").status_code == 404


def test_an_upload_is_read_whole_however_it_arrived(acme: World, quarter: Quarter) -> None:
    file = SimpleUploadedFile("a.txt", b"")
    file.file, file.size = io.BytesIO(b"abc"), 3
    file.read(1)
    (kept,) = store.put([file])
    assert store.path_of(kept.id).read_bytes() == b"abc"
