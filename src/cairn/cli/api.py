"""The description of the API."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cairn.api.application import description


def configure(parser: argparse.ArgumentParser) -> None:
    """cairn api schema [--check FILE]"""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    schema = verbs.add_parser("schema", help="print the OpenAPI description")
    schema.add_argument("--check", type=Path, metavar="FILE", help="only compare it with this copy; 1 if they differ")


def run(arguments: argparse.Namespace) -> int:
    """Prints the description, or says whether a copy is still true."""
    text = description()
    if arguments.check is None:
        sys.stdout.write(text)
        return 0
    if arguments.check.exists() and arguments.check.read_text(encoding="utf-8") == text:
        return 0
    print(f"{arguments.check} is not what the API is. Write it anew: cairn api schema > {arguments.check}")
    return 1
