"""Title, owner, type and period changed in the row itself (spec okrs §4.3)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse

from cairn.core.events import Event
from cairn.goals import actions
from cairn.goals.models import Goal
from cairn.goals.outcome import Outcome, PhasedTarget
from cairn.goals.recompute import settings_row
from cairn.goals.tests.quarter import Quarter

pytestmark = pytest.mark.django_db


def posted(quarter: Quarter, name: str, goal: Goal, field: str, data: dict[str, Any], **headers: str) -> HttpResponse:
    """What somebody is answered who saves a field of a row at the top of the company's page."""
    path = f"/o/acme/goals/{goal.pk}/fields/{field}"
    place = {"version": goal.version, "level": "1", "parent": "", "expanded": "false"}
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/o/acme/company", **headers}
    return quarter.world.client(name).post(path, place | data, headers=headers)  # type: ignore[return-value]


def asked(quarter: Quarter, name: str, goal: Goal, field: str) -> HttpResponse:
    path = f"/o/acme/goals/{goal.pk}/fields/{field}"
    return quarter.world.client(name).get(path, headers={"HX-Request": "true"})  # type: ignore[return-value]


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def person(quarter: Quarter, name: str) -> str:
    return str(quarter.world.members[name].pk)


def interchangeable(**rules: Any) -> None:
    settings = settings_row()
    for name, value in {"okr_model": "interchangeable", **rules}.items():
        setattr(settings, name, value)
    settings.save()


def test_a_new_title_is_saved_and_the_row_is_drawn_anew_in_its_place(quarter: Quarter) -> None:
    place = {"level": "2", "parent": str(quarter.win.pk)}
    answer = posted(quarter, "Tom", quarter.crew, "title", {"title": "  Hire a   good crew "} | place)
    assert answer.status_code == 200
    assert quarter.fresh(quarter.crew).title == "Hire a good crew"
    assert answer["HX-Retarget"] == f"#row-{quarter.crew.pk}-{quarter.win.pk}"
    assert answer["HX-Reswap"] == "outerHTML"
    text = text_of(answer)
    assert f'id="row-{quarter.crew.pk}-{quarter.win.pk}" aria-level="2"' in text
    assert f'data-version="{quarter.fresh(quarter.crew).version}"' in text
    assert "Renamed to “Hire a good crew”." in text


def test_the_title_is_renamed_wherever_else_the_goal_stands(quarter: Quarter) -> None:
    text = unescape(text_of(posted(quarter, "Tom", quarter.crew, "title", {"title": "Hire two crews"})))
    assert f"outerHTML:.row[data-id='{quarter.crew.pk}'] > .row-title [data-key=Enter]" in text


@pytest.mark.parametrize("title", ["", "   ", "\x00", "x" * 501])
def test_what_is_no_title_is_refused_beside_it_and_stays_typed(quarter: Quarter, title: str) -> None:
    before = Event.objects.count()
    answer = posted(quarter, "Tom", quarter.crew, "title", {"title": title})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in text_of(answer)
    assert "errorlist" in text_of(answer)
    assert title.strip().strip("\x00") in text_of(answer)
    assert Event.objects.count() == before


def test_two_people_at_once_are_shown_both_versions_and_the_second_may_put_theirs_through(quarter: Quarter) -> None:
    actions.edit(quarter.crew, {"title": "Ada's title"}, by=quarter.actor("Ada"))
    answer = posted(quarter, "Tom", quarter.crew, "title", {"title": "Tom's title"})
    assert answer.status_code == 409
    assert "Ada&#x27;s title" in text_of(answer)
    assert 'value="Tom&#x27;s title"' in text_of(answer)
    assert quarter.fresh(quarter.crew).title == "Ada's title"
    seen = {"title": "Tom's title", "version": answer.context["form"]["version"].value()}
    assert posted(quarter, "Tom", quarter.crew, "title", seen).status_code == 200
    assert quarter.fresh(quarter.crew).title == "Tom's title"


