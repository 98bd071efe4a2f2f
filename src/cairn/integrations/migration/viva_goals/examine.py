"""Reads files and plans their import: the way in for the page and for the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cairn.core import clock
from cairn.core.errors import Refused
from cairn.integrations.migration.viva_goals import detect, plan, snapshot
from cairn.integrations.migration.viva_goals.choices import Choices
from cairn.integrations.migration.viva_goals.detect import SourceFile
from cairn.integrations.migration.viva_goals.guards import UnreadableFile
from cairn.integrations.migration.viva_goals.plan import Plan
from cairn.integrations.migration.viva_goals.present import Present, Reach
from cairn.integrations.migration.viva_goals.records import Bundle
from cairn.organizations.models import Organization


@dataclass(frozen=True)
class Examined:
    """What the files hold, what is here, and what an import would make of both."""

    bundle: Bundle
    present: Present
    plan: Plan
    now: datetime


def examine(files: Sequence[SourceFile], organization: Organization, choices: Choices, reach: Reach) -> Examined:
    """Reads files for the organisation we are in and plans; writes nothing.

    Raises Refused with the sentence for the person when a file cannot be used at all.
    """
    now = clock.now()
    try:
        bundle = detect.read(
            files,
            today=clock.today(organization.time_zone),
            organization_name=organization.name,
            kinds=choices.kinds,
        )
    except UnreadableFile as problem:
        raise Refused(str(problem), field="files") from problem
    present = snapshot.take(organization, bundle)
    return Examined(bundle, present, plan.made(bundle, present, choices, reach, now=now), now)
