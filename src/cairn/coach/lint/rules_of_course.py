"""C01–C04: what the check-ins show while it runs. Pure."""

from collections.abc import Iterator

from cairn.coach.lint.facts import KeyResult, Objective
from cairn.coach.lint.findings import Finding, Fix, Group, Mend, Severity
from cairn.core.sentences import Sentence, gettext_noop

FLAT = 4
MISSED = 2

_SILENT = gettext_noop("Nobody has checked in for %(days)s days.")
_WORSE = gettext_noop("The status got worse without a word. One line would help whoever reads it.")
_ROSY = gettext_noop("Its status was chosen better than its pace. What will change?")
_GLOOMY = gettext_noop("Its status was chosen worse than its pace. What do you see coming?")
_FLAT = gettext_noop("The last %(count)s check-ins brought the same number. Is it still the right one to watch?")

_CHECK_IN = Fix(Mend.CHECK_IN, Sentence(gettext_noop("Check in")))
_SAY_WHY = Fix(Mend.CHECK_IN, Sentence(gettext_noop("Say why")))
_MEASURE = Fix(Mend.EDIT, Sentence(gettext_noop("Say what is measured")), "measure")


def of_course(each: Objective | KeyResult) -> Iterator[Finding]:
    """Everything about how it has been going."""
    course = each.course
    if course.silent_days is not None and course.silent_days > MISSED * course.cadence:
        yield _found(each, "C01", Sentence(_SILENT, days=course.silent_days), _CHECK_IN)
    if course.worsened_without_a_word:
        yield _found(each, "C02", Sentence(_WORSE), _SAY_WHY)
    if course.contradiction:
        yield _found(each, "C03", Sentence(_ROSY if course.contradiction == "rosy" else _GLOOMY), _CHECK_IN)
    if course.flat_check_ins >= FLAT:
        yield _found(each, "C04", Sentence(_FLAT, count=course.flat_check_ins), _MEASURE)


def _found(each: Objective | KeyResult, rule: str, sentence: Sentence, fix: Fix) -> Finding:
    return Finding(rule, Severity.WARN, Group.COURSE, each.id, sentence, fix)
