"""The four people of the demo organisation who can sign in; the sign-in page of a demo instance lists them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DEMO_PASSWORD = "cairn-demo"  # noqa: S105  # public on purpose


@dataclass(frozen=True)
class DemoAccount:
    key: str
    email: str
    description: str | Promise


DEMO_ACCOUNTS = [
    DemoAccount("owner", "owner@cairn.example", _("Owner: sees and sets up everything")),
    DemoAccount("lead", "lead@cairn.example", _("Team lead: plans and reviews with a team")),
    DemoAccount("member", "member@cairn.example", _("Member: has OKRs and checks in")),
    DemoAccount("observer", "observer@cairn.example", _("Observer: reads along and comments")),
]