def undone(quarter: Quarter, name: str, answer: HttpResponse) -> HttpResponse:
    """Posts what the toast's “Undo” would."""
    told = answer.context["told"]
    data: dict[str, list[Any]] = {}
    for key, value in told.undo_fields:
        data.setdefault(key, []).append("" if value is None else value)
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/o/acme/company"}
    return quarter.world.client(name).post(told.undo, data, headers=headers)  # type: ignore[return-value]


def test_undo_brings_the_title_back_and_offers_no_second_undo(quarter: Quarter) -> None:
    answer = undone(quarter, "Tom", posted(quarter, "Tom", quarter.crew, "title", {"title": "Hire two crews"}))
    assert answer.status_code == 200
    assert quarter.fresh(quarter.crew).title == "Hire a crew"
    assert "Undone." in text_of(answer)
    assert "<button>Undo" not in text_of(answer)


def test_undo_does_not_overwrite_what_somebody_else_saved_meanwhile(quarter: Quarter) -> None:
    saved = posted(quarter, "Tom", quarter.crew, "title", {"title": "Hire two crews"})
    actions.edit(quarter.crew, {"title": "Hire three"}, by=quarter.actor("Ada"))
    answer = undone(quarter, "Tom", saved)
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#notices"
    assert quarter.fresh(quarter.crew).title == "Hire three"


def test_what_stays_as_it_was_records_nothing(quarter: Quarter) -> None:
    before = Event.objects.count()
    answer = posted(quarter, "Tom", quarter.crew, "title", {"title": "Hire a crew"})
    assert answer.status_code == 200
    assert "cairn-toast" not in text_of(answer)
    assert (Event.objects.count(), quarter.fresh(quarter.crew).version) == (before, quarter.crew.version)


def test_what_was_closed_meanwhile_says_to_reopen_it_first(quarter: Quarter) -> None:
    actions.close(quarter.crew, by=quarter.actor("Tom"), score=Decimal("0.5"))
    goal = quarter.fresh(quarter.crew)
    for field, data in (("title", {"title": "Late"}), ("period", {"period": str(quarter.next_period.pk)})):
        answer = posted(quarter, "Tom", goal, field, data)
        assert answer.status_code == 422
        assert "Reopen it first" in text_of(answer)
    assert quarter.fresh(goal).title == "Hire a crew"


def test_it_goes_to_another_owner_and_back(quarter: Quarter) -> None:
    """Spec okrs §4.2: owners are regular users, and may be nobody."""
    answer = posted(quarter, "Tom", quarter.crew, "owner", {"owners": person(quarter, "Max")})
    assert answer.status_code == 200
    assert [row.member.name for row in quarter.crew.ownerships.all()] == [quarter.world.members["Max"].name]
    assert undone(quarter, "Ada", answer).status_code == 200
    assert [row.member.name for row in quarter.crew.ownerships.all()] == [quarter.world.members["Tom"].name]


@pytest.mark.parametrize("is_shared", [True, False])
def test_several_owners_only_where_they_are_shared(quarter: Quarter, is_shared: bool) -> None:
    """Spec okrs §4.4."""
    interchangeable(shared_okrs=is_shared)
    name, sort = ("owners", "checkbox") if is_shared else ("owner", "radio")
    assert f'type="{sort}" name="{name}"' in text_of(asked(quarter, "Tom", quarter.crew, "owner"))
    two = [person(quarter, "Max"), person(quarter, "Tom")]
    posted(quarter, "Tom", quarter.crew, "owner", {name: two})
    assert quarter.crew.ownerships.count() == (2 if is_shared else 1)


def test_nobody_in_particular_may_own_it_and_undo_names_the_owner_again(quarter: Quarter) -> None:
    interchangeable(shared_okrs=False)
    answer = posted(quarter, "Ada", quarter.crew, "owner", {"owner": ""})
    assert not quarter.crew.ownerships.exists()
    assert undone(quarter, "Ada", answer).status_code == 200
    assert quarter.crew.ownerships.get().member.name == quarter.world.members["Tom"].name


