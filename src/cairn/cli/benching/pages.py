"""The pages that are measured, as a signed-in member asks for them, and the calls of the API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.test import Client

from cairn.cli.benching.targets import Targets
from cairn.core import clock
from cairn.core.errors import Refused

Ask = Callable[[int], int]
FRAGMENT = {"HX-Request": "true"}


class Browser:
    """A signed-in person, and a program with that person's token."""

    def __init__(self, slug: str, targets: Targets, token: str) -> None:
        self.prefix, self.targets = f"/o/{slug}/", targets
        host = next(
            (name for name in settings.ALLOWED_HOSTS if "*" not in name and not name.startswith(".")), "localhost"
        )
        self.client = Client(headers={"host": host})
        assert targets.owner.user is not None
        self.client.force_login(targets.owner.user)
        self.program = Client(headers={"host": host, "authorization": f"Bearer {token}"})

    def pages(self) -> dict[str, Ask]:
        """Name of a page or fragment -> what asks for it."""
        targets = self.targets
        return {
            "company page": self._page("company"),
            "company page as of last week": self._page(f"company?at={clock.now().date() - timedelta(days=7)}"),
            "company page compared with then": self._page("company?compare=week"),
            "team page": self._each("teams/{}", targets.teams),
            "person page": self._each("people/{}", targets.people),
            "goal page": self._each("goals/{}", targets.objectives),
            "key result page": self._each("goals/{}", targets.deep),
            "quick view": self._each("goals/{}/quick", targets.objectives, fragment=True),
            "children of a row": self._each("goals/{}/children?level=1", targets.objectives, fragment=True),
            "explanation": self._each("goals/{}/explanation", targets.objectives, fragment=True),
            "list of people": self._page("people"),
            "list of teams": self._page("teams"),
            "search": self._page("search?q=part+17", fragment=True),
        }

    def calls(self) -> dict[str, Ask]:
        """Name of an API call -> what makes it."""
        period = self.targets.period.pk
        return {
            "API goals": lambda _n: self._get(self.program, f"/api/v1/goals?period={period}"),
            "API goal": lambda n: self._get(self.program, f"/api/v1/goals/{self._turn(self.targets.objectives, n)}"),
            "API tree": lambda n: self._get(
                self.program, f"/api/v1/tree?period={period}&root={self._turn(self.targets.objectives, n)}"
            ),
        }

    def _page(self, path: str, *, fragment: bool = False) -> Ask:
        headers = FRAGMENT if fragment else {}
        return lambda _n: self._get(self.client, self.prefix + path, headers)

    def _each(self, path: str, ids: list[UUID], *, fragment: bool = False) -> Ask:
        headers = FRAGMENT if fragment else {}
        return lambda n: self._get(self.client, self.prefix + path.format(self._turn(ids, n)), headers)

    def _turn(self, ids: list[UUID], number: int) -> UUID:
        return ids[number % len(ids)]

    def _get(self, client: Client, path: str, headers: dict[str, str] | None = None) -> int:
        response = client.get(path, headers=headers or {})
        if response.status_code != 200:
            raise Refused(f"{path} answered {response.status_code} and not 200: {response.content[:200]!r}")
        return len(response.content)
