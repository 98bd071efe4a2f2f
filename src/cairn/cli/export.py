"""Write everything of an organisation in a layout of Viva Goals: viva-csv (Explorer) or viva-json (all arrays)."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from cairn.core import tenancy
from cairn.core.errors import Refused
from cairn.integrations.migration.viva_goals.export_json import json_zip
from cairn.integrations.migration.viva_goals.export_rows import explorer_csv
from cairn.integrations.migration.viva_goals.extract import bundle_of
from cairn.organizations.models import Organization

FORMATS = {"viva-csv": explorer_csv, "viva-json": json_zip}


def configure(parser: argparse.ArgumentParser) -> None:
    """cairn export --org SLUG --format viva-csv|viva-json --out FILE"""
    parser.add_argument("--org", required=True, metavar="SLUG", help="the organisation to export")
    parser.add_argument("--format", required=True, choices=list(FORMATS), help="the layout of the file")
    parser.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help="the file to write; replaced if there"
    )


def run(arguments: argparse.Namespace) -> int:
    """Writes the file, readable by its owner only: private OKRs are in it."""
    organization = Organization.objects.filter(slug=arguments.org).first()
    if organization is None:
        raise Refused(f"there is no organisation with the address '{arguments.org}'.")
    with tenancy.enter(organization.pk):
        bundle = bundle_of(organization)
    content = FORMATS[arguments.format](bundle)
    unfinished = arguments.out.with_name(f".{arguments.out.name}.unfinished")
    try:
        unfinished.touch(mode=0o600)
        unfinished.write_bytes(content)
        os.replace(unfinished, arguments.out)
    except OSError as error:
        raise Refused(f"{arguments.out} cannot be written: {error.strerror}.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    print(f"Wrote {len(bundle.goals)} OKRs and {len(bundle.check_ins)} check-ins to {arguments.out}.")
    return 0
