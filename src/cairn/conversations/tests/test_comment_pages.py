"""Comments on the pages: in the stream, below a check-in, alone without a script (spec okrs §20)."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.world import World

from cairn.conversations import actions
from cairn.conversations.models import Comment
from cairn.goals import actions as goal_actions
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter

FRAGMENT = {"HX-Request": "true"}


def stream(acme: World, quarter: Quarter, name: str = "Cy", query: str = "") -> str:
    return acme.client(name).get(f"/o/acme/goals/{quarter.shops.pk}/stream{query}", headers=FRAGMENT).content.decode()


def test_comments_check_ins_and_changes_stand_in_one_stream_with_filters(acme: World, quarter: Quarter) -> None:
    check_in = goal_actions.check_in(quarter.shops, by=acme.actor("Max"), note="Two opened.").check_in
    actions.comment(quarter.shops, by=acme.actor("Olive"), body="Which *ten*?")
    actions.comment(check_in, by=acme.actor("Cy"), body="Where were they?")
    everything = stream(acme, quarter)
    for words in ("Two opened.", "Which <em>ten</em>?", "Where were they?", "created this"):
        assert words in everything
    assert "Two opened." not in stream(acme, quarter, query="?show=comments")
    assert "Which" not in stream(acme, quarter, query="?show=check-ins")
    assert "created this" in stream(acme, quarter, query="?show=changes")
    assert stream(acme, quarter, query="?show=nonsense") == everything or "Which" in everything


def test_a_comment_is_told_once_and_not_again_as_a_change(acme: World, quarter: Quarter) -> None:
    made = actions.comment(quarter.shops, by=acme.actor("Olive"), body="Which ten?")
    actions.react(made, "like", by=acme.actor("Cy"))
    assert "changed this" not in stream(acme, quarter)


def test_somebody_named_is_a_link_to_their_page(acme: World, quarter: Quarter) -> None:
    actions.comment(quarter.shops, by=acme.actor("Olive"), body="Ask @Max or <b>@Tom</b>")
    page = stream(acme, quarter)
    assert f'<a href="/o/acme/people/{acme.members["Max"].pk}" class="mention"' in page
    assert "&lt;b&gt;" in page


def test_one_comments_without_a_script(acme: World, quarter: Quarter) -> None:
    path = f"/o/acme/goals/{quarter.shops.pk}/comments"
    client = acme.client("Olive")
    assert "<textarea" in client.get(path).content.decode()
    response = client.post(path, {"body": "Which ten?"})
    made = Comment.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"/o/acme/goals/{quarter.shops.pk}/stream#comment-{made.pk}"
    assert "Which ten?" in client.get(response["Location"]).content.decode()


def test_with_a_script_the_stream_comes_back(acme: World, quarter: Quarter) -> None:
    path = f"/o/acme/goals/{quarter.shops.pk}/comments"
    response = acme.client("Olive").post(path, {"body": "Which ten?"}, headers=FRAGMENT)
    assert (response.status_code, response["HX-Retarget"]) == (200, "closest .stream-box")
    assert "Which ten?" in response.content.decode()


def test_an_answer_an_edit_and_a_deletion_bring_the_thread_back(acme: World, quarter: Quarter) -> None:
    first = actions.comment(quarter.shops, by=acme.actor("Olive"), body="Which ten?")
    client, path = acme.client("Olive"), f"/o/acme/comments/{first.pk}"
    answered = client.post(f"{path}/answers", {"body": "The northern ones."}, headers=FRAGMENT).content.decode()
    assert "Which ten?" in answered
    assert "The northern ones." in answered
    edited = client.post(f"{path}/edit", {"body": "Which eleven?"}, headers=FRAGMENT).content.decode()
    assert "Which eleven?" in edited
    assert "edited" in edited
    gone = client.post(f"{path}/deletion", headers=FRAGMENT).content.decode()
    assert "This comment was deleted." in gone
    assert "The northern ones." in gone


def test_a_settled_thread_is_folded_away(acme: World, quarter: Quarter) -> None:
    first = actions.comment(quarter.shops, by=acme.actor("Olive"), body="Which ten?")
    path = f"/o/acme/comments/{first.pk}/resolution"
    assert "<details" in acme.client("Max").post(path, headers=FRAGMENT).content.decode()
    open_again = acme.client("Max").post(path, {"_method": "delete"}, headers=FRAGMENT).content.decode()
    assert "<details" not in open_again
    assert acme.client("Cy").post(path).status_code == 403


def test_ten_megabytes_of_markdown_are_refused_in_a_sentence(acme: World, quarter: Quarter) -> None:
    text = "[<script>alert(1)</script>](javascript:x) " * 250_000
    response = acme.client("Cy").post(f"/o/acme/goals/{quarter.shops.pk}/comments", {"body": text}, headers=FRAGMENT)
    assert response.status_code == 422
    assert "At most 10000 characters" in response.content.decode()
    assert "<script>" not in response.content.decode()
    assert not Comment.objects.exists()


def test_script_in_markdown_is_shown_and_never_run(acme: World, quarter: Quarter) -> None:
    text = '<img src=x onerror=alert(1)> [go](javascript:alert(1)) ![p](x) <a href="data:text/html,x">y</a>'
    actions.comment(quarter.shops, by=acme.actor("Cy"), body=text)
    page = stream(acme, quarter)
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert '<a href="data:' not in page


def test_the_worst_markdown_of_the_allowed_length_is_drawn(acme: World, quarter: Quarter) -> None:
    for letter in ("[", "![", "> ", "*_", "`"):
        actions.comment(quarter.shops, by=acme.actor("Cy"), body=(letter * 10_000)[:10_000])
    assert stream(acme, quarter).count('class="said"') == 5


def test_the_stream_takes_as_many_queries_for_many_comments_as_for_one(acme: World, quarter: Quarter) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/o/acme/goals/{quarter.shops.pk}/stream", headers=FRAGMENT)
        return len(queries)

    client = acme.client("Max")

    check_in = goal_actions.check_in(quarter.shops, by=acme.actor("Max"), note="Two").check_in
    first = actions.comment(quarter.shops, by=acme.actor("Cy"), body="@Max?")
    actions.comment(quarter.shops, by=acme.actor("Max"), body="Yes", answers=first)
    actions.comment(check_in, by=acme.actor("Cy"), body="Where?")
    one = count()
    for number in range(5):
        again = actions.comment(quarter.shops, by=acme.actor("Cy"), body=f"@Max {number}?")
        actions.comment(quarter.shops, by=acme.actor("Max"), body="Yes", answers=again)
        actions.react(again, "like", by=acme.actor("Tom"))
    assert count() == one <= 15


def test_a_private_goal_has_no_comments_for_who_is_not_listed(acme: World, quarter: Quarter) -> None:
    made = actions.comment(quarter.shops, by=acme.actor("Cy"), body="Which ten?")
    Goal.objects.filter(pk=quarter.shops.pk).update(privacy="listed")
    client = acme.client("Cy")
    for path in ("", "/answers", "/edit", "/deletion"):
        assert client.get(f"/o/acme/comments/{made.pk}{path}").status_code == 404
    assert client.get(f"/o/acme/mentions?goal={quarter.shops.pk}").status_code == 404


def test_the_chooser_offers_who_may_see_it(acme: World, quarter: Quarter) -> None:
    client = acme.client("Max")
    assert "Olive" in client.get("/o/acme/mentions?q=ol").content.decode()
    Goal.objects.filter(pk=quarter.shops.pk).update(privacy="listed")
    listed = client.get(f"/o/acme/mentions?q=&goal={quarter.shops.pk}").content.decode()
    assert "Olive" not in listed
    assert "Max" in listed
    assert client.get("/o/acme/mentions?q=\x00&goal=odd").status_code == 200


def test_naming_somebody_who_may_not_see_it_is_said(acme: World, quarter: Quarter) -> None:
    Goal.objects.filter(pk=quarter.shops.pk).update(privacy="listed")
    path = f"/o/acme/goals/{quarter.shops.pk}/comments"
    response = acme.client("Max").post(path, {"body": "@Olive look"}, headers=FRAGMENT)
    assert "Olive may not see this" in response["HX-Trigger-After-Swap"]
    assert "Olive may not see this" in acme.client("Max").post(path, {"body": "@Olive"}, follow=True).content.decode()
