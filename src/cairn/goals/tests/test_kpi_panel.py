"""The KPI panel of a page: which tiles, whose, in which order, and as it was (spec okrs §8.3, §8.5)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.core import clock
from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions
from cairn.goals.instants import Moment
from cairn.goals.models import Entity, Goal, GoalSettings, KpiTile
from cairn.goals.outcome import MetricKind, Outcome, OutcomeType
from cairn.goals.queries.kpi_panel import Tile, kpi_panel
from cairn.goals.queries.tree import Place
from cairn.goals.tests.quarter import NOON, Quarter, increase
from cairn.goals.verify import differences
from cairn.planning.models import Period

COMPANY = Place(Entity.ORGANIZATION)
FRAGMENT = {"HX-Request": "true"}
SHELF = "kpi-shelf"


@pytest.fixture
def loud(quarter: Quarter) -> Goal:
    """A number at the top of the company's page: 40 of 20 → 60 k€."""
    goal = quarter.goal("Earn in the north", outcome=increase(20, 60, "k€"))
    actions.check_in(goal, by=quarter.actor("Ada"), value=Decimal(40), note="Well begun.")
    return goal


def tiles(quarter: Quarter, who: str = "Ada", place: Place = COMPANY, period: Period | None = None) -> list[Tile]:
    moment = Moment.of({}, ZoneInfo("UTC"), clock.now())
    settings = GoalSettings.objects.get_or_create()[0]
    return kpi_panel(place, [period or quarter.period], quarter.actor(who), moment, settings).tiles


def titles(quarter: Quarter, who: str = "Ada", place: Place = COMPANY) -> list[str]:
    return [tile.row.title for tile in tiles(quarter, who, place)]


def sales(quarter: Quarter) -> Place:
    return Place(Entity.TEAM, quarter.world.teams["Sales"].pk)


def page(quarter: Quarter, path: str, who: str = "Ada") -> str:
    return unescape(quarter.world.client(who).get(f"/o/acme/{path}").content.decode())


def test_numbers_at_the_top_of_a_page_stand_on_its_panel_by_themselves(quarter: Quarter, loud: Goal) -> None:
    """okrs §8.3: all top-level metric OKRs; nothing that stands under something on the page."""
    quarter.goal("Below", under=quarter.win, outcome=increase(0, 5))
    quarter.goal("By percent")
    assert titles(quarter) == ["Earn in the north"]
    # Its parent stands on the company's page, so that it is at the top of the team's.
    assert titles(quarter, place=sales(quarter)) == ["Open ten shops"]


def test_a_tile_says_where_it_stands_and_how_far_it_came(quarter: Quarter, loud: Goal) -> None:
    """okrs §8.3: name, alignment, status of the last check-in, current value and change since start."""
    (tile,) = tiles(quarter)
    assert (tile.value, tile.change) == ("40\u00a0k€", "+20")
    text = page(quarter, "company/kpis")
    assert "+20 since start" in text
    assert "On track" in text
    assert "⟶ Win the north" in page(quarter, f"teams/{sales(quarter).id}/kpis")


def test_what_has_no_start_is_measured_from_its_first_check_in(quarter: Quarter) -> None:
    bound = Outcome(OutcomeType.METRIC, MetricKind.STAY_BELOW, unit="%", target=Decimal(4))
    churn = quarter.goal("Keep churn low", outcome=bound)
    assert tiles(quarter)[0].change == ""
    for days, value in ((3, "3.5"), (2, "2.5"), (1, "3")):
        at = clock.now() - timedelta(days=days)
        actions.check_in(churn, by=quarter.actor("Ada"), value=Decimal(value), at=at)
    assert tiles(quarter)[0].change == "−0.5"


def test_any_other_number_is_put_there_by_hand_and_taken_off_again(quarter: Quarter, loud: Goal) -> None:
    actions.put_on_panel(COMPANY, quarter.shops, by=quarter.actor("Ada"))
    actions.put_on_panel(COMPANY, quarter.shops, by=quarter.actor("Ada"))
    assert set(titles(quarter)) == {"Earn in the north", "Open ten shops"}

    actions.take_off_panel(COMPANY, quarter.shops, by=quarter.actor("Ada"))
    actions.take_off_panel(COMPANY, loud, by=quarter.actor("Ada"))
    actions.take_off_panel(COMPANY, loud, by=quarter.actor("Ada"))
    assert titles(quarter) == []
    kinds = Event.objects.filter(kind__startswith="kpi.").order_by("at", "pk").values_list("kind", flat=True)
    assert list(kinds) == ["kpi.added", "kpi.removed", "kpi.removed"]
    assert not list(differences())


def test_what_has_no_number_is_no_tile(quarter: Quarter) -> None:
    with pytest.raises(Refused):
        actions.put_on_panel(COMPANY, quarter.crew, by=quarter.actor("Ada"))
    actions.put_on_panel(COMPANY, quarter.shops, by=quarter.actor("Ada"))
    actions.edit(quarter.shops, {"outcome": Outcome.percent()}, by=quarter.actor("Ada"))
    assert titles(quarter) == []


