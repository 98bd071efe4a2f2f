"""Keep what was chosen on the mapping page, for this import and for the next one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.core import clock
from cairn.core.errors import Conflict
from cairn.core.models import Run
from cairn.core.transactions import action
from cairn.integrations.migration import policies
from cairn.integrations.migration.actions.examine import examine_again
from cairn.integrations.migration.batch import Step, step_of
from cairn.integrations.migration.models import ImportMemory
from cairn.integrations.migration.viva_goals.choices import Choices
from cairn.organizations.actor import Actor


@action
def choose(run: Run, choices: Choices, *, by: Actor) -> None:
    """Plans anew with these choices and remembers them for the organisation. Raises Denied, Conflict, Refused."""
    policies.demand_import(by)
    if step_of(run) is not Step.READY:
        raise Conflict(_("This import was begun already."))
    run.input = {**run.input, "choices": choices.as_data()}
    examine_again(run, by=by)
    memory = ImportMemory.objects.first() or ImportMemory()
    before = Choices.of(memory.choices)
    kept = Choices({**before.kinds, **choices.kinds}, {**before.people, **choices.people})
    memory.choices, memory.updated_at = kept.as_data(), clock.now()
    memory.save()


def remembered() -> Choices:
    """What was chosen last time."""
    memory = ImportMemory.objects.first()
    return Choices.of(memory.choices) if memory else Choices()
