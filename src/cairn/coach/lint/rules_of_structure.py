"""S01–S06: how many there are, who answers for them, and whether one fits into the other. Pure."""

from collections.abc import Iterator
from datetime import date

from cairn.coach.lint.facts import KeyResult, Objective
from cairn.coach.lint.findings import Finding, Fix, Group, Mend, Severity
from cairn.core.sentences import Sentence, gettext_noop

FEWEST, MOST, TOO_MANY = 3, 5, 7
MOST_OBJECTIVES = 5
SAME_UNIT_FROM = 3

_NONE = gettext_noop("Nothing measures it yet. Three to five {key_results} say how you will know.")
_FEW = gettext_noop("%(count)s {key_results} may not be enough to know that it was reached; three to five are.")
_ONE = gettext_noop("One {key_result} may not be enough to know that it was reached; three to five are.")
_MANY = gettext_noop("%(count)s {key_results} spread the attention. Which three to five decide?")
_ADD = gettext_noop("Add {a key_result}")
_CROWD = gettext_noop(
    "This is {objective} number %(number)s of %(place)s in this period. Five are plenty; what can wait?"
)
_WAIT = gettext_noop("Let it wait for a later period")
_CHOOSE = gettext_noop("Choose among them")
_UNALIGNED = gettext_noop("It is aligned to nothing, though there are {objectives} one level up.")
_ALIGN = gettext_noop("Align it")
_NO_OWNER = gettext_noop("Nobody owns it. One name helps more than a good sentence.")
_INACTIVE = gettext_noop("%(name)s is no longer active here. Who takes over?")
_NO_CHECK_IN = gettext_noop("Nobody checks in on it, so its number will stand still.")
_CHOOSE_OWNER = gettext_noop("Choose an owner")
_OWNER_CHECKS_IN = gettext_noop("Let the first owner check in")
_ALL_PERCENT = gettext_noop("All {key_results} are “percent done”. Add one that shows what changes for somebody.")
_ONE_UNIT = gettext_noop("All {key_results} are counted in %(unit)s. A second view would show more.")
_LATE = gettext_noop("It ends on %(due)s, after its {objective} on %(end)s.")
_MOVE_DUE = gettext_noop("End it with its {objective}")
_OUTSIDE = gettext_noop("Its period does not lie within that of what it is aligned to.")
_OTHER_PERIOD = gettext_noop("Choose another period")


def of_structure(objective: Objective) -> Iterator[Finding]:
    """Everything about the objective and its key results together."""
    if objective.is_complete:
        yield from _of_the_number(objective)
    if objective.number > MOST_OBJECTIVES:
        sentence = Sentence(_CROWD, number=objective.number, place=objective.place)
        yield _found(objective, "S02", Severity.WARN, sentence, Fix(Mend.POSTPONE, Sentence(_WAIT)))
    if not objective.is_aligned and objective.level_above_has_objectives:
        yield _found(objective, "S03", Severity.INFO, Sentence(_UNALIGNED), Fix(Mend.ALIGN, Sentence(_ALIGN)))
    yield from _of_people(objective)
    for key_result in objective.key_results:
        yield from _of_people(key_result)
    yield from _of_units(objective)
    yield from _of_periods(objective)
    for key_result in objective.key_results:
        yield from _of_days(key_result, objective.due)


def _of_the_number(objective: Objective) -> Iterator[Finding]:
    count = len(objective.key_results)
    add = Fix(Mend.ADD_KEY_RESULT, Sentence(_ADD))
    if count == 0:
        yield _found(objective, "S01", Severity.WARN, Sentence(_NONE), add)
    elif count < FEWEST:
        sentence = Sentence(_ONE) if count == 1 else Sentence(_FEW, count=count)
        yield _found(objective, "S01", Severity.INFO, sentence, add)
    elif count > MOST:
        severity = Severity.WARN if count > TOO_MANY else Severity.INFO
        yield _found(objective, "S01", severity, Sentence(_MANY, count=count), Fix(Mend.CHOOSE, Sentence(_CHOOSE)))


def _of_people(each: Objective | KeyResult) -> Iterator[Finding]:
    people = each.people
    edit = Fix(Mend.EDIT, Sentence(_CHOOSE_OWNER), "owners")
    if not people.owners:
        yield _found(each, "S04", Severity.ERROR, Sentence(_NO_OWNER), edit)
    elif people.inactive:
        yield _found(each, "S04", Severity.ERROR, Sentence(_INACTIVE, name=people.inactive), edit)
    elif not people.checks_in:
        fix = Fix(Mend.CHECK_IN_OWNER, Sentence(_OWNER_CHECKS_IN))
        yield _found(each, "S04", Severity.ERROR, Sentence(_NO_CHECK_IN), fix)


def _of_units(objective: Objective) -> Iterator[Finding]:
    measures = [key_result.measure for key_result in objective.key_results]
    if len(measures) >= 2 and not any(measure.is_metric for measure in measures):
        add = Fix(Mend.ADD_KEY_RESULT, Sentence(_ADD))
        yield _found(objective, "S05", Severity.INFO, Sentence(_ALL_PERCENT), add)
    units = {measure.unit.strip() for measure in measures}
    if len(measures) >= SAME_UNIT_FROM and len(units) == 1 and (unit := units.pop()):
        yield _found(
            objective, "S05", Severity.INFO, Sentence(_ONE_UNIT, unit=unit), Fix(Mend.ADD_KEY_RESULT, Sentence(_ADD))
        )


def _of_periods(objective: Objective) -> Iterator[Finding]:
    own = objective.period
    if own and objective.parent_periods and not any(_within(own, parent) for parent in objective.parent_periods):
        fix = Fix(Mend.EDIT, Sentence(_OTHER_PERIOD), "period")
        yield _found(objective, "S06", Severity.ERROR, Sentence(_OUTSIDE), fix)
    for key_result in objective.key_results:
        if own and key_result.period and not _within(key_result.period, own):
            fix = Fix(Mend.EDIT, Sentence(_OTHER_PERIOD), "period")
            yield _found(key_result, "S06", Severity.ERROR, Sentence(_OUTSIDE), fix)


def _of_days(key_result: KeyResult, end: date | None) -> Iterator[Finding]:
    due = key_result.due
    if end and due and due > end:
        fix = Fix(Mend.DUE, Sentence(_MOVE_DUE), end.isoformat())
        yield _found(key_result, "S06", Severity.ERROR, Sentence(_LATE, due=due, end=end), fix)


def _within(inner: tuple[date, date], outer: tuple[date, date]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _found(each: Objective | KeyResult, rule: str, severity: Severity, sentence: Sentence, fix: Fix) -> Finding:
    return Finding(rule, severity, Group.STRUCTURE, each.id, sentence, fix)
