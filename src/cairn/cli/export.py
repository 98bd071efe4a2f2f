"""Write everything of an organisation into a file: in a layout of Viva Goals (viva-csv is the Explorer's, viva-json
all arrays), or as an archive that `cairn import` brings into an empty organisation of another installation.

An archive holds every table, the whole past and the attachments; no tokens, secrets, sessions or waiting letters.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from cairn.cli.entering import entered
from cairn.core.errors import Refused
from cairn.integrations.archive import writing
from cairn.integrations.migration.viva_goals.export_json import json_zip
from cairn.integrations.migration.viva_goals.export_rows import explorer_csv
from cairn.integrations.migration.viva_goals.extract import bundle_of
from cairn.integrations.migration.viva_goals.records import Bundle
from cairn.organizations.models import Organization

VIVA = {"viva-csv": explorer_csv, "viva-json": json_zip}
ARCHIVE = "archive"


def configure(parser: argparse.ArgumentParser) -> None:
    """cairn export --org SLUG --format viva-csv|viva-json|archive --out FILE"""
    parser.add_argument("--org", required=True, metavar="SLUG", help="the organisation to export")
    parser.add_argument("--format", required=True, choices=[*VIVA, ARCHIVE], help="the layout of the file")
    parser.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help="the file to write; replaced if there"
    )


def run(arguments: argparse.Namespace) -> int:
    """Writes the file, readable by its owner only: private OKRs are in it."""
    out: Path = arguments.out
    unfinished = out.with_name(f".{out.name}.unfinished")
    with entered(arguments.org) as organization:
        write = _archive if arguments.format == ARCHIVE else partial(_viva, VIVA[arguments.format])
        try:
            unfinished.touch(mode=0o600)
            sentence = write(organization, unfinished)
            os.replace(unfinished, out)
        except OSError as error:
            raise Refused(f"{out} cannot be written: {error.strerror}.") from error
        finally:
            unfinished.unlink(missing_ok=True)
    print(f"Wrote {sentence} to {out}.")
    return 0


def _viva(layout: Callable[[Bundle], bytes], organization: Organization, target: Path) -> str:
    bundle = bundle_of(organization)
    target.write_bytes(layout(bundle))
    return f"{len(bundle.goals)} OKRs and {len(bundle.check_ins)} check-ins"


def _archive(organization: Organization, target: Path) -> str:
    written = writing.write(organization, target)
    for name in written.damaged:
        print(f"The attachment “{name}” was left out: its file is missing or not what was uploaded.", file=sys.stderr)
    return summary(written.rows, written.attachments)


def summary(rows: Mapping[str, int], attachments: int) -> str:
    """What an archive holds, for people."""
    people, okrs, check_ins = (rows[label] for label in ("organizations.Member", "goals.Goal", "goals.CheckIn"))
    return (
        f"{people} people, {okrs} OKRs, {check_ins} check-ins and {attachments} attachments "
        f"({sum(rows.values())} rows of {len(rows)} tables)"
    )