def test_what_was_postponed_or_deleted_leaves_the_panel(quarter: Quarter, loud: Goal) -> None:
    actions.put_on_panel(COMPANY, quarter.shops, by=quarter.actor("Ada"))
    actions.postpone(loud, by=quarter.actor("Ada"), reason="Later.")
    actions.delete(quarter.shops, by=quarter.actor("Ada"))
    assert titles(quarter) == []


def test_a_number_of_the_year_stands_on_the_panel_of_each_quarter(quarter: Quarter) -> None:
    year = Period.objects.filter(kind="year", start__lte=NOON.date(), end__gte=NOON.date()).first()
    assert year is not None
    yearly = quarter.goal("Earn all year", outcome=increase(0, 9), period=year.pk)
    assert titles(quarter) == []
    actions.put_on_panel(COMPANY, yearly, by=quarter.actor("Ada"))
    assert titles(quarter) == ["Earn all year"]
    actions.put_on_panel(COMPANY, quarter.shops, by=quarter.actor("Ada"))
    assert [tile.row.title for tile in tiles(quarter, period=quarter.next_period)] == ["Earn all year"]


@pytest.mark.parametrize(
    ("name", "company", "team", "person"),
    [
        ("Ada", True, True, True),
        ("Ben", True, True, True),
        ("Tom", False, True, False),
        ("Tia", False, True, False),
        ("Max", False, False, True),
        ("Cy", False, False, False),
        ("Olive", False, False, False),
    ],
)
def test_who_administers_a_page_arranges_its_panel(
    quarter: Quarter, name: str, company: bool, team: bool, person: bool
) -> None:
    """okrs §8.3: managed by whoever administers the page; everybody else is told who that is."""
    places = [COMPANY, sales(quarter), Place(Entity.INDIVIDUAL, quarter.world.members["Max"].pk)]
    for place, may in zip(places, (company, team, person), strict=True):
        if may:
            actions.put_on_panel(place, quarter.shops, by=quarter.actor(name))
            actions.take_off_panel(place, quarter.shops, by=quarter.actor(name))
            continue
        for act in (actions.put_on_panel, actions.take_off_panel):
            with pytest.raises(Denied) as refusal:
                act(place, quarter.shops, by=quarter.actor(name))
            assert refusal.value.helpers
        with pytest.raises(Denied):
            actions.arrange_panel(place, [quarter.shops.pk], by=quarter.actor(name))


def test_a_private_goal_stays_private(quarter: Quarter) -> None:
    """okrs §2.6: neither a tile nor the place of a panel gives it away."""
    secret = quarter.goal("Buy the rival", outcome=increase(0, 3), privacy="listed")
    actions.put_on_panel(sales(quarter), secret, by=quarter.actor("Ada"))
    assert titles(quarter) == ["Buy the rival"]
    assert titles(quarter, "Cy") == []
    assert SHELF in page(quarter, "company")
    assert SHELF not in page(quarter, "company", "Cy")
    assert "Buy the rival" not in page(quarter, "company/kpis", "Cy")
    assert "Buy the rival" not in page(quarter, f"teams/{sales(quarter).id}/kpis", "Cy")
    tile = f"/o/acme/people/{quarter.world.members['Cy'].pk}/kpis/{secret.pk}"
    assert quarter.world.client("Cy").post(tile).status_code == 404


def test_the_place_of_the_panel_is_kept_only_where_something_comes(quarter: Quarter) -> None:
    assert SHELF not in page(quarter, "company")
    actions.put_on_panel(COMPANY, quarter.shops, by=quarter.actor("Ada"))
    assert SHELF in page(quarter, "company", "Cy")
    empty = Place(Entity.TEAM, quarter.world.teams["Product"].pk)
    assert SHELF not in page(quarter, f"teams/{empty.id}")
    actions.put_on_panel(empty, quarter.shops, by=quarter.actor("Ada"))
    assert SHELF in page(quarter, f"teams/{empty.id}")  # a page without a goal
    actions.take_off_panel(COMPANY, quarter.shops, by=quarter.actor("Ada"))
    assert SHELF not in page(quarter, "company")


def test_the_organisation_switches_it_off(quarter: Quarter, loud: Goal) -> None:
    """okrs §18, feature switches."""
    actions.set_model(by=quarter.actor("Ada"), kpi_panel=False)
    client = quarter.world.client("Ada")
    assert SHELF not in page(quarter, "company")
    assert client.get("/o/acme/company/kpis").status_code == 404
    assert client.post(f"/o/acme/company/kpis/{loud.pk}").status_code == 404
    assert "KPI panels" not in page(quarter, f"goals/{loud.pk}/menu")


def order(quarter: Quarter, who: str, goal: Goal, **where: object) -> tuple[int, list[str]]:
    client = quarter.world.client(who)
    answer = client.post(f"/o/acme/company/kpis/{goal.pk}", where, headers=FRAGMENT)
    return answer.status_code, titles(quarter)


