"""The goals of the JSON export: objectives, key results and projects in one array (spec §7.1, Objectives)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from cairn.integrations.migration.viva_goals import cells, values
from cairn.integrations.migration.viva_goals.assembly import Found
from cairn.integrations.migration.viva_goals.json_values import keepable, person, records_of, text
from cairn.integrations.migration.viva_goals.reading import attempted, in_order, score
from cairn.integrations.migration.viva_goals.records import (
    CheckInRecord,
    GoalRecord,
    OutcomeRecord,
    ParentRef,
    PersonRef,
    PhaseRecord,
)
from cairn.integrations.migration.viva_goals.remarks import Remarks, RowRemarks

Record = Mapping[str, Any]

_EVERYBODY = {"everybody", "everyone", "all", "public"}
_UNDERSTOOD = frozenset(
    {
        "ID", "Title", "Type", "Created By", "Owner", "Teams", "Time Period", "Start Date", "End Date",
        "Alignment", "Delegated To", "Description", "Tags", "Progress", "Status", "Outcome", "Phased Targets",
        "Check-in Owners", "Parent IDs", "Children", "Score", "Goal Type", "Created At", "Last Check-in",
    }
)  # fmt: skip


@dataclass
class GoalReader:
    """Reads the array of goals, knowing what was found in the other arrays."""

    records: Sequence[Record]
    found: Found
    remarks: Remarks
    last_check_ins: dict[str, CheckInRecord] = field(default_factory=dict)
    listed_parents: dict[str, list[ParentRef]] = field(default_factory=lambda: defaultdict(list))
    has_permissions: bool = True

    def read(self) -> list[GoalRecord]:
        """Read every record that has an id and a title; the others are remarked on."""
        for check_in in sorted(self.found.check_ins, key=lambda check_in: (check_in.date, check_in.at)):
            self.last_check_ins[check_in.goal_ref] = check_in
        for record in self.records:
            for child in records_of(record.get("Children")):
                self.listed_parents[text(child.get("ID"))].append(
                    ParentRef(text(record.get("ID")), text(record.get("Title")))
                )
        self.has_permissions = any(record.get("Permissions") for record in self.records)
        goals = []
        for row, record in enumerate(self.records, start=1):
            notes = RowRemarks(self.remarks, row, text(record.get("ID")) or None, text(record.get("Title")))
            if not notes.external_id or not notes.title:
                notes.error(_("The goal has no id.") if notes.title else _("The goal has no title."))
            else:
                goals.append(self._goal(record, notes, notes.external_id))
        return goals

    def _goal(self, record: Record, notes: RowRemarks, external_id: str) -> GoalRecord:
        start = attempted(notes, "Start Date", lambda: cells.day(text(record.get("Start Date"))))
        due = attempted(notes, "End Date", lambda: cells.day(text(record.get("End Date"))))
        start, due = in_order(start, due, notes)
        outcome = _outcome(record, notes)
        progress, value = self._progress(record, outcome, notes, external_id)
        owners = self._people(record.get("Owner"))
        check_in_owners = self._people(record.get("Check-in Owners"))
        teams = tuple(
            dict.fromkeys(name for team in records_of(record.get("Teams")) if (name := text(team.get("Name"))))
        )
        creator, delegate = person(record.get("Created By")), person(record.get("Delegated To"))
        period = record.get("Time Period")
        viewers, unknown = self._viewers(record, owners, notes)
        mode, rule = _modes(record)
        return GoalRecord(
            row=notes.row,
            external_id=external_id,
            title=notes.title,
            kind="",
            kind_word=text(record.get("Type")),
            entity="team" if teams else "",
            team_names=teams,
            owner_refs=owners,
            creator_ref=self.found.directory.ref(creator) if creator else None,
            check_in_owner_ref=next(iter(check_in_owners or owners), None),
            delegate_ref=self.found.directory.ref(delegate) if delegate else None,
            period_name=text(period.get("Name")) if isinstance(period, dict) else text(period),
            start=start,
            due=due,
            description=text(record.get("Description")),
            nature=attempted(notes, "Goal Type", lambda: values.nature(text(record.get("Goal Type"))))
            or values.NATURES[0],
            outcome=outcome,
            progress_mode=mode,
            status_rule=rule,
            status=attempted(notes, "Status", lambda: values.status(text(record.get("Status")))),
            progress=progress,
            current_value=value,
            score=attempted(notes, "Score", lambda: score(record.get("Score"))),
            alignments=self._parents(record, external_id),
            tags=_names(record.get("Tags"), "Tag Name"),
            created_at=attempted(notes, "Created At", lambda: cells.instant(text(record.get("Created At")))),
            viewers=viewers,
            is_private_unknown=unknown,
            metadata=_metadata(record, outcome, notes),
        )

    def _people(self, value: Any) -> tuple[PersonRef, ...]:
        refs = (person(entry) for entry in records_of(value))
        return tuple(dict.fromkeys(self.found.directory.ref(ref) for ref in refs if ref))

    def _progress(
        self, record: Record, outcome: OutcomeRecord, notes: RowRemarks, external_id: str
    ) -> tuple[Decimal | None, Decimal | None]:
        figure = attempted(notes, "Progress", lambda: cells.number(record.get("Progress")))
        last = self.last_check_ins.get(external_id)
        progress, value, sentence = values.read_ambiguous(outcome, figure, last.value if last else None)
        if sentence:
            notes.warn(sentence)
        return progress, value

    def _parents(self, record: Record, external_id: str) -> tuple[ParentRef, ...]:
        """The alignments, then parents that only `Parent IDs` or a parent's `Children` tell."""
        found: dict[str, ParentRef] = {}
        for entry in records_of(record.get("Alignment")):
            if parent_id := text(entry.get("ID")):
                found.setdefault(parent_id, ParentRef(parent_id, text(entry.get("Title")), _weight(entry)))
        ids = record.get("Parent IDs")
        others = [ParentRef(text(parent)) for parent in ids if text(parent)] if isinstance(ids, list) else []
        for ref in [*others, *(() if found or others else self.listed_parents.get(external_id, ()))]:
            found.setdefault(ref.external_id or "", ref)
        return tuple(found.values())

    def _viewers(
        self, record: Record, owners: tuple[PersonRef, ...], notes: RowRemarks
    ) -> tuple[tuple[PersonRef, ...] | None, bool]:
        """Who may see it: None is everybody. What cannot be read makes it private (spec §7.4.8)."""
        if not self.has_permissions:
            return None, False
        permissions = record.get("Permissions")
        view = permissions.get("View") if isinstance(permissions, dict) else None
        if isinstance(view, str) and view.strip().casefold() in _EVERYBODY:
            return None, False
        entries = [view] if isinstance(view, dict) else view
        people = [person(entry) for entry in entries] if isinstance(entries, list) else []
        if people and all(people):
            listed = (self.found.directory.ref(ref) for ref in people if ref)
            return tuple(dict.fromkeys(listed)), False
        notes.warn(_("Who may see it cannot be read from the file, so only its owners may. Please check its list."))
        return owners, True


