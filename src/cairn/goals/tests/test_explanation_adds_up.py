"""Whatever the tree looks like, the parts of a roll-up add up to its number, for everybody who looks at it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cairn.goals.computation import Link, apply, compute
from cairn.goals.explaining import derive
from cairn.goals.measuring import Rules
from cairn.goals.models import Goal
from cairn.goals.queries.surroundings import Around
from cairn.goals.scoring import Bands
from cairn.goals.status import Thresholds
from cairn.goals.telling import sentences
from cairn.goals.why import box

DAY = date(2026, 11, 22)
SPAN = {"start": date(2026, 10, 1), "due": date(2026, 12, 31)}

percentages = st.decimals(min_value=-50, max_value=250, places=2)


@st.composite
def links(draw: st.DrawFn) -> Link:
    """A child with any progress, state, kind and share that a table can hold."""
    progress = draw(st.none() | percentages)
    child = Goal(
        id=uuid4(),
        title=draw(st.sampled_from(["North", "South", "East"])),
        kind=draw(st.sampled_from(["objective", "key_result", "project"])),
        state=draw(st.sampled_from(["open", "open", "closed", "postponed"])),
        current_value=progress,
        progress=progress,
        score=draw(st.none() | st.decimals(min_value=0, max_value=1, places=2)),
        **SPAN,
    )
    share = draw(st.none() | st.decimals(min_value=0, max_value=10, places=2))
    return Link(child, share, draw(st.booleans()))


rules = st.builds(Rules, st.just(Thresholds()), st.booleans(), st.just(Bands()))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(links(), max_size=9), rules, st.data())
def test_the_parts_add_up_for_everybody(below: list[Link], rules: Rules, data: st.DataObject) -> None:
    goal = Goal(id=uuid4(), title="Grow", kind="objective", progress_mode="rollup", **SPAN)
    apply(goal, compute(goal, below, rules), DAY)
    ids = [link.child.pk for link in below]
    visible = frozenset(data.draw(st.lists(st.sampled_from(ids), unique=True)) if ids else [])
    why = derive(goal, Around(below=tuple(below), visible=visible), rules, DAY)
    parts = [part.part for part in why.parts if part.part is not None]
    if parts:
        assert abs(sum(parts, Decimal(0)) - (why.progress or 0)) <= Decimal("0.0001") * len(below)
        shares = [part.share for part in why.parts if part.share is not None]
        assert abs(sum(shares, Decimal(0)) - 100) <= Decimal("0.0001") * len(below)
    assert {part.goal_id for part in why.parts} - {None} <= visible
    assert sum(part.count for part in why.counting) <= len(below)
    assert all(sentences(why))
    assert box(why).headline
