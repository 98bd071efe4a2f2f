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
