"""The page of the OKR model: shown, asked about once more, saved (spec okrs §4.1)."""

from __future__ import annotations

from typing import Any

from django.test import Client

from cairn.goals import actions
from cairn.goals.forms.model import ModelForm
from cairn.goals.recompute import settings_row
from cairn.goals.tests.quarter import Quarter
from cairn.organizations.models import Organization

PAGE = "/o/acme/settings/okr-model"


def sent(**changes: Any) -> dict[str, Any]:
    """What the browser sends when the form is as it is, but for the changes; None switches off."""
    initial = ModelForm.of(settings_row()).initial
    data = {name: "on" if value is True else value for name, value in initial.items() if value is not False}
    data |= changes
    return {name: value for name, value in data.items() if value is not None}


def said(response: Any) -> str:
    return " ".join(response.content.decode().split())


def browser(quarter: Quarter, name: str = "Ada") -> Client:
    return quarter.world.client(name)


def test_the_page_is_for_those_who_manage_the_organisation(quarter: Quarter) -> None:
    assert browser(quarter).get(PAGE).status_code == 200
    for name in ("Tom", "Cy", "Olive"):
        assert browser(quarter, name).get(PAGE).status_code == 403
        assert browser(quarter, name).post(PAGE, sent(shared_okrs=None)).status_code == 403
    assert settings_row().shared_okrs


def test_it_warns_of_what_belongs_to_many(quarter: Quarter) -> None:
    """okrs §4.4: shared ownership weakens accountability."""
    assert "What belongs to many is easily left to the others." in said(browser(quarter).get(PAGE))


def test_a_change_is_first_shown_with_what_follows(quarter: Quarter) -> None:
    page = browser(quarter).post(PAGE, sent(behind_over="5", private_okrs=None))
    assert "Behind, when more than" in said(page)
    assert "3 open items get new numbers" in said(page)
    assert "Holds for what is made from now on." in said(page)
    assert settings_row().private_okrs


def test_a_confirmed_change_is_saved(quarter: Quarter) -> None:
    answer = browser(quarter).post(PAGE, sent(behind_over="5", private_okrs=None, confirmed="on"))
    assert answer.status_code == 303
    settings = settings_row()
    assert (settings.behind_over, settings.private_okrs) == (5, False)


def test_nothing_changed_asks_nothing(quarter: Quarter) -> None:
    assert browser(quarter).post(PAGE, sent()).status_code == 303


def test_what_cannot_stand_is_said_at_its_field_with_all_that_was_typed(quarter: Quarter) -> None:
    page = browser(quarter).post(PAGE, sent(at_risk_over="120", band_green="0.75"))
    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"at_risk_over"}
    assert 'value="0.75"' in said(page)


def test_a_number_that_is_none_is_said_at_its_field(quarter: Quarter) -> None:
    for odd in ("", "x", "NaN", "1e400", "\x00"):
        page = browser(quarter).post(PAGE, sent(band_green=odd))
        assert (page.status_code, page.context["form"].errors.keys()) == (422, {"band_green"}), odd


def test_chosen_people_are_named_when_it_is_asked(quarter: Quarter) -> None:
    cy = str(quarter.world.members["Cy"].pk)
    data = sent(who_creates_team_okrs="listed", team_creators=[cy])
    assert "<b>Cy</b>" in said(browser(quarter).post(PAGE, data))
    browser(quarter).post(PAGE, data | {"confirmed": "on"})
    assert settings_row().team_creators == [cy]


def test_back_to_the_form_keeps_what_was_chosen(quarter: Quarter) -> None:
    page = browser(quarter).post(PAGE, sent(behind_over="7") | {"look": "back"})
    assert page.status_code == 200
    assert 'value="7"' in said(page)
    assert settings_row().behind_over == 0


def test_the_page_speaks_the_organisations_words(quarter: Quarter) -> None:
    Organization.objects.filter(slug="acme").update(
        terminology={"key_result": ["measure", "measures"], "objective": ["theme", "themes"]}
    )
    page = said(browser(quarter).get(PAGE))
    assert "Themes may stand under measures" in page
    assert "Themes inspire, measures measure" in page


def test_health_alerts_and_guidance_go_away_where_they_are_switched_off(quarter: Quarter) -> None:
    actions.set_model(by=quarter.actor("Ada"), scoring_guidance=False, private_okrs=False)
    form = said(browser(quarter).get(f"/o/acme/goals/{quarter.win.pk}/edit"))
    assert "How it is to be scored" not in form
    assert "Who can see it" not in form
