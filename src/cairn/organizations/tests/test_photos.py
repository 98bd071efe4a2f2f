"""Pictures of people: drawn anew, shown wherever their initials were, gone when they are removed (spec okrs §2.3)."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.world import World

from cairn.core.errors import Denied, Refused
from cairn.core.events import Event
from cairn.organizations import actions, photos
from cairn.organizations.models import Member, Photo


def picture(kind: str = "JPEG", size: tuple[int, int] = (400, 300), mode: str = "RGB", **how: Any) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    drawn = Image.new(mode, size, "blue")
    drawn.paste("red", (0, 0, size[0] // 2, size[1]))
    file = io.BytesIO()
    drawn.save(file, kind, **how)
    return file.getvalue()


def seen(kept: bytes) -> Image.Image:
    return Image.open(io.BytesIO(kept)).convert("RGB")


def is_red(kept: bytes, at: tuple[int, int]) -> bool:
    red, _green, blue = seen(kept).getpixel(at)  # type: ignore[misc]
    return bool(red > blue)


@pytest.mark.parametrize(
    "content", [picture("JPEG"), picture("PNG"), picture("WEBP"), picture("GIF"), picture("PNG", mode="RGBA")]
)
def test_what_is_kept_is_a_small_square_whatever_came(content: bytes) -> None:
    kept = photos.portrait(content)
    opened = Image.open(io.BytesIO(kept))
    assert (opened.format, opened.size) == ("WEBP", (photos.SIDE, photos.SIDE))
    assert is_red(kept, (20, 128))
    assert not is_red(kept, (236, 128))
    assert photos.is_portrait(kept)


def test_nothing_of_where_it_was_taken_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif[0x8825] = {1: "N", 2: (48.0, 12.0, 30.0)}
    told = picture("JPEG", exif=exif, comment=b"home")
    assert b"A camera" in told
    kept = photos.portrait(told + b"<script>alert(1)</script>")
    opened = Image.open(io.BytesIO(kept))
    assert dict(opened.getexif()) == {}
    assert b"camera" not in kept
    assert b"script" not in kept


def test_a_picture_that_lies_on_its_side_is_put_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned right by a quarter: what was on the left is on top
    kept = photos.portrait(picture("JPEG", size=(300, 300), exif=exif))
    assert is_red(kept, (128, 20))
    assert not is_red(kept, (128, 236))


def test_what_is_transparent_stands_on_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(file, "PNG")
    assert seen(photos.portrait(file.getvalue())).getpixel((128, 128)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"Hello", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture("JPEG")[:200], picture("PNG")[:60],
        picture("BMP"), picture("TIFF"), b"RIFF\x00\x00\x00\x00WEBP", b"GIF89a",
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        photos.portrait(content)
    assert refused.value.field == "photo"


def test_what_would_fill_the_memory_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PNG of one colour with 9,000 × 9,000 pixels is a few kilobytes and would be 320 MB."""
    file = io.BytesIO()
    Image.new("1", (9000, 9000)).save(file, "PNG", optimize=True)
    bomb = file.getvalue()
    assert len(bomb) < 100_000
    monkeypatch.setattr(Image.Image, "convert", lambda *_args, **_more: pytest.fail("it was read"))
    with pytest.raises(Refused, match="fewer pixels"):
        photos.portrait(bomb)


@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]),
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=20),
    end=st.floats(0, 1),
)
def test_no_damage_is_more_than_a_refusal(kind: str, changes: list[tuple[float, int]], end: float) -> None:
    damaged = bytearray(picture(kind, size=(40, 30)))
    for at, value in changes:
        damaged[int(at * len(damaged))] = value
    try:
        kept = photos.portrait(bytes(damaged[: int(end * len(damaged)) + 1]))
    except Refused:
        return
    assert photos.is_portrait(kept)


def upload(world: World, by: str, of: str, content: bytes, name: str = "me.jpg") -> HttpResponse:
    file = SimpleUploadedFile(name, content, content_type="image/jpeg")
    path = f"/o/acme/people/{world.members[of].pk}/photo"
    return world.client(by).post(path, {"photo": file})  # type: ignore[return-value]


