"""Deleting a person removes all their activity, in every room (spec okrs §2.3: meant for erasure requests)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.apps import apps

from cairn.conversations import actions as talk
from cairn.conversations.actions.post import Wanted
from cairn.goals import actions, verify
from cairn.goals.models import CheckIn, Entity
from cairn.goals.queries.tree import Place
from cairn.goals.tests.quarter import Quarter, quarter
from cairn.organizations import actions as people
from cairn.retrospectives.models import Note, Reflection, Retrospective

pytestmark = pytest.mark.django_db

__all__ = ["quarter"]
SAID = "Zanzibar"


def where_it_stands() -> Iterator[str]:
    """Every column of every table in which the word can be read."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            kind = field.get_internal_type()
            if kind in {"CharField", "TextField", "JSONField"}:
                for value in model._base_manager.values_list(field.name, flat=True):
                    if SAID in str(value):
                        yield f"{model._meta.label}.{field.name}"


def says_it_everywhere(quarter: Quarter) -> None:
    """Cy speaks in a check-in, a comment, an update, a share, a reflection and on a wall."""
    cy, member = quarter.actor("Cy"), quarter.world.members["Cy"]
    actions.edit(quarter.shops, {"check_in_owner": member.pk}, by=quarter.actor("Ada"))
    actions.check_in(quarter.shops, by=cy, value=Decimal(4), note=f"Four, as in {SAID}")
    talk.comment(quarter.shops, by=cy, body=f"{SAID}?")
    talk.post_update(Place(Entity.ORGANIZATION), Wanted(title=f"News of {SAID}", body=SAID), by=cy)
    talk.share(quarter.shops, by=cy, to=[quarter.world.members["Tom"]], note=SAID)
    base = Retrospective.objects.create(period=quarter.period, entity="organization", page="organization")
    Reflection.objects.create(retrospective=base, author=member, succeeded=SAID)
    Note.objects.create(retrospective=base, author=member, column=Note.Column.WIN, text=SAID)


def test_nothing_that_a_deleted_person_said_can_be_read_anywhere(quarter: Quarter) -> None:
    says_it_everywhere(quarter)
    assert len(set(where_it_stands())) >= 7
    people.delete_member(quarter.world.members["Cy"], by=quarter.actor("Ada"))
    assert sorted(set(where_it_stands())) == []


def test_the_numbers_they_reported_stay_as_nobodys(quarter: Quarter) -> None:
    says_it_everywhere(quarter)
    before = quarter.fresh(quarter.win).progress
    people.delete_member(quarter.world.members["Cy"], by=quarter.actor("Ada"))
    check_in = CheckIn.objects.get(goal=quarter.shops)
    assert (check_in.value, check_in.author_id, check_in.note) == (4, None, "")
    assert quarter.fresh(quarter.win).progress == before
    assert list(verify.differences()) == []


def test_what_others_answered_stays(quarter: Quarter) -> None:
    said = talk.comment(quarter.shops, by=quarter.actor("Cy"), body=f"{SAID}?")
    talk.comment(quarter.shops, by=quarter.actor("Tom"), body="Lisbon.", answers=said)
    people.delete_member(quarter.world.members["Cy"], by=quarter.actor("Ada"))
    page = quarter.world.client("Tom").get(f"/o/acme/goals/{quarter.shops.pk}/stream").content.decode()
    assert "Lisbon." in page
    assert SAID not in page
