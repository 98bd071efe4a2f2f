"""Acme in the fourth quarter of 2026: the people and goals that the tests of pages and verbs tell about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.test import Client

from cairn.core import clock, tenancy
from cairn.goals import actions
from cairn.goals.actions import GoalFields, Parent
from cairn.goals.models import Goal
from cairn.goals.outcome import MetricKind, Outcome, OutcomeType
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Organization, User
from cairn.planning.models import Period

D = Decimal
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
"""A Sunday, day 53 of the 92 days of the quarter."""


def metric(kind: str, start: Any = 0, target: Any = None, unit: str = "", **more: Any) -> Outcome:
    """A metric outcome from plain numbers."""
    numbers = {name: None if value is None else D(str(value)) for name, value in more.items()}
    return Outcome(
        OutcomeType.METRIC,
        MetricKind(kind),
        unit=unit,
        start=D(str(start)),
        target=None if target is None else D(str(target)),
        **numbers,
    )


@dataclass
class Acme:
    """Ada runs Acme; Maya and Jonas own goals; Cy is a colleague without rights on them; Olga observes."""

    organization: Organization
    ada: Member
    maya: Member
    jonas: Member
    cy: Member
    olga: Member
    quarter: Period
    next_quarter: Period
    goals: dict[str, Goal] = field(default_factory=dict)

    def actor(self, member: Member) -> Actor:
        return Actor(member=member)

    def web(self, member: Member) -> Client:
        """A browser in which this person is signed in."""
        client = Client()
        client.force_login(member.user)
        return client

    def url(self, rest: str) -> str:
        return f"/o/{self.organization.slug}/{rest}"

    def create(self, kind: str, title: str, by: Member, parent: Goal | None = None, **more: Any) -> Goal:
        fields: GoalFields = {"kind": kind, "title": title, "entity": "organization", "period": self.quarter.pk}
        if parent is not None:
            fields["parents"] = [Parent(parent.pk)]
        return actions.create({**fields, **more}, by=self.actor(by))

    def objective(self, title: str, by: Member, parent: Goal | None = None, **more: Any) -> Goal:
        return self.create("objective", title, by, parent, **more)

    def key_result(self, title: str, by: Member, parent: Goal | None = None, **more: Any) -> Goal:
        return self.create("key_result", title, by, parent, **more)

    def check_in(self, goal: Goal, by: Member, value: Any = None, *, days_ago: int = 0, **more: Any) -> None:
        moment = NOW if days_ago == 0 else datetime(NOW.year, NOW.month, NOW.day - days_ago, 9, tzinfo=UTC)
        with clock.at(moment):
            number = None if value is None else D(str(value))
            actions.check_in(goal, by=self.actor(by), value=number, **more)

    def fresh(self, goal: Goal) -> Goal:
        return Goal.objects.get(pk=goal.pk)


def organization(name: str, slug: str) -> Organization:
    return Organization.objects.create(name=name, slug=slug)


def member(name: str, organization: Organization, **more: Any) -> Member:
    """A person who can sign in, as ada@acme.example."""
    email = f"{name.split()[0].lower()}@{organization.slug}.example"
    user = User.objects.create_user(email, name=name)
    return Member.objects.create(user=user, name=name, email=email, **more)


def founded() -> Acme:
    """Acme with its people and periods."""
    with tenancy.enter(organization("Acme", "acme").pk):
        return acme()


def acme() -> Acme:
    """The organisation, entered already."""
    organization = Organization.objects.get(slug="acme")
    return Acme(
        organization=organization,
        ada=member("Ada Kaya", organization, role="owner"),
        maya=member("Maya Lind", organization),
        jonas=member("Jonas Okafor", organization),
        cy=member("Cy Duarte", organization),
        olga=member("Olga Rein", organization, account_type="observer"),
        quarter=Period.objects.create(
            name="Q4 2026", kind="quarter", start=date(2026, 10, 1), end=date(2026, 12, 31)
        ),
        next_quarter=Period.objects.create(
            name="Q1 2027", kind="quarter", start=date(2027, 1, 1), end=date(2027, 3, 31)
        ),
    )


def with_goals(acme: Acme) -> Acme:
    """“Grow” above “Brand” above three key results, with check-ins of the last days."""
    goals = acme.goals
    with clock.at(datetime(2026, 10, 1, 8, tzinfo=UTC)):
        goals["grow"] = acme.objective("Grow where we are loved", acme.ada)
        goals["brand"] = acme.objective("Become the brand guides recommend", acme.maya, goals["grow"])
        goals["reorder"] = acme.key_result(
            "Raise the wholesale reorder rate", acme.maya, goals["brand"], outcome=metric("increase", 38, 55, "%")
        )
        goals["guides"] = acme.key_result(
            "Win 120 certified guides as ambassadors", acme.jonas, goals["brand"], outcome=metric("reach", 0, 120)
        )
        goals["returns"] = acme.key_result(
            "Return rate of boots stays below 4 %", acme.maya, goals["brand"], outcome=metric("stay_below", 0, 4, "%")
        )
    acme.check_in(goals["guides"], acme.jonas, 60, days_ago=9)
    acme.check_in(goals["reorder"], acme.maya, "46.1", days_ago=5, note="Slow start in the north.")
    acme.check_in(goals["returns"], acme.maya, "3.1", days_ago=3)
    acme.check_in(goals["reorder"], acme.maya, "47.2", days_ago=1, note="Spring catalogue brought 9 shops back.")
    return acme