def fresh(world: World, name: str) -> Member:
    with world.enter():
        found: Member = Member.objects.get(pk=world.members[name].pk)
        return found


@pytest.mark.django_db
def test_it_is_saved_shown_and_replaced_under_a_new_address(world: World) -> None:
    answer = upload(world, "Max", "Max", picture())
    assert (answer.status_code, answer["Location"]) == (303, "/o/acme/account")
    first = fresh(world, "Max").photo_id
    address = f"/o/acme/photos/{first}"
    assert f'<img src="{address}" alt=""' in world.client("Max").get("/o/acme/account").content.decode()
    assert f'<img src="{address}" alt=""' in world.client("Tom").get("/o/acme/people").content.decode()
    upload(world, "Max", "Max", picture("PNG"))
    assert fresh(world, "Max").photo_id != first
    assert world.client("Tom").get(address).status_code == 404
    with world.enter():
        assert Photo.objects.count() == 1
        edits = Event.objects.filter(kind="member.edited", subject_id=world.members["Max"].pk)
        assert [event.data["fields"] for event in edits].count(["photo"]) == 2


@pytest.mark.django_db
def test_the_bytes_are_a_picture_and_can_be_nothing_else(world: World) -> None:
    upload(world, "Max", "Max", picture())
    answer = world.client("Tom").get(f"/o/acme/photos/{fresh(world, 'Max').photo_id}")
    assert photos.is_portrait(answer.content)
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"].startswith("private")


@pytest.mark.django_db
def test_another_organisation_sees_no_picture(world: World) -> None:
    upload(world, "Max", "Max", picture())
    photo_id = fresh(world, "Max").photo_id
    for path in (f"/o/acme/photos/{photo_id}", f"/o/globex/photos/{photo_id}"):
        assert world.client("Mallory").get(path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "status"), [("Max", 303), ("Ada", 303), ("Tom", 403), ("Cy", 403), ("Olive", 403)])
def test_oneself_and_who_manages_accounts_choose_it(world: World, name: str, status: int) -> None:
    assert upload(world, name, "Max", picture()).status_code == status
    assert (fresh(world, "Max").photo_id is not None) == (status == 303)


@pytest.mark.django_db
def test_an_observer_has_a_face_as_well(world: World) -> None:
    assert upload(world, "Olive", "Olive", picture()).status_code == 303


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"Hello", picture()[:300]])
def test_what_cannot_be_read_is_said_at_the_field_and_the_old_one_stays(world: World, content: bytes) -> None:
    upload(world, "Max", "Max", picture())
    before = fresh(world, "Max").photo_id
    answer = upload(world, "Max", "Max", content)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"photo"}
    assert fresh(world, "Max").photo_id == before


@pytest.mark.django_db
def test_a_large_file_is_refused(world: World) -> None:
    answer = upload(world, "Max", "Max", picture() + bytes(photos.MEGABYTES * 1024 * 1024))
    assert answer.status_code == 422
    assert "at most 10 MB" in answer.content.decode()


@pytest.mark.django_db
def test_removed_it_is_gone_and_the_initials_are_back(world: World) -> None:
    upload(world, "Max", "Max", picture())
    path = f"/o/acme/people/{world.members['Max'].pk}/photo"
    assert world.client("Max").post(path, {"_method": "delete"}).status_code == 303
    assert fresh(world, "Max").photo_id is None
    with world.enter():
        assert not Photo.objects.exists()
        before = Event.objects.count()
        actions.remove_photo(world.members["Max"], by=world.actor("Max"))
        assert Event.objects.count() == before
    assert "/o/acme/photos/" not in world.client("Tom").get("/o/acme/people").content.decode()


@pytest.mark.django_db
def test_it_goes_with_the_person(world: World) -> None:
    upload(world, "Max", "Max", picture())
    with world.enter():
        actions.delete_member(Member.objects.get(pk=world.members["Max"].pk), by=world.actor("Ada"))
        assert not Photo.objects.exists()


@pytest.mark.django_db
def test_the_action_asks_for_the_right_itself(world: World) -> None:
    with world.enter(), pytest.raises(Denied):
        actions.set_photo(world.members["Max"], photos.portrait(picture()), by=world.actor("Cy"))
