"""How the rows of a page are laid out (spec okrs §8.3): expanded by one level, with the last check-in or without."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from cairn.core import clock
from cairn.core.ids import new_id
from cairn.goals.models import Goal
from cairn.goals.queries.tree import Opened
from cairn.goals.tests.cast import Acme

FRAGMENT = {"HX-Request": "true"}
SPREAD = re.compile(r'<a class="button is-quiet is-small" href="([^"]*)">.*?(Expand all|Fold all)</a>', re.DOTALL)


def page(busy: Acme, query: str = "", path: str = "company", **headers: str) -> str:
    return str(busy.web(busy.maya).get(busy.url(path) + query, headers=headers).content.decode())


def spread(text: str) -> tuple[str, str]:
    """The words of the control and where it leads."""
    found = SPREAD.search(text)
    assert found
    return found[2], found[1].replace("&amp;", "&")


def shown(text: str) -> set[str]:
    return set(re.findall(r'class="row" role="row" id="[^"]*" aria-level="\d" data-id="([^"]+)"', text))


def test_expand_all_shows_one_level_below_every_top_row_and_fold_all_none(busy: Acme) -> None:
    """okrs §8.3 "Expand all", by an address alone."""
    many = [busy.objective(f"Objective {number}", busy.maya) for number in range(14)]  # too many to open by itself
    below = [busy.objective(f"Below {number}", busy.jonas, goal) for number, goal in enumerate(many)]
    third = busy.key_result("Two levels below", busy.jonas, below[0])

    words, href = spread(page(busy))
    assert words == "Expand all"
    opened = page(busy, href)
    assert {str(goal.pk) for goal in below} <= shown(opened)
    assert str(third.pk) not in shown(opened)

    words, href = spread(opened)
    assert words == "Fold all"
    assert not {str(goal.pk) for goal in below} & shown(page(busy, href))


def test_expand_all_keeps_what_else_the_address_says(busy: Acme) -> None:
    _words, href = spread(page(busy, "?rows=compact&open="))

    assert "rows=compact" in href
    assert "open=all" in href


def test_a_deeper_row_opened_without_a_script_leaves_the_rows_above_it_open(busy: Acme) -> None:
    """A row is opened by its address; those that the page had opened by itself stay open."""
    objective = busy.objective("One more", busy.maya)
    below = busy.objective("Below it", busy.jonas, objective)
    deep = busy.key_result("Deeper", busy.jonas, below)

    twist = re.search(rf'href="([^"]*open={below.pk})"', page(busy))
    assert twist
    assert {str(below.pk), str(deep.pk)} <= shown(page(busy, twist[1].replace("&amp;", "&")))


def test_a_flat_list_has_nothing_to_expand(busy: Acme) -> None:
    assert "Expand all" not in page(busy, "?view=list")
    assert "Fold all" not in page(busy, "?view=list")


@pytest.mark.parametrize("rows", ["", "compact", "detailed"])
def test_the_chosen_density_is_marked_in_the_menu(busy: Acme, rows: str) -> None:
    names = {"": "Roomy rows", "compact": "Compact rows", "detailed": "Rows with the last check-in"}

    marked = re.findall(r'aria-current="true">([^<]+ rows?|Rows[^<]+)</a>', page(busy, f"?rows={rows}"))

    assert marked == [names[rows]]


def checked_in(busy: Acme) -> Goal:
    goal = busy.key_result("Guides certified", busy.jonas, busy.objective("Guides", busy.maya))
    busy.check_in(goal, busy.jonas, 40, note="The second course is <full>.")
    return goal


def detail(text: str, goal: Goal) -> str:
    found = re.search(rf'data-id="{goal.pk}".*?<div class="row-details" role="gridcell">(.*?)</div>', text, re.DOTALL)
    return found[1] if found else ""


def test_detailed_rows_tell_author_time_mode_and_note_of_the_last_check_in(busy: Acme) -> None:
    """okrs §8.3 "Detailed rows"."""
    goal = checked_in(busy)

    told = detail(page(busy, "?rows=detailed"), goal)

    assert busy.jonas.name in told
    assert "<time" in told
    assert "Check-ins" in told
    assert "“The second course is &lt;full&gt;.”" in told
    assert "row-details" not in page(busy)


def test_children_fetched_into_a_detailed_page_are_detailed_too(busy: Acme) -> None:
    goal = checked_in(busy)
    parent = goal.parent_links.get().parent_id
    here = f"http://testserver{busy.url('company')}"

    def fetched(query: str) -> str:
        headers = FRAGMENT | {"HX-Current-URL": here + query}
        return str(busy.web(busy.maya).get(busy.url(f"goals/{parent}/children"), headers=headers).content.decode())

    assert busy.jonas.name in detail(fetched("?rows=detailed"), goal)
    assert "row-details" not in fetched("")


def test_a_check_in_from_a_detailed_page_brings_the_new_detail(busy: Acme) -> None:
    goal = checked_in(busy)
    headers = FRAGMENT | {"HX-Current-URL": f"http://testserver{busy.url('company')}?rows=detailed"}

    answer = busy.web(busy.jonas).post(
        busy.url(f"goals/{goal.pk}/check-ins"), {"entry": "55: all booked"}, headers=headers
    )

    assert f"outerHTML:.row[data-id='{goal.pk}'] > .row-details" in answer.content.decode()
    assert "“all booked”" in answer.content.decode()


@pytest.mark.parametrize("more", [0, 15])
def test_details_cost_no_query(busy: Acme, more: int, django_assert_max_num_queries: Any) -> None:
    for number in range(more):
        goal = busy.objective(f"Objective {number}", busy.maya)
        busy.check_in(busy.key_result(f"Key result {number}", busy.jonas, goal), busy.jonas, 5)
    web = busy.web(busy.maya)

    with django_assert_max_num_queries(15):
        web.get(busy.url("company?open=all&rows=detailed"))


def test_a_short_page_opens_by_itself_as_far_as_thirty_rows_go(busy: Acme) -> None:
    """A page of rows (okrs §8.3): the first top row opens in any case, the next ones while there is room."""
    tops = [busy.objective(f"Objective {number}", busy.maya) for number in range(3)]
    counts = {tops[0]: 12, tops[1]: 12, tops[2]: 12}
    below = {
        top.pk: [busy.key_result(f"Key result {top.pk} {number}", busy.jonas, top) for number in range(count)]
        for top, count in counts.items()
    }
    today = clock.now()
    with clock.at(today + timedelta(days=2)):
        then = page(busy, f"?at={today.date()}")
    for text in (page(busy), then):
        seen = shown(text)
        opened = [top for top in tops if {str(row.pk) for row in below[top.pk]} <= seen]
        assert opened == tops[:2]
        assert not {str(row.pk) for row in below[tops[2].pk]} & seen
        assert len(seen) <= 30


def test_the_first_row_opens_however_much_is_below_it() -> None:
    one, two = new_id(), new_id()
    opened = Opened({one, two}, by_itself=True)
    assert opened.fitting([one, two], {one: list(range(80)), two: [1]}) == {one}
    assert opened.fitting([one, two], {one: [1], two: list(range(80))}) == {one}
    assert opened.fitting([one, two], {one: [1], two: [2]}) == {one, two}
