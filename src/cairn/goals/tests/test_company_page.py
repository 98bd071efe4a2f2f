"""The page of the organisation."""

from __future__ import annotations

from cairn.goals.tests.cast import Acme


def test_it_shows_the_tree_with_its_numbers(busy: Acme, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(15) as q:
        answer = busy.web(busy.maya).get(busy.url("company"))
    print(len(q.captured_queries))
    for x in q.captured_queries: print(x["sql"][:120])
    text = answer.content.decode()
    print(len(text))
    assert "Become the brand guides recommend" in text
    assert 0
