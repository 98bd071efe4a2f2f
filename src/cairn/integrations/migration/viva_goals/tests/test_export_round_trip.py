"""Out as an Explorer file and in again: everything the layout has a column for comes back as it was."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.integrations.migration.viva_goals.export_rows import explorer_csv, explorer_rows
from cairn.integrations.migration.viva_goals.formulas import guarded, unguarded
from cairn.integrations.migration.viva_goals.records import (
    Bundle,
    CheckInRecord,
    GoalRecord,
    OutcomeRecord,
    ParentRef,
    PersonRef,
)
from cairn.integrations.migration.viva_goals.tests.sample_files import bundle_of

FIGURES = st.decimals(-(10**9), 10**9, places=2)
DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 31))
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC)).map(
    lambda at: at.replace(microsecond=0)
)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40).map(str.strip)
RISKY = st.sampled_from(
    ["=1+1", "'=x", "''@y", "+2", "-3", "@z", "＝sum", "a\nb", "; Status: x", 'say "hi"', "(weight: 1%"]
)
TITLES = (TEXTS | RISKY).filter(bool)
PEOPLE = st.sampled_from(["Ada Abel", "Bo Berg", "Chi Çelik", "Dée Ångström"]).map(
    lambda name: PersonRef(None, None, name)
)
OUTCOMES = st.one_of(
    st.just(OutcomeRecord()),
    st.tuples(st.sampled_from(["€", "kg", ""]), FIGURES, FIGURES)
    .filter(lambda given: given[1] != given[2])
    .map(lambda given: _metric(*given)),
)


def _metric(unit: str, start: Decimal, target: Decimal) -> OutcomeRecord:
    kind = "decrease" if target < start else "increase" if start else "reach"
    return OutcomeRecord("metric", kind, "Deals", unit, start, target)


@st.composite
def bundles(draw: st.DrawFn) -> Bundle:
    """A small tree with check-ins, as a reader would hand it over."""
    goals, check_ins = [], []
    for number in range(draw(st.integers(1, 5))):
        goal = draw(_goals(number, goals))
        goals.append(goal)
        for at in sorted(draw(st.lists(INSTANTS, max_size=2, unique=True))):
            check_ins.append(draw(_check_ins(goal, at)))
    return Bundle("explorer", goals=tuple(goals), check_ins=tuple(check_ins))


@st.composite
def _goals(draw: st.DrawFn, number: int, above: list[GoalRecord]) -> GoalRecord:
    start, due = sorted((draw(DAYS), draw(DAYS)))
    parents = draw(st.lists(st.sampled_from(above), unique_by=id, max_size=2)) if above else []
    return GoalRecord(
        row=number + 2,
        external_id=str(1000 + number),
        title=draw(TITLES),
        kind=draw(st.sampled_from(["objective", "key_result", "project"])),
        team_names=tuple(draw(st.lists(st.sampled_from(["Sales", "R, D & Q"]), unique=True))),
        owner_refs=tuple(draw(st.lists(PEOPLE, unique=True, max_size=3))),
        creator_ref=draw(st.none() | PEOPLE),
        period_name=draw(st.sampled_from(["Q1 2025", "FY25 Q1", ""])),
        start=start,
        due=due,
        description=draw(TEXTS | RISKY),
        nature=draw(st.sampled_from(["aspirational", "committed"])),
        outcome=draw(OUTCOMES),
        status=draw(st.sampled_from([None, "not_started", "on_track", "at_risk", "closed", "reopened"])),
        progress=draw(st.none() | FIGURES),
        score=draw(st.none() | st.decimals(0, 1, places=2)),
        alignments=tuple(ParentRef(parent.external_id, parent.title) for parent in parents),
        tags=tuple(draw(st.lists(st.sampled_from(["bold", "a, b", "=tag", "c; d"]), unique=True))),
        created_at=draw(st.none() | INSTANTS),
    )


@st.composite
def _check_ins(draw: st.DrawFn, goal: GoalRecord, at: datetime) -> CheckInRecord:
    return CheckInRecord(
        goal_ref=goal.external_id,
        at=at,
        date=at.date(),
        author_ref=draw(PEOPLE),
        note=draw(TEXTS | RISKY | st.just("so; Metric Name: no; Status: Closed; Current Value: 9; Activity Date: x")),
        status=draw(st.sampled_from([None, "behind"])),
        value=draw(FIGURES),
        metric_name="Deals",
    )


@settings(deadline=None, max_examples=60)
@given(bundles())
def test_what_is_exported_is_read_back_equal(bundle: Bundle) -> None:
    again = bundle_of(explorer_csv(bundle))
    assert [_carried(goal) for goal in again.goals] == [_carried(goal) for goal in bundle.goals]
    own = [check_in for check_in in again.check_ins if not check_in.is_implied]
    assert sorted(own, key=_order) == sorted(bundle.check_ins, key=_order)
    assert not [note for note in again.notes if note.severity == "error"]


def _order(check_in: CheckInRecord) -> tuple[str, datetime]:
    return check_in.goal_ref, check_in.at


def _carried(goal: GoalRecord) -> GoalRecord:
    """The goal with what the layout has no column for taken away."""
    return replace(
        goal,
        row=0,
        kind_word="",
        entity="",
        check_in_owner_ref=None,
        progress_mode="",
        current_value=None,
        metadata={},
    )


@settings(deadline=None, max_examples=60)
@given(bundles())
def test_exporting_what_was_read_back_gives_the_same_file(bundle: Bundle) -> None:
    once = bundle_of(explorer_csv(bundle))
    assert bundle_of(explorer_csv(once)).goals == bundle_of(explorer_csv(bundle_of(explorer_csv(once)))).goals


@settings(deadline=None)
@given(TEXTS | RISKY | st.text("'= +-@\t＝＋－＠x", max_size=8))
def test_guarding_text_can_be_undone_exactly(text: str) -> None:
    assert unguarded(guarded(text), may_be_formula=False) == text


@settings(deadline=None)
@given(st.text("'= +-@\t\r\n＝＋－＠x1", max_size=8))
def test_no_guarded_cell_starts_like_a_formula(text: str) -> None:
    safe = guarded(text)
    is_number = safe.removeprefix("-").isdigit()
    assert is_number or not safe.strip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_an_exported_file_holds_no_cell_that_a_spreadsheet_would_run() -> None:
    goal = GoalRecord(
        2, "1", '=cmd|"/C calc"!A0', description="＋1", tags=("@x",), owner_refs=(PersonRef(name="-Bo"),)
    )
    content = explorer_csv(Bundle("explorer", goals=(goal,))).decode("utf-8-sig")
    cells = next(iter(list(csv.reader(io.StringIO(content)))[1:]))
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))]


def test_fixed_shares_survive_and_automatic_ones_are_written_as_their_equal_split() -> None:
    top = GoalRecord(2, "1", "Top")
    weights = [Decimal(50), None, None]
    below = [
        GoalRecord(at, str(at), f"KR {at}", alignments=(ParentRef("1", "Top", weights[at - 3]),)) for at in (3, 4, 5)
    ]
    bundle = Bundle("explorer", goals=(top, *below))
    column = explorer_rows(bundle)[0].index("Aligned To (weight, Objective ID)")
    assert [row[column] for row in explorer_rows(bundle)[2:]] == [
        "Top(weight: 50.00%, Id: 1)", "Top(weight: 25.00%, Id: 1)", "Top(weight: 25.00%, Id: 1)",
    ]  # fmt: skip
    again = bundle_of(explorer_csv(bundle))
    assert [goal.alignments[0].weight for goal in again.goals[1:]] == weights


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf"])
def test_the_file_opens_in_a_spreadsheet_with_its_accents(mark: bytes) -> None:
    content = explorer_csv(Bundle("explorer", goals=(GoalRecord(2, "1", "Épée"),)))
    assert content.startswith(mark)
    assert b"\r\n" in content
