"""--password-stdin: an argument would stand in the list of processes and in the shell's history."""

from __future__ import annotations

import argparse
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from cairn.core.errors import Refused


def add_password(parser: argparse.ArgumentParser, whose: str) -> None:
    parser.add_argument("--password-stdin", action="store_true", help=f"read {whose} password from standard input")


def password_of(arguments: argparse.Namespace) -> str | None:
    """The first line of standard input, if asked for. Raises Refused when it is too weak."""
    if not arguments.password_stdin:
        return None
    password = sys.stdin.readline().rstrip("\r\n")
    try:
        validate_password(password)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    return password