def _names(value: Any, key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for entry in records_of(value) if (name := text(entry.get(key)))))


def _weight(entry: Record) -> Decimal | None:
    try:
        return cells.number(entry.get("Weight"))
    except ValueError:
        return None


def _outcome(record: Record, notes: RowRemarks) -> OutcomeRecord:
    given = record.get("Outcome")
    given = given if isinstance(given, dict) else {}
    outcome, sentence = values.outcome(
        is_percent=text(given.get("Outcome Type")).casefold() != "metric",
        name=text(given.get("Metric Name")),
        unit=text(given.get("Metric Unit")),
        start=attempted(notes, "Start", lambda: cells.number(given.get("Start"))),
        target=attempted(notes, "Target", lambda: cells.number(given.get("Target"))),
        target_type=text(given.get("Target Type")),
    )
    if sentence:
        notes.warn(sentence)
    return replace(outcome, phases=_phases(record.get("Phased Targets"), outcome, notes))


def _phases(value: Any, outcome: OutcomeRecord, notes: RowRemarks) -> tuple[PhaseRecord, ...]:
    """Staged targets, in the order of their dates; entries that cannot be read are remarked on."""
    entries = records_of(value.get("Phased Targets")) if isinstance(value, dict) else records_of(value)
    if not entries or not values.is_scaled(outcome):
        return ()
    phases = (attempted(notes, "Phased target", partial(_phase, entry)) for entry in entries)
    return tuple(sorted((phase for phase in phases if phase), key=lambda phase: phase.date))


def _phase(entry: Record) -> PhaseRecord:
    on, value = cells.day(text(entry.get("Target Date"))), cells.number(entry.get("Target Value"))
    if on is None or value is None:
        raise ValueError(_("A staged target has no date or no value."))
    return PhaseRecord(on, value)


def _modes(record: Record) -> tuple[str, str]:
    """Progress mode and status rule out of `Progress and Status Configuration`; "" where it does not say."""
    given = record.get("Progress and Status Configuration")
    if not isinstance(given, dict):
        return "", "progress"
    progress, status = text(given.get("Progress")).casefold(), text(given.get("Status")).casefold()
    if "child" in progress or "key result" in progress or "roll" in progress:
        mode = "rollup"
    elif "manual" in progress:
        mode = "manual"
    else:
        mode = "data_source" if given.get("Data Source") or "source" in progress else ""
    if "manual" in status:
        return mode, "manual"
    return mode, "children" if "child" in status or "key result" in status else "progress"


def _metadata(record: Record, outcome: OutcomeRecord, notes: RowRemarks) -> dict[str, Any]:
    """Everything that has no field of its own."""
    kept = {key: keepable(value) for key, value in record.items() if key not in _UNDERSTOOD and value}
    last = attempted(notes, "Last Check-in", lambda: cells.day(text(record.get("Last Check-in"))))
    if last is not None:
        kept["last_check_in"] = last.isoformat()
    phases = record.get("Phased Targets")
    if isinstance(phases, dict | list) and not outcome.phases:
        kept["Phased Targets"] = keepable(phases)
    modes = record.get("Progress and Status Configuration")
    if isinstance(modes, dict) and text(modes.get("Data Source")):
        kept["Data source"] = text(modes["Data Source"])
    given = record.get("Outcome")
    if isinstance(given, dict) and text(given.get("Target Type")):
        kept["Target Type"] = text(given["Target Type"])
    return kept
