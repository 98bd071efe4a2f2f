"""Django's own commands with Cairn's settings: `cairn manage migrate`, `cairn manage shell` …"""

from __future__ import annotations

import argparse

from django.core.management import execute_from_command_line


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="COMMAND [arguments]")


def run(arguments: argparse.Namespace) -> None:
    execute_from_command_line(["cairn manage", *arguments.words])
