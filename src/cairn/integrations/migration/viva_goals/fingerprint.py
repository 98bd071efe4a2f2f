"""What a file says of a goal, field by field, as short digests.

They are kept with the goal. When the same layout is read again, a field is only changed if the file changed: what
people edited here since stays. Layouts word things differently, so each is compared with itself.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from cairn.integrations.migration.viva_goals.records import GoalRecord, OutcomeRecord

ENDED = {"closed", "postponed"}


def of(record: GoalRecord) -> dict[str, str]:
    """Field → digest of what the record says."""
    return {name: _digest(value) for name, value in _told(record).items()}


def _digest(value: Any) -> str:
    text = json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def _told(record: GoalRecord) -> dict[str, Any]:
    return {
        "title": record.title,
        "kind": record.kind,
        "description": record.description,
        "nature": record.nature,
        "owners": [owner.label for owner in record.owner_refs],
        "check_in_owner": record.check_in_owner_ref.label if record.check_in_owner_ref else "",
        "teams": [record.entity, *record.team_names],
        "period": record.period_name,
        "dates": [record.start, record.due],
        "outcome": _outcome(record.outcome),
        "mode": record.progress_mode,
        "rule": record.status_rule,
        "viewers": None if record.viewers is None else sorted(viewer.label for viewer in record.viewers),
        "parents": [[parent.title, parent.weight] for parent in record.alignments],
        "tags": sorted(tag.casefold() for tag in record.tags),
        "ending": [record.status if record.status in ENDED else "", record.score],
        "value": record.current_value,
    }


def _outcome(outcome: OutcomeRecord) -> list[Any]:
    phases = [[phase.date, phase.value] for phase in outcome.phases]
    return [
        outcome.type, outcome.kind, outcome.name, outcome.unit, outcome.start, outcome.target, outcome.low,
        outcome.high, phases,
    ]  # fmt: skip