def test_tiles_are_moved_by_dragging_and_by_their_menu(quarter: Quarter) -> None:
    a, b, c = (quarter.goal(name, outcome=increase(0, 9)) for name in "ABC")
    assert titles(quarter) == ["A", "B", "C"]
    assert order(quarter, "Ada", c, before=a.pk) == (200, ["C", "A", "B"])
    assert order(quarter, "Ada", c, after=b.pk) == (200, ["A", "B", "C"])
    assert order(quarter, "Ada", b, move="earlier") == (200, ["B", "A", "C"])
    assert order(quarter, "Ada", b, move="later") == (200, ["A", "B", "C"])
    for refused in ({"move": "earlier"}, {"before": "nonsense"}, {"after": quarter.crew.pk}):
        assert order(quarter, "Ada", a, **refused) == (422, ["A", "B", "C"])
    assert order(quarter, "Ada", c, move="later")[0] == 422
    assert order(quarter, "Ada", quarter.crew, move="later")[0] == 422
    assert order(quarter, "Cy", c, move="earlier")[0] == 403
    before = Event.objects.count()
    actions.arrange_panel(COMPANY, [a.pk, b.pk, c.pk], by=quarter.actor("Ada"))
    assert Event.objects.count() == before, "the same again changes nothing"
    quarter.goal("D", outcome=increase(0, 9))
    assert titles(quarter) == ["A", "B", "C", "D"], "what is new comes last"


def test_without_a_script_a_tile_is_moved_and_taken_off_by_forms(quarter: Quarter) -> None:
    a, b = (quarter.goal(name, outcome=increase(0, 9)) for name in "AB")
    client = quarter.world.client("Ada")
    assert client.post(f"/o/acme/company/kpis/{b.pk}", {"move": "earlier"}).status_code == 303
    assert titles(quarter) == ["B", "A"]
    answer = client.post(f"/o/acme/company/kpis/{a.pk}", {"_method": "delete"}, follow=True)
    assert titles(quarter) == ["B"]
    assert f'action="/o/acme/company/kpis/{a.pk}"' in answer.content.decode(), "it can be undone"
    client.post(f"/o/acme/company/kpis/{a.pk}")
    assert set(titles(quarter)) == {"A", "B"}


def test_from_the_menu_of_a_row_a_number_is_put_on_the_panels_one_arranges(quarter: Quarter) -> None:
    """okrs §8.5, "add to KPI panel"."""
    client, here = quarter.world.client("Tom"), f"/o/acme/goals/{quarter.shops.pk}/kpis"
    assert here in page(quarter, f"goals/{quarter.shops.pk}/menu", "Tom")
    assert f"goals/{quarter.crew.pk}/kpis" not in page(quarter, f"goals/{quarter.crew.pk}/menu", "Tom")
    text = client.get(here).content.decode()
    assert "Sales" in text
    assert "Acme</label>" not in text, "the company's panel is not Tom's to arrange"

    mine, team = f"individual:{quarter.world.members['Tom'].pk}", f"team:{sales(quarter).id}"
    assert client.post(here, {"panels": [mine]}).status_code == 303  # Sales is unticked, where it stood by itself
    assert titles(quarter, "Tom", sales(quarter)) == []
    assert titles(quarter, "Tom", Place(Entity.INDIVIDUAL, quarter.world.members["Tom"].pk)) == ["Open ten shops"]
    assert client.post(here, {"panels": [mine, team]}).status_code == 303
    assert titles(quarter, "Tom", sales(quarter)) == ["Open ten shops"]
    assert client.post(here, {"panels": ["organization"]}).status_code == 422
    assert not KpiTile.objects.filter(entity=Entity.ORGANIZATION).exists()


def test_the_panel_is_shown_with_the_numbers_of_a_day(quarter: Quarter, loud: Goal) -> None:
    """okrs §8.3 and `?at=`: values as they were then, for the tiles of today."""
    with clock.at(NOON + timedelta(days=2)):
        actions.check_in(loud, by=quarter.actor("Ada"), value=Decimal(55))
        actions.put_on_panel(COMPANY, quarter.shops, by=quarter.actor("Ada"))
    with clock.at(NOON + timedelta(days=5)):
        assert "55\u00a0k€" in page(quarter, "company/kpis")
        then = page(quarter, "company/kpis?at=2026-08-16")
        assert "40\u00a0k€" in then
        assert "Open ten shops" in then
        assert "55\u00a0k€" not in then
        assert "Take off the panel" not in then
        assert SHELF in page(quarter, "company?at=2026-08-16")
        assert "kpis?at=2026-08-16" in page(quarter, "company?at=2026-08-16")
        assert SHELF not in page(quarter, "company?at=2026-08-01")
        assert quarter.world.client("Ada").get("/o/acme/company/kpis?at=1999-01-01").status_code == 200


def test_many_tiles_take_no_more_queries_than_one(quarter: Quarter, loud: Goal) -> None:
    def queries() -> int:
        client = quarter.world.client("Ada")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/o/acme/company/kpis", headers=FRAGMENT).status_code == 200
        return len(asked)

    few = queries()
    for n in range(12):
        quarter.goal(f"Number {n}", outcome=increase(0, 9))
    assert queries() == few
    assert few <= 15