def test_an_observer_owns_nothing(quarter: Quarter) -> None:
    answer = posted(quarter, "Tom", quarter.crew, "owner", {"owners": person(quarter, "Olive")})
    assert answer.status_code == 422
    assert "is an observer" in text_of(answer)
    assert quarter.crew.ownerships.get().member.name == quarter.world.members["Tom"].name


def test_a_delegate_renames_but_does_not_hand_it_on(quarter: Quarter) -> None:
    """Spec okrs §2.5: change owner."""
    actions.delegate(quarter.crew, quarter.world.members["Cy"].pk, by=quarter.actor("Tom"))
    goal = quarter.fresh(quarter.crew)
    assert asked(quarter, "Cy", goal, "owner").status_code == 403
    assert posted(quarter, "Cy", goal, "title", {"title": "Hire two crews"}).status_code == 200


def test_who_gave_away_what_is_private_is_led_back_to_the_list(quarter: Quarter) -> None:
    goal = quarter.goal("Sell the rival", by="Tom", kind="objective", entity="individual", privacy="listed")
    Goal.objects.filter(pk=goal.pk).update(creator=person(quarter, "Ada"), check_in_owner=person(quarter, "Ada"))
    answer = posted(quarter, "Tom", goal, "owner", {"owners": person(quarter, "Max")})
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == "/o/acme/company"


def test_another_period_brings_its_days_and_undo_those_of_before(quarter: Quarter) -> None:
    days: Any = {"start": date(2026, 7, 6), "due": date(2026, 9, 18)}
    goal = actions.edit(quarter.crew, days, by=quarter.actor("Tom"))
    answer = posted(quarter, "Tom", goal, "period", {"period": str(quarter.next_period.pk)})
    now = quarter.fresh(goal)
    assert (now.period, now.start, now.due) == (quarter.next_period, date(2026, 10, 1), date(2026, 12, 31))
    assert "→ Q4 2026" in text_of(answer)
    assert undone(quarter, "Tom", answer).status_code == 200
    back = quarter.fresh(goal)
    assert (back.period, back.start, back.due) == (quarter.period, days["start"], days["due"])


def test_a_period_that_does_not_fit_says_why_beside_it(quarter: Quarter) -> None:
    """Phased targets lie within the days of an OKR (spec okrs §5.7)."""
    phases = (PhasedTarget(date(2026, 8, 1), Decimal(30)), PhasedTarget(date(2026, 9, 30), Decimal(100)))
    goal = actions.edit(quarter.crew, {"outcome": Outcome.percent(phases=phases)}, by=quarter.actor("Tom"))
    answer = posted(quarter, "Tom", goal, "period", {"period": str(quarter.next_period.pk)})
    assert answer.status_code == 422
    assert "errorlist" in text_of(answer)
    assert f'value="{quarter.next_period.pk}" selected' in text_of(answer)
    assert quarter.fresh(goal).period == quarter.period


@pytest.mark.parametrize("period", ["", "soon", "01900000-0000-7000-8000-000000000000"])
def test_there_is_no_such_period(quarter: Quarter, period: str) -> None:
    assert posted(quarter, "Tom", quarter.crew, "period", {"period": period}).status_code == 422


def test_where_kinds_stay_what_they_are_the_reason_is_said(quarter: Quarter) -> None:
    """Spec okrs §4.1, mode A."""
    text = text_of(asked(quarter, "Tom", quarter.crew, "type"))
    assert "Here each kind stays what it is" in text
    assert text.count(" disabled") == 2
    forced = {"kind": "objective", "entity": "individual"}
    answer = posted(quarter, "Tom", quarter.crew, "type", forced)
    assert answer.status_code == 422
    assert quarter.fresh(quarter.crew).kind == "key_result"


def test_where_they_are_interchangeable_it_becomes_a_project_and_back(quarter: Quarter) -> None:
    """Spec okrs §4.1, mode B; §11.6."""
    interchangeable()
    assert " disabled" not in text_of(asked(quarter, "Tom", quarter.crew, "type"))
    answer = posted(quarter, "Tom", quarter.crew, "type", {"kind": "project", "entity": "individual"})
    assert quarter.fresh(quarter.crew).kind == "project"
    assert 'data-kind="project"' in text_of(answer)
    assert undone(quarter, "Tom", answer).status_code == 200
    assert quarter.fresh(quarter.crew).kind == "key_result"


