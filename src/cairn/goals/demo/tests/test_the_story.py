"""What a visitor of the demo finds: every kind of goal, every status, and numbers that hold."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate

from cairn.core import events
from cairn.goals.demo import Demo
from cairn.goals.demo.faces import has_face
from cairn.goals.demo.tests.conftest import TODAY
from cairn.goals.measuring import status_of
from cairn.goals.models import CheckIn, Goal, GoalKind, State
from cairn.goals.outcome import MetricKind
from cairn.goals.status import Status
from cairn.goals.verify import differences
from cairn.organizations.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from cairn.organizations.models import Member, MemberState, Team, User
from cairn.planning.models import Period


def quarters_before(count: int) -> list[Period]:
    return list(Period.objects.filter(kind="quarter", end__lt=TODAY).order_by("-end")[:count])


def the_current_quarter() -> Period:
    return Period.objects.get(kind="quarter", start__lte=TODAY, end__gte=TODAY)


def test_about_120_people_work_in_14_teams_that_form_a_tree(demo: Demo) -> None:
    assert 110 <= Member.objects.count() <= 130
    assert Team.objects.count() == 14
    assert Team.objects.filter(parent=None).count() < 6
    assert Team.objects.exclude(memberships__role="owner").count() == 0


def test_there_are_observers_an_invited_person_and_one_who_left(demo: Demo) -> None:
    assert Member.objects.filter(account_type="observer").count() == 3
    assert Member.objects.filter(state=MemberState.PENDING).count() == 1
    assert Member.objects.filter(state=MemberState.DEACTIVATED).count() == 1
    assert Member.objects.exclude(time_zone="").values("time_zone").distinct().count() == 3


def test_the_four_known_people_sign_in_and_nobody_else(demo: Demo) -> None:
    users = [authenticate(email=account.email, password=DEMO_PASSWORD) for account in DEMO_ACCOUNTS]
    assert [user.email for user in users if user] == [account.email for account in DEMO_ACCOUNTS]
    assert all(user.emailaddress_set.get().verified for user in users)
    owner, lead, member, observer = (Member.objects.get(user=user) for user in users)
    assert owner.role == "owner"
    assert lead.team_memberships.get().role == "owner"
    assert member.manager == lead
    assert Goal.objects.open().owned_by(member.pk).exists()
    assert observer.is_observer
    assert sum(user.has_usable_password() for user in User.objects.all()) == len(DEMO_ACCOUNTS)


def test_some_people_have_a_face_and_the_others_their_initials(demo: Demo) -> None:
    people = Member.objects.exclude(state=MemberState.PENDING)
    with_face = set(people.exclude(photo=None).values_list("name", flat=True))
    assert with_face == {name for name in people.values_list("name", flat=True) if has_face(name)}
    assert 20 < len(with_face) < people.count()


def test_every_number_is_what_its_inputs_give(demo: Demo) -> None:
    assert list(differences()) == []


def test_the_event_chain_is_whole(demo: Demo) -> None:
    events.sweep()
    assert events.broken_links() == []


def test_the_four_quarters_before_are_closed_and_scored(demo: Demo) -> None:
    past = Goal.objects.filter(period__in=quarters_before(4))
    assert past.count() > 400
    assert not past.filter(state=State.OPEN).exists()
    unscored = past.filter(state=State.CLOSED, score=None).exclude(metric_kind="baseline")
    assert [goal.title for goal in unscored] == []


def test_scores_are_spread_as_scores_are(demo: Demo) -> None:
    closed = Goal.objects.filter(kind=GoalKind.KEY_RESULT, state=State.CLOSED)
    aspirational = [goal.score for goal in closed.filter(nature="aspirational") if goal.score is not None]
    assert 0.6 <= sum(aspirational) / len(aspirational) <= 0.75
    assert any(score <= 0.3 for score in aspirational)
    assert any(score == 1 for score in aspirational)
    overridden = [goal for goal in closed if goal.score != goal.suggested_score]
    assert overridden
    assert all(goal.closing_note for goal in overridden)


def test_the_current_quarter_is_about_half_over(demo: Demo) -> None:
    quarter = the_current_quarter()
    assert 0.3 <= (TODAY - quarter.start).days / quarter.days <= 0.75


def test_every_status_occurs(demo: Demo) -> None:
    assert {status_of(goal, TODAY) for goal in Goal.objects.all()} == set(Status)


def test_most_of_what_is_under_way_is_neither_all_green_nor_all_red(demo: Demo) -> None:
    found = Counter(status_of(goal, TODAY) for goal in Goal.objects.filter(period=the_current_quarter()))
    assert found[Status.ON_TRACK] > found[Status.BEHIND] > found[Status.AT_RISK] >= 5


@pytest.mark.parametrize("kind", list(MetricKind))
def test_every_kind_of_metric_occurs_under_way(demo: Demo, kind: MetricKind) -> None:
    assert Goal.objects.filter(period=the_current_quarter(), metric_kind=kind).exists()


def test_a_year_has_many_different_objectives_and_key_results(demo: Demo) -> None:
    year = Period.objects.filter(kind="year").order_by("start")[0]
    titles = {
        kind: Goal.objects.filter(kind=kind, period__parent=year).values("title").distinct().count()
        for kind in (GoalKind.OBJECTIVE, GoalKind.KEY_RESULT)
    }
    assert titles[GoalKind.OBJECTIVE] >= 60
    assert titles[GoalKind.KEY_RESULT] >= 200


def test_no_title_has_a_gap_left_in_it(demo: Demo) -> None:
    odd = [goal.title for goal in Goal.objects.all() if re.search(r"[{}]|None|  ", goal.title)]
    notes = [row.note for row in CheckIn.objects.all() if re.search(r"[{}]|None|  ", row.note)]
    assert (odd, notes) == ([], [])


def test_a_number_begins_a_quarter_where_it_ended_the_one_before(demo: Demo) -> None:
    rows = Goal.objects.filter(metric_name="days to mend", state=State.CLOSED).order_by("start")
    values = [(goal.start_value, goal.current_value) for goal in rows]
    assert len(values) >= 4
    assert [ended for _, ended in values[:-1]] == [begun for begun, _ in values[1:]]


def test_something_was_carried_over_once_and_something_twice(demo: Demo) -> None:
    carried = Goal.objects.filter(period=the_current_quarter(), carry_over_count__gt=0)
    assert {1, 2} <= set(carried.values_list("carry_over_count", flat=True))
    twice = carried.get(carry_over_count=2)
    assert twice.carried_over_from.carried_over_from.state == State.POSTPONED


def test_private_goals_name_who_may_see_them(demo: Demo) -> None:
    private = Goal.objects.filter(privacy="listed")
    assert private.exists()
    assert not private.filter(viewer_links=None).exists()


def test_some_key_results_serve_several_parents_and_some_lines_are_phased(demo: Demo) -> None:
    goals = Goal.objects.filter(period=the_current_quarter())
    assert any(goal.parent_links.count() > 1 for goal in goals)
    assert any(goal.phases for goal in goals)
    assert goals.filter(parent_links__contribution__isnull=False).exists()


def test_some_projects_count_and_some_do_not(demo: Demo) -> None:
    links = [goal.parent_links.get().contributes for goal in Goal.objects.filter(kind=GoalKind.PROJECT)]
    assert set(links) == {True, False}


def test_there_is_something_to_be_alerted_about(demo: Demo) -> None:
    goals = Goal.objects.filter(period=the_current_quarter(), kind=GoalKind.OBJECTIVE)
    assert goals.filter(ownerships=None).exists()
    assert goals.filter(entity="team", parent_links=None).exists()
    assert any(goal.child_links.filter(child__kind=GoalKind.KEY_RESULT).count() > 5 for goal in goals)


def test_some_key_results_have_gone_stale(demo: Demo) -> None:
    current = Goal.objects.filter(period=the_current_quarter(), kind=GoalKind.KEY_RESULT)
    weeks_ago = TODAY - timedelta(21)
    assert current.filter(checked_in_at__date__lt=weeks_ago).exists()
    assert current.filter(checked_in_at=None).exists()


def test_nothing_happens_in_the_future(demo: Demo) -> None:
    assert not CheckIn.objects.filter(at__date__gte=TODAY).exists()
    assert not Goal.objects.filter(closed_at__date__gte=TODAY).exists()
    assert not Goal.objects.filter(created_at__date__gte=TODAY).exists()


def test_the_next_quarter_holds_drafts(demo: Demo) -> None:
    drafts = Goal.objects.filter(period__kind="quarter", period__start__gt=TODAY)
    assert drafts.count() > 20
    assert not CheckIn.objects.filter(goal__in=drafts).exists()
