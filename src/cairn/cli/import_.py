"""Import files saved from Viva Goals or Ally.io, whatever their layout, or an archive of Cairn; detected by what is
in them. An archive fills an organisation that has no OKRs yet.

Rows of Viva Goals that cannot be used as they are stop the import before anything is written, unless --partial is
given.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from cairn.cli import entering
from cairn.cli.export import summary
from cairn.core import tenancy
from cairn.core.access import Via
from cairn.core.errors import Refused
from cairn.integrations.archive import reading
from cairn.integrations.archive.actions import demand_room, load_archive
from cairn.integrations.archive.examining import examine as examine_archive
from cairn.integrations.archive.layout import is_archive
from cairn.integrations.migration import policies, report
from cairn.integrations.migration.actions import import_now
from cairn.integrations.migration.viva_goals.choices import Choices
from cairn.integrations.migration.viva_goals.detect import SourceFile
from cairn.integrations.migration.viva_goals.examine import examine
from cairn.integrations.migration.viva_goals.guards import MEGABYTE, MOST_BYTES
from cairn.integrations.migration.viva_goals.lines import Action
from cairn.integrations.migration.viva_goals.plan import Plan
from cairn.organizations.actor import system
from cairn.organizations.models import Organization

_WORDS = {
    "person": "people", "team": "teams", "period": "periods", "tag": "tags", "goal": "OKRs", "check_in": "check-ins",
    "file": "remarks on files",
}  # fmt: skip


def configure(parser: argparse.ArgumentParser) -> None:
    """cairn import FILE [FILE …] --org SLUG [--dry-run] [--report FILE]"""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="an export, an OKR template with its lists, or an archive",
    )
    parser.add_argument("--org", required=True, metavar="SLUG", help="the organisation to import into")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="write a row per line with its reason: .csv or .xlsx"
    )
    parser.add_argument("--partial", action="store_true", help="import the usable rows and leave the others out")
    parser.add_argument(
        "--create-people", action="store_true", help="make up owners whom an OKR template names and nobody lists"
    )


def run(arguments: argparse.Namespace) -> int:
    """Reads, plans, and unless it is a dry run, imports."""
    organization = entering.find(arguments.org)
    if any(_is_archive(path) for path in arguments.files):
        return _import_archive(arguments, organization)
    files = [_read(path) for path in arguments.files]
    by = system(Via.IMPORT)
    choices = Choices(creates_unknown_owners=True if arguments.create_people else None)
    with tenancy.enter(organization.pk):
        found = examine(files, organization, choices, policies.reach_of(by))
        plan = found.plan
        try:
            if arguments.dry_run:
                _summarise(plan, "Nothing was changed. An import would bring:")
                return 0
            _demand_usable(plan, is_partial=arguments.partial)
            import_now(files, found, by=by)
        finally:
            if arguments.report:
                _write(arguments.report, plan)
    _summarise(plan, f"Imported into {organization.name}:")
    return 0


def _is_archive(path: Path) -> bool:
    try:
        return is_archive(path)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error


def _import_archive(arguments: argparse.Namespace, organization: Organization) -> int:
    if len(arguments.files) > 1 or arguments.partial or arguments.create_people or arguments.report:
        raise Refused("an archive is imported by itself and whole: without other files and options but --dry-run.")
    with tenancy.enter(organization.pk), reading.opened(arguments.files[0]) as archive:
        demand_room()
        found = examine_archive(archive)
        holds = summary(found.rows, len(found.attachments))
        if arguments.dry_run:
            print(f"Nothing was changed. An import would bring {holds}.")
            return 0
        load_archive(archive, found, by=system(Via.IMPORT))
    print(f"Imported {holds} into {organization.name}.")
    return 0


def _read(path: Path) -> SourceFile:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused(f"“{path.name}” is larger than {MOST_BYTES // MEGABYTE} MB.")
        return SourceFile(path.name, path.read_bytes())
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error


def _demand_usable(plan: Plan, *, is_partial: bool) -> None:
    objection = plan.objection()
    if plan.brings_nothing or (objection and not is_partial):
        hint = "" if plan.brings_nothing else " Correct the file, or import the other rows with --partial."
        raise Refused(f"nothing was imported. {objection}{hint}")


def _summarise(plan: Plan, heading: str) -> None:
    print(heading)
    for what, counts in plan.counts.items():
        parts = ", ".join(f"{counts[action]} {action.value}" for action in Action if action in counts)
        print(f"  {_WORDS[what].ljust(16)} {parts}")
    if objection := plan.objection():
        print(f"  {objection}")


def _write(path: Path, plan: Plan) -> None:
    try:
        path.write_bytes(report.named(path.name, plan.lines))
    except OSError as error:
        raise Refused(f"the report cannot be written to {path}: {error.strerror}.") from error
