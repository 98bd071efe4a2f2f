"""The four steps of a wrap-up, left and found again (spec okrs §9.6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.world import World

from cairn.core import clock
from cairn.core.errors import Denied, Refused
from cairn.goals import actions as goals
from cairn.goals.models import Entity, Goal
from cairn.goals.queries.tree import Place
from cairn.goals.tests.quarter import NOON, Quarter, third_quarter
from cairn.retrospectives import actions
from cairn.retrospectives.models import Note, Retrospective

pytestmark = pytest.mark.django_db
COMPANY = Place(Entity.ORGANIZATION)


@pytest.fixture
def quarter(world: World) -> Iterator[Quarter]:
    with world.enter(), clock.at(NOON):
        yield third_quarter(world)


def shown(quarter: Quarter, name: str = "Ada", **query: str) -> str:
    given = {"entity": "organization", "period": str(quarter.period.pk), **query}
    answer = quarter.world.client(name).get("/o/acme/wrap-up", given)
    assert answer.status_code == 200
    return answer.content.decode()


def close_all(quarter: Quarter) -> None:
    ada = quarter.actor("Ada")
    goals.check_in(quarter.shops, by=ada, value=Decimal(8))
    goals.close(quarter.shops, by=ada)
    goals.postpone(quarter.crew, by=ada, reason="No money.", clone_to=quarter.next_period)


def test_it_begins_with_what_is_open_and_its_presets(quarter: Quarter) -> None:
    goals.check_in(quarter.shops, by=quarter.actor("Ada"), value=Decimal(8))
    text = shown(quarter)
    assert "Open ten shops" in text
    assert 'placeholder="0.80"' in text or 'placeholder="0.8"' in text


def test_it_is_found_again_at_the_first_step_that_is_not_done(quarter: Quarter) -> None:
    ada = quarter.actor("Ada")
    close_all(quarter)
    assert "Ten quiet minutes" in shown(quarter)
    actions.reflect(COMPANY, quarter.period, by=ada, lessons="Begin earlier.")
    assert "Sit together" in shown(quarter)
    actions.mark_reviewed(COMPANY, quarter.period, by=ada)
    text = shown(quarter)
    assert "What Q4 2026 begins with" in text
    assert "Hire a crew" in text


def test_looking_writes_nothing(quarter: Quarter) -> None:
    for step in ("", "close", "reflect", "review", "next"):
        shown(quarter, step=step)
    assert not Retrospective.objects.exists()


def test_a_note_stands_in_its_column_and_its_author_takes_it_away(quarter: Quarter) -> None:
    where = f"entity=organization&period={quarter.period.pk}"
    client = quarter.world.client("Cy")
    assert client.post(f"/o/acme/wrap-up/notes?{where}", {"column": "stop", "text": "Late mails"}).status_code == 303
    note = Note.objects.get()
    assert "Late mails" in shown(quarter, step="review")
    with pytest.raises(Denied):
        actions.remove_note(note, by=quarter.actor("Ada"))
    assert client.post(f"/o/acme/wrap-up/notes/{note.pk}?{where}").status_code == 303
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("column", "text"), [("stop", " "), ("stop", "x" * 501), ("dance", "Yes"), ("stop", "a\x00")]
)
def test_a_note_without_words_or_column_is_refused(quarter: Quarter, column: str, text: str) -> None:
    with pytest.raises(Refused):
        actions.note(COMPANY, quarter.period, by=quarter.actor("Ada"), column=column, text=text)
    assert not Note.objects.exists()


def test_only_admins_say_that_the_companys_review_was_held(quarter: Quarter) -> None:
    with pytest.raises(Denied):
        actions.mark_reviewed(COMPANY, quarter.period, by=quarter.actor("Cy"))
    actions.mark_reviewed(COMPANY, quarter.period, by=quarter.actor("Ada"))
    actions.mark_reviewed(COMPANY, quarter.period, by=quarter.actor("Ada"), held=False)
    assert Retrospective.objects.get().reviewed_at is None


def test_the_review_shows_scores_and_hides_what_is_private(quarter: Quarter) -> None:
    secret = quarter.goal("Buy the competitor", privacy="listed")
    close_all(quarter)
    goals.close(secret, by=quarter.actor("Ada"))
    assert "Closed 0.8<" in shown(quarter, step="review")
    assert "Buy the competitor" in shown(quarter, step="review")
    text = shown(quarter, "Cy", step="review") + shown(quarter, "Cy", step="close")
    assert "Buy the competitor" not in text
    assert "of 4" not in text


@pytest.mark.parametrize(
    ("day", "is_invited"),
    [(datetime(2026, 9, 15, 9, tzinfo=UTC), False), (datetime(2026, 9, 18, 9, tzinfo=UTC), True),
     (datetime(2026, 10, 20, 9, tzinfo=UTC), True), (datetime(2026, 11, 15, 9, tzinfo=UTC), False)],
)  # fmt: skip
def test_the_page_invites_in_the_last_two_weeks_and_the_menu_always(
    quarter: Quarter, day: datetime, is_invited: bool
) -> None:
    with clock.at(day):
        client = quarter.world.client("Ada")
        text = client.get(f"/o/acme/company?period={quarter.period.pk}").content.decode()
        assert ("/wrap-up/invitation" in text) is is_invited
        assert "/o/acme/wrap-up?entity=organization" in text
        query = {"entity": "organization", "period": quarter.period.pk}
        line = client.get("/o/acme/wrap-up/invitation", query).content.decode()
    assert "3 of 3 are still open" in line


@pytest.mark.parametrize(
    ("who", "page", "offered"),
    [
        ("Max", "Max", True), ("Tom", "Max", True), ("Ada", "Max", False), ("Olive", "Max", False),
        ("Max", "Sales", True), ("Ada", "Sales", True), ("Cy", "Sales", False),
    ],
)  # fmt: skip
def test_the_menu_offers_it_to_those_who_take_part(quarter: Quarter, who: str, page: str, offered: bool) -> None:
    world, client = quarter.world, quarter.world.client(who)
    if page == "Sales":
        address, entity, about = f"/o/acme/teams/{world.teams[page].pk}", "team", world.teams[page].pk
    else:
        address, entity, about = f"/o/acme/people/{world.members[page].pk}", "individual", world.members[page].pk
    assert ("/o/acme/wrap-up?" in client.get(address).content.decode()) is offered
    query = {"entity": entity, "period": quarter.period.pk, "id": about}
    assert client.get("/o/acme/wrap-up", query).status_code == (200 if offered else 403)


def test_the_invitation_says_when_nothing_is_open_any_more(quarter: Quarter) -> None:
    """Okrs §9.6: what is left is to look back."""
    Goal.objects.update(state="closed")
    query = {"entity": "organization", "period": quarter.period.pk}
    line = quarter.world.client("Ada").get("/o/acme/wrap-up/invitation", query).content.decode()
    assert "Everything has ended" in line


def test_a_missing_next_period_is_offered_to_admins(quarter: Quarter) -> None:
    """Spec §10.5.9."""
    from cairn.planning.models import Period

    Goal.objects.update(period=quarter.next_period)
    for kind in ("quarter", "year"):
        Period.objects.filter(kind=kind, start__gt=quarter.next_period.end).delete()
    later = {"period": str(quarter.next_period.pk)}
    assert "An admin can add one" in shown(quarter, "Cy", step="next", **later)
    assert "Create it" in shown(quarter, step="next", **later)
    made = quarter.world.client("Ada").post(
        f"/o/acme/periods/{quarter.next_period.pk}/following", {"back": "/o/acme/wrap-ups"}
    )
    assert (made.status_code, made["Location"]) == (303, "/o/acme/wrap-ups")
    assert Period.objects.filter(kind="quarter", start__gt=quarter.next_period.end).exists()


def test_a_refused_table_comes_back_within_the_wrap_up_and_a_good_one_goes_on_with_it(quarter: Quarter) -> None:
    """Okrs §9.6: the first step is the table of §9.2, and the other steps stay around it."""
    client, key = quarter.world.client("Tom"), quarter.crew.pk.hex
    where = f"/o/acme/wrap-up?entity=organization&period={quarter.period.pk}"
    given = {f"{goal.pk.hex}-how": "" for goal in (quarter.win, quarter.shops)} | {f"{key}-how": "postponed"}
    refused = client.post(where, given)
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "Something needs another look" in text
    assert "Look back" in text
    answer = client.post(where, given | {f"{key}-note": "No money."})
    assert answer.status_code == 303
    assert "/wrap-up?" in answer["Location"]
    assert Goal.objects.get(pk=quarter.crew.pk).state == "postponed"


def test_ending_everything_is_refused_within_the_wrap_up_too(quarter: Quarter) -> None:
    where = f"/o/acme/wrap-up?entity=organization&period={quarter.period.pk}"
    refused = quarter.world.client("Ada").post(where, {"whole": "1", "period": "x"})
    assert refused.status_code == 422
    assert "Look back" in refused.content.decode()
