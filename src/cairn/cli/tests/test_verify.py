from __future__ import annotations

import pytest

from cairn.cli.tests.conftest import Place

MAKE = """
from cairn.core import events, jobs, tenancy
from cairn.organizations.actor import system
from cairn.organizations.models import Organization
jobs.queue.immediate = True
happened = events.Kind("test.happened", "Something happened")
acme = Organization.objects.create(name="Acme", slug="acme")
with tenancy.enter(acme.pk):
    for _ in range(3):
        events.record(happened, None, by=system(), number=_)
"""
TAMPER = """
from cairn.core import tenancy
from cairn.core.models import Event
with tenancy.across_organizations("this test"):
    Event.objects.filter(pk=Event.objects.order_by("at")[1].pk).update(data={"number": 7})
"""


def test_an_event_that_was_changed_is_told_with_exit_code_1(place: Place) -> None:
    place.cairn("verify")
    place.python(MAKE)
    untouched = place.cairn("verify", "--org", "acme")
    assert (untouched.returncode, untouched.stdout) == (0, "1 organisation checked, no differences.\n")
    place.python(TAMPER)
    done = place.cairn("verify")
    assert done.returncode == 1
    assert "acme: Event chain: event " in done.stdout
    assert "at link 2 was changed afterwards." in done.stdout


@pytest.mark.once
def test_an_unknown_organisation_is_refused(place: Place) -> None:
    done = place.cairn("verify", "--org", "nowhere")
    assert (done.returncode, done.stderr) == (2, "cairn: there is no organisation with the address 'nowhere'.\n")


FORGET = """
from cairn.core import clock, tenancy
from cairn.goals import actions
from cairn.goals.models import TitleWord
from cairn.organizations.actions import create_organization, open_sign_in
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.planning.models import Period
ada = open_sign_in(email="ada@acme.example", name="Ada", verified=True)
acme = create_organization(name="Acme", slug="acme", owner=ada)
with tenancy.enter(acme.pk):
    period = Period.objects.running(clock.now().date()).get(kind="quarter")
    wanted = {"kind": "objective", "title": "Win", "entity": "organization", "period": period.pk}
    actions.create(wanted, by=Actor(Member.objects.get()))
    TitleWord.objects.all().delete()
"""


def test_what_goals_remember_is_worked_out_anew_when_asked(place: Place) -> None:
    place.cairn("verify")
    place.python(FORGET)
    done = place.cairn("verify")
    assert (done.returncode, "it is found by [], its title has ['win']" in done.stdout) == (1, True)
    done = place.cairn("verify", "--mend")
    assert (done.returncode, done.stdout) == (0, "1 organisation checked, no differences.\n")
