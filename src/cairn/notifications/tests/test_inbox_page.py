"""The inbox (spec okrs §15.1): what I owe, what changed around me, read and done."""

from __future__ import annotations

import pytest
from django.test import Client

from cairn.core import clock
from cairn.goals import actions as goal_actions
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.notifications import actions
from cairn.notifications.models import Notification
from cairn.notifications.queries.inbox import unread

HTMX = {"HX-Request": "true"}


def tell(quarter: Quarter, kind: str = "comment", name: str = "Max", *, key: str = "") -> Notification:
    key = key or kind
    world = quarter.world
    actions.notify(kind, [world.members[name].pk], key=key, about=quarter.shops, by=world.members["Ada"].pk)
    return Notification.objects.get(key=key, recipient=world.members[name])


@pytest.fixture
def max_(quarter: Quarter) -> Client:
    return quarter.world.client("Max")


def page(client: Client, query: str = "") -> str:
    response = client.get(f"/o/acme/inbox{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_what_i_owe_stands_apart_from_what_changed(quarter: Quarter, max_: Client) -> None:
    tell(quarter, "nudge")
    tell(quarter, "comment")
    owed, around = page(max_).split("What changed around me")
    assert "asks you to check in on “Open ten shops”" in owed
    assert "commented on “Open ten shops”" in around


def test_the_rail_counts_what_is_unread(quarter: Quarter, max_: Client) -> None:
    tell(quarter)
    assert unread(quarter.actor("Max")) == 1
    assert "<b>1</b>" in page(max_)


def test_a_hidden_goal_leaves_list_and_count(quarter: Quarter) -> None:
    tell(quarter, name="Cy")
    goal_actions.edit(quarter.shops, {"privacy": "listed", "viewers": []}, by=quarter.actor("Ada"))
    assert unread(quarter.actor("Cy")) == 0
    assert "Open ten shops" not in page(quarter.world.client("Cy"))


def test_what_is_to_come_is_not_there_yet(quarter: Quarter, max_: Client) -> None:
    later = NOON.replace(hour=18)
    people = [quarter.world.members["Max"].pk]
    actions.notify("period.started", people, key="soon", facts={"period": "Q4"}, at=later)
    assert "Q4 has begun" not in page(max_)
    with clock.at(later):
        assert "Q4 has begun" in page(max_)


def test_opening_one_leads_to_its_goal_and_marks_it_read(quarter: Quarter, max_: Client) -> None:
    row = tell(quarter)
    response = max_.get(f"/o/acme/inbox/{row.pk}")
    assert response["Location"] == f"/o/acme/goals/{quarter.shops.pk}"
    assert unread(quarter.actor("Max")) == 0


def test_done_clears_it_away_and_it_can_be_put_back(quarter: Quarter, max_: Client) -> None:
    row = tell(quarter)
    assert max_.post(f"/o/acme/inbox/{row.pk}", {"mark": "done"}).status_code == 303
    assert "commented on" not in page(max_)
    assert "commented on" in page(max_, "?view=done")
    max_.post(f"/o/acme/inbox/{row.pk}", {"mark": "unread"})
    assert "commented on" in page(max_)


def test_marks_answer_the_row_alone_to_htmx(quarter: Quarter, max_: Client) -> None:
    row = tell(quarter)
    read = max_.post(f"/o/acme/inbox/{row.pk}", {"mark": "read"}, headers=HTMX)
    assert read.content.decode().startswith("<li")
    assert "is-new" not in read.content.decode()
    assert max_.post(f"/o/acme/inbox/{row.pk}", {"mark": "done"}, headers=HTMX).content == b""


def test_nobody_touches_the_inbox_of_another(quarter: Quarter) -> None:
    row = tell(quarter)
    tom = quarter.world.client("Tom")
    assert tom.get(f"/o/acme/inbox/{row.pk}").status_code == 404
    assert tom.post(f"/o/acme/inbox/{row.pk}", {"mark": "done"}).status_code == 404
    assert actions.mark_done([row.pk], by=quarter.actor("Tom")) == 0
    assert Notification.objects.get(pk=row.pk).done_at is None


def test_marking_all_as_read_leaves_what_i_owe(quarter: Quarter, max_: Client) -> None:
    tell(quarter, "nudge")
    tell(quarter, "comment")
    back = "/o/acme/inbox?view=unread"
    response = max_.post("/o/acme/inbox/all-read", {"next": back})
    assert response["Location"] == back
    assert list(Notification.objects.of(quarter.actor("Max")).unread().values_list("kind", flat=True)) == ["nudge"]


@pytest.mark.parametrize(
    "odd", ["https://evil.example/", "//evil.example", "/o/globex/inbox", "/o/acme/inboxes.evil"]
)
def test_the_way_back_leads_nowhere_else(quarter: Quarter, max_: Client, odd: str) -> None:
    response = max_.post("/o/acme/inbox/all-read", {"next": odd})
    assert response["Location"].startswith("/o/acme/inbox")


def test_filters_and_pages_are_in_the_address(quarter: Quarter, max_: Client) -> None:
    tell(quarter, "comment")
    tell(quarter, "goal.edited")
    assert "commented on" in page(max_, "?group=talk")
    assert "changed “Open ten shops”" not in page(max_, "?group=talk")
    for number in range(45):
        tell(quarter, "comment", key=f"more {number}")
    assert "Page 1 of 2" in page(max_)
    assert page(max_, "?page=2").count("inbox-item") == 7


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=-1", "?page=999999999", "?page=x", "?view=%00", "?group=%ED%A0%80"]
)
def test_an_odd_address_is_the_first_page(quarter: Quarter, max_: Client, query: str) -> None:
    tell(quarter)
    assert "commented on" in page(max_, query)


def test_the_queries_do_not_grow_with_the_rows(
    quarter: Quarter, max_: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        tell(quarter, key=f"more {number}")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        page(max_)


def test_a_title_with_markup_stays_text(quarter: Quarter, max_: Client) -> None:
    goal_actions.edit(quarter.shops, {"title": "<script>alert(1)</script>"}, by=quarter.actor("Max"))
    tell(quarter)
    assert "<script>alert" not in page(max_)
