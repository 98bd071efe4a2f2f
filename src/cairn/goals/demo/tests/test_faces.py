"""Some people of the demo have a face, the same one every time, and small."""

from __future__ import annotations

import pytest

from cairn.core import tenancy
from cairn.goals.demo import load_demo
from cairn.goals.demo.faces import face, has_face
from cairn.organizations.models import Member, MemberState
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


@pytest.mark.django_db
@pytest.mark.once
def test_some_people_of_the_demo_have_one_and_the_others_their_initials() -> None:
    organization = load_demo(slug="tarnwell").organization
    with tenancy.enter(organization.pk):
        people = Member.objects.exclude(state=MemberState.PENDING)
        with_face = set(people.exclude(photo=None).values_list("name", flat=True))
        assert with_face == {name for name in people.values_list("name", flat=True) if has_face(name)}
        assert 20 < len(with_face) < people.count()
