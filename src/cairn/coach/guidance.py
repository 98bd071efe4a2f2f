"""Lists of questions for who writes: about a metric, what is no objective, where it goes wrong (okrs §21.2)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cairn.organizations.terminology import worded_lazy

Lines = tuple[str | Promise, ...]

METRIC_QUESTIONS: Lines = (
    _("What is it for? Begin with what should be different, not with what happens to be counted."),
    _("Does somebody count it already? A new counter costs weeks of the period."),
    _("Where does it stand today? Without that, find out first."),
    _("Will it have moved by the end of the period, or does it answer a year later?"),
    _("Who looks after it, by name?"),
)
NO_OBJECTIVES: Lines = (
    _("A wish that nobody can check."),
    _("A plan down to the last detail."),
    _("What one would do anyway."),
    worded_lazy(_("A list of tasks: those belong to {a project}.")),
)
PITFALLS: Lines = (
    worded_lazy(_("Too many {objectives}, so that none comes first.")),
    _("Too safe: reached before anybody had to change anything."),
    _("Written, and not looked at again until the period ends."),
    _("So complicated that they need an explanation."),
    _("A number that is easy to count instead of the one that matters."),
    _("Nobody celebrates what was reached."),
)