def test_it_moves_to_the_page_of_a_team_and_back(quarter: Quarter) -> None:
    sales = quarter.world.teams["Sales"]
    given = {"kind": "key_result", "entity": "team", "teams": str(sales.pk)}
    answer = posted(quarter, "Tom", quarter.crew, "type", given)
    assert quarter.fresh(quarter.crew).entity == "team"
    assert f"→ {sales.name}" in text_of(answer)
    assert undone(quarter, "Tom", answer).status_code == 200
    assert quarter.fresh(quarter.crew).entity == "individual"
    assert not quarter.crew.team_links.exists()


def test_a_team_without_a_name_is_asked_for_at_the_teams(quarter: Quarter) -> None:
    answer = posted(quarter, "Tom", quarter.crew, "type", {"kind": "key_result", "entity": "team"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"teams"}


def test_a_page_on_which_one_may_not_create_is_refused_beside_it(quarter: Quarter) -> None:
    interchangeable(okr_model="measurable", who_creates_organization_okrs="admins")
    given = {"kind": "key_result", "entity": "organization"}
    answer = posted(quarter, "Max", quarter.shops, "type", given)
    assert answer.status_code == 403
    assert answer.context["form"].errors.keys() == {"entity"}


def test_without_a_script_the_menu_leads_to_the_full_form(quarter: Quarter) -> None:
    client = quarter.world.client("Tom")
    menu = client.get(f"/o/acme/goals/{quarter.crew.pk}/menu").content.decode()
    for field, anchor in (("title", "id_title"), ("owner", "chooser-owners"), ("period", "id_period")):
        assert f'href="/o/acme/goals/{quarter.crew.pk}/edit#{anchor}" data-field="{field}"' in menu
        assert client.get(f"/o/acme/goals/{quarter.crew.pk}/fields/{field}").status_code == 302
    form = client.get(f"/o/acme/goals/{quarter.crew.pk}/edit").content.decode()
    assert all(f'id="{anchor}"' in form for anchor in ("id_title", "chooser-owners", "id_period", "id_entity"))


def test_saved_without_htmx_one_lands_on_its_page(quarter: Quarter) -> None:
    path = f"/o/acme/goals/{quarter.crew.pk}"
    answer = quarter.world.client("Tom").post(f"{path}/fields/title", {"title": "Hire two crews"})
    assert (answer.status_code, answer["Location"]) == (303, path)


def test_there_is_no_other_field(quarter: Quarter) -> None:
    assert asked(quarter, "Ada", quarter.crew, "score").status_code == 404


def test_in_a_flat_list_the_row_can_still_be_ticked(quarter: Quarter) -> None:
    where = {"HX-Current-URL": "http://testserver/o/acme/company?view=list"}
    assert "row-choose" in text_of(posted(quarter, "Ada", quarter.win, "title", {"title": "Win the south"}, **where))
    assert "row-choose" not in text_of(posted(quarter, "Ada", quarter.fresh(quarter.win), "title", {"title": "Win"}))


def test_compared_with_earlier_the_bar_of_then_stays(quarter: Quarter) -> None:
    where = {"HX-Current-URL": "http://testserver/o/acme/company?compare=week"}
    answer = posted(quarter, "Ada", quarter.win, "title", {"title": "Win the south"}, **where)
    assert answer.status_code == 200
    assert answer.context["moment"].since_text == "week"


def test_a_type_changed_on_the_page_of_its_parent_draws_that_page_anew(quarter: Quarter) -> None:
    interchangeable()
    where = {"HX-Current-URL": f"http://testserver/o/acme/goals/{quarter.win.pk}"}
    given = {"kind": "project", "entity": "individual"}
    answer = posted(quarter, "Tom", quarter.crew, "type", given, **where)
    assert answer["HX-Redirect"] == f"/o/acme/goals/{quarter.win.pk}"
