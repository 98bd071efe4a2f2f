"""Whatever stands in one organisation, exported and imported into an empty one, is the same tree and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cairn.core.tenancy import current_id
from cairn.goals import verify
from cairn.goals.actions import Load, load
from cairn.goals.measuring import write_outcome
from cairn.goals.models import CheckIn, Goal
from cairn.goals.outcome import MetricKind, Outcome, OutcomeType
from cairn.integrations.migration.tests.conftest import Importer
from cairn.integrations.migration.viva_goals.export_json import json_zip
from cairn.integrations.migration.viva_goals.export_rows import explorer_csv
from cairn.integrations.migration.viva_goals.extract import bundle_of
from cairn.organizations.models import Member, Organization
from cairn.planning.models import Period

STATUSES = ["not_started", "on_track", "behind", "at_risk"]
values = st.decimals(0, 200, places=2)
percent = Outcome.percent()
outcomes = st.sampled_from(
    [
        percent,
        Outcome(OutcomeType.METRIC, kind=MetricKind.REACH, unit="shops", target=Decimal(120)),
        Outcome(OutcomeType.METRIC, kind=MetricKind.INCREASE, unit="€", start=Decimal("38.5"), target=Decimal(55)),
        Outcome(OutcomeType.METRIC, kind=MetricKind.DECREASE, unit="days", start=Decimal(30), target=Decimal(3)),
        Outcome(OutcomeType.METRIC, kind=MetricKind.STAY_BELOW, unit="%", target=Decimal(4)),
        Outcome(OutcomeType.METRIC, kind=MetricKind.STAY_ABOVE, unit="pts", target=Decimal(60)),
        Outcome(OutcomeType.METRIC, kind=MetricKind.STAY_BETWEEN, unit="°", low=Decimal(3), high=Decimal(9)),
    ]
)
# The Explorer layout has no column for the kind of a metric; what runs from 0 to a target is read as it was.
scaled = st.sampled_from(
    [percent, Outcome(OutcomeType.METRIC, kind=MetricKind.REACH, unit="shops", target=Decimal(9))]
)


@st.composite
def leaves(draw: st.DrawFn, of: st.SearchStrategy[Outcome]) -> dict[str, Any]:
    """A key result: its outcome, check-ins of some days of July, its end, and which branch it hangs on."""
    days = draw(st.lists(st.integers(1, 28), unique=True, max_size=3))
    return {
        "outcome": draw(of),
        "check_ins": [(day, draw(values), draw(st.sampled_from(STATUSES))) for day in sorted(days)],
        "closed": draw(st.booleans()),
        "score": draw(st.sampled_from([Decimal("0"), Decimal("0.7"), Decimal("1")])),
        "branch": draw(st.integers(0, 2)),
        "private": draw(st.booleans()),
    }


def _rows(specs: list[dict[str, Any]], owner: Member, period: Period) -> list[Load]:
    made = datetime(2026, 6, 1, 9, tzinfo=UTC)
    common = {
        "entity": "organization",
        "period": period,
        "start": period.start,
        "due": period.end,
        "created_at": made,
    }
    top = Goal(kind="objective", title="Top", progress_mode="rollup", **common)
    branches = [Goal(kind="objective", title=f"Branch {n}", progress_mode="rollup", **common) for n in range(3)]
    rows = [Load(top, [owner.pk]), *(Load(branch, [owner.pk], parents=[(top.pk, None, True)]) for branch in branches)]
    for number, spec in enumerate(specs):
        goal = Goal(kind="key_result", title=f"Leaf {number}", **common)
        goal.privacy = "listed" if spec["private"] else "everyone"
        write_outcome(goal, spec["outcome"])
        if spec["closed"]:
            goal.state, goal.score, goal.closed_at = "closed", spec["score"], datetime(2026, 9, 30, 12, tzinfo=UTC)
        check_ins = [
            CheckIn(
                at=datetime(2026, 7, day, 9, tzinfo=UTC), value=value, status=status, author=owner, source="import"
            )
            for day, value, status in spec["check_ins"]
        ]
        parent = branches[spec["branch"]].pk
        rows.append(Load(goal, [owner.pk], parents=[(parent, None, True)], check_ins=check_ins))
    return rows


def picture(*, with_privacy: bool) -> list[tuple[Any, ...]]:
    """The tree as it is here: everything people see of it, without ids."""
    return sorted(
        (
            goal.title, goal.kind, goal.outcome_type, goal.metric_kind, goal.unit, str(goal.target_value),
            str(goal.current_value), str(goal.progress), goal.state, str(goal.score), goal.progress_mode,
            str((goal.on_track_from, goal.behind_from, goal.at_risk_from)), str(goal.start), str(goal.due),
            goal.privacy if with_privacy else "",
            tuple(goal.parent_links.values_list("parent__title", flat=True)),
            tuple(map(str, goal.check_ins.order_by("at").values_list("at", "value", "status"))),
            tuple(goal.ownerships.values_list("member__name", flat=True)),
        )
        for goal in Goal.objects.standing()
    )  # fmt: skip


def carried(importer: Importer, content: bytes) -> None:
    """Into Globex, which has nothing."""
    with importer.world.enter(importer.world.globex):
        assert not Goal.objects.exists()
        importer(content, name="Mallory")
        assert list(verify.differences()) == []


@contextmanager
def _undone() -> Iterator[None]:
    """Each example begins with what the one before it found."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _round_trip(importer: Importer, specs: list[dict[str, Any]], layout: str) -> None:
    period = Period.objects.filter(kind="quarter", start__month=7).first() or Period.objects.create(
        name="Summer", kind="quarter", start="2026-07-01", end="2026-09-30"
    )
    period.refresh_from_db()
    load(_rows(specs, Member.objects.get(name="Ada"), period), by=importer.by())
    write = json_zip if layout == "json" else explorer_csv
    content = write(bundle_of(Organization.objects.get(pk=current_id())))
    before = picture(with_privacy=layout == "json")
    carried(importer, content)
    with importer.world.enter(importer.world.globex):
        assert picture(with_privacy=layout == "json") == before


FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(specs=st.lists(leaves(outcomes), min_size=1, max_size=5))
def test_the_json_layout_carries_everything(importer: Importer, specs: list[dict[str, Any]]) -> None:
    with _undone():
        _round_trip(importer, specs, "json")


@FEW
@given(specs=st.lists(leaves(scaled), min_size=3, max_size=5))
def test_the_explorer_layout_carries_tree_and_numbers(importer: Importer, specs: list[dict[str, Any]]) -> None:
    # Nor does it say that an objective without anything below it would roll up: every branch has a leaf here.
    leafy = [spec | {"private": False, "branch": number % 3} for number, spec in enumerate(specs)]
    with _undone():
        _round_trip(importer, leafy, "explorer")


@pytest.mark.parametrize("layout", ["json", "explorer"])
def test_what_comes_back_to_its_own_organisation_changes_nothing(importer: Importer, layout: str) -> None:
    period = Period.objects.create(name="Summer", kind="quarter", start="2026-07-01", end="2026-09-30")
    period.refresh_from_db()
    spec = {"outcome": percent, "check_ins": [(3, Decimal(40), "on_track")], "closed": False, "score": None}
    load(_rows([spec | {"branch": 0, "private": False}], Member.objects.get(name="Ada"), period), by=importer.by())
    write = json_zip if layout == "json" else explorer_csv
    run = importer(write(bundle_of(Organization.objects.get(pk=current_id()))))
    assert run.report["counts"]["goal"] == {"unchanged": 5}
