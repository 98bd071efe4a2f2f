"""A file of very many rows that comes in through the importer."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from cairn.core import clock, tenancy
from cairn.core.access import Via
from cairn.goals import bench as synthetic
from cairn.goals.bench.shape import KEY_RESULTS
from cairn.goals.models import Goal
from cairn.integrations.migration import policies
from cairn.integrations.migration.actions import import_now
from cairn.integrations.migration.viva_goals.choices import Choices
from cairn.integrations.migration.viva_goals.detect import SourceFile
from cairn.integrations.migration.viva_goals.examine import examine
from cairn.integrations.migration.viva_goals.export_rows import explorer_csv
from cairn.integrations.migration.viva_goals.records import (
    Bundle,
    CheckInRecord,
    GoalRecord,
    OutcomeRecord,
    ParentRef,
    PersonRef,
)
from cairn.organizations.actor import system
from cairn.organizations.models import Organization

MANY = 10_000
OWNERS = 200
SLUG = "bench-import"


class Import:
    """A file of `size` rows, and an empty organisation that takes it in."""

    def __init__(self, size: int = MANY) -> None:
        self.size = size
        for earlier in Organization.objects.filter(slug=SLUG, is_demo=True):
            synthetic.remove(earlier)
        self.organization = Organization(name="Bench import", slug=SLUG, is_demo=True)
        self.organization.save(force_insert=True)
        self.file = SourceFile("explorer.csv", explorer_csv(_bundle(size, clock.now())))

    def load(self, _number: int) -> None:
        """Reads, plans and imports it as `cairn import` does."""
        by = system(Via.IMPORT)
        with tenancy.enter(self.organization.pk):
            found = examine([self.file], self.organization, Choices(), policies.reach_of(by))
            import_now([self.file], found, by=by)
            assert Goal.objects.count() == self.size, "not every row came in"

    def remove(self) -> None:
        """Takes the organisation away with everything in it."""
        synthetic.remove(self.organization)


def _bundle(size: int, now: datetime) -> Bundle:
    """Objectives with four key results each and one check-in on each key result, in the quarter of `now`."""
    first = date(now.year, (now.month - 1) // 3 * 3 + 1, 1)
    goals, check_ins = [], []
    for number in range(size):
        place = number % (1 + KEY_RESULTS)
        goals.append(_goal(number, f"{number - place}" if place else "", first))
        if place:
            at = datetime.combine(first, time(12), UTC)
            check_ins.append(
                CheckInRecord(f"{number}", at, first, _owner(number), "Steady.", value=Decimal(number % 50))
            )
    return Bundle("explorer", goals=tuple(goals), check_ins=tuple(check_ins))


def _goal(number: int, above: str, first: date) -> GoalRecord:
    return GoalRecord(
        row=number,
        external_id=f"{number}",
        title=f"Move number {number} from where it stands" if above else f"Make part {number} easier to live with",
        kind="key_result" if above else "objective",
        owner_refs=(_owner(number),),
        period_name=f"Q{(first.month + 2) // 3} {first.year}",
        start=first,
        due=first + timedelta(days=89),
        outcome=OutcomeRecord("metric", "increase", "number", "pieces") if above else OutcomeRecord(),
        progress_mode="manual" if above else "rollup",
        current_value=Decimal(number % 50) if above else None,
        progress=Decimal(number % 50) if above else None,
        alignments=(ParentRef(above),) if above else (),
        created_at=datetime.combine(first, time(9), UTC),
    )


def _owner(number: int) -> PersonRef:
    return PersonRef(name=f"Person {number % OWNERS}")
