"""Some people of the demo have a face, the same one every time, and small."""

from __future__ import annotations

import pytest

from cairn.goals.demo.faces import face
from cairn.organizations.photos import is_portrait

NAMES = ["Emeka Obi", "Gudrun Hartmann", "Ada Kaya", "Jonas Okafor", "Maya Lind"]


@pytest.mark.parametrize("name", NAMES)
def test_a_face_is_a_small_portrait_and_follows_from_the_name(name: str) -> None:
    drawn = face(name)
    assert drawn == face(name)
    assert is_portrait(drawn)
    assert len(drawn) < 8 * 1024


def test_different_people_look_different() -> None:
    assert len({face(name) for name in NAMES}) == len(NAMES)
