"""An explanation in words: what the "why" box, the popover and the API say of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.goals.derivation import Rule
from cairn.goals.explanation import CountsIn, Explanation, Method, Part
from cairn.goals.formula import exact, formula
from cairn.goals.roll_up import Reason
from cairn.goals.wording import amount
from cairn.ui import dates
from cairn.ui.formats import NO_BREAK, number, percent
from cairn.ui.marks import STATUS_WORDS


def points(value: Decimal) -> str:
    """A difference of two percentages: 3 points."""
    return _("%(points)s points") % {"points": number(abs(value))}


def share(value: Decimal | None) -> str:
    """A share with up to two decimals: 33.33 %."""
    return "–" if value is None else f"{number(value)}{NO_BREAK}%"


def headline(why: Explanation) -> str:
    """The question that the explanation answers: "Why 54.1 % and behind?"."""
    word = str(STATUS_WORDS[why.status.status.value])
    if why.progress is None:
        return _("Why “%(status)s”?") % {"status": word}
    return _("Why %(progress)s and “%(status)s”?") % {"progress": percent(why.progress), "status": word}


def method(why: Explanation) -> str:
    """How a roll-up puts its parts together; empty for goals that are checked in."""
    return {
        Method.AVERAGE: _("The average of what stands below, by shares."),
        Method.SCALED: _("The average of what stands below, by shares, put between start and target."),
        Method.SUM: _("The values of what stands below, added up."),
        Method.BASELINE_SUM: _("The values found below, added up."),
        Method.TASKS: _tasks(why),
        Method.MILESTONES: _milestones(why),
        Method.NOTHING_COUNTS: _("Nothing below counts, so the last value stays."),
    }.get(why.method, "")


def _tasks(why: Explanation) -> str:
    if why.counted is None or not why.counted.whole:
        return _("It counts its tasks, and there are none yet.")
    return _("%(done)s of %(whole)s tasks are done; cancelled ones do not count.") % {
        "done": number(why.counted.done),
        "whole": number(why.counted.whole),
    }


def _milestones(why: Explanation) -> str:
    if why.counted is None or not why.counted.whole:
        return _("It counts its milestones, and there are none yet.")
    return _("Milestones with a weight of %(done)s out of %(whole)s are reached.") % {
        "done": number(why.counted.done),
        "whole": number(why.counted.whole),
    }


def part_name(part: Part) -> str:
    """The title of a part, or how many hidden ones it stands for."""
    if part.title is not None:
        return part.title
    return ngettext("%(count)d hidden item", "%(count)d hidden items", part.count) % {"count": part.count}


def part_sum(part: Part) -> str:
    """How a part is reckoned: "54.1 % × 33.33 %, fixed"; in sums only its value stands beside it."""
    if part.left_out is not None:
        return left_out(part.left_out)
    if part.share is None:
        return ""
    words = share(part.share) if part.counted is None else f"{percent(part.counted)} × {share(part.share)}"
    notes = []
    if part.is_fixed:
        notes.append(_("fixed share"))
    if part.is_clamped:
        notes.append(_("stands at %(progress)s") % {"progress": percent(part.progress)})
    return ", ".join([words, *notes])


def left_out(reason: Reason) -> str:
    """Why something below adds nothing."""
    return {
        Reason.POSTPONED: _("left out: postponed"),
        Reason.NOT_CONTRIBUTING: _("left out: set not to count"),
        Reason.BASELINE: _("left out: a baseline has no progress"),
        Reason.OTHER_MEASURE: _("left out: measured in something else"),
    }[reason]


def part_amount(why: Explanation, part: Part) -> str:
    """What a part adds: points of progress, or a value where values are added up."""
    if part.part is None:
        return "–"
    if why.method in {Method.SUM, Method.BASELINE_SUM}:
        return amount(part.part, why.outcome.unit)
    return percent(part.part)


def cause(why: Explanation) -> str:
    """Who made the present value, and with which check-in; the time stands beside it."""
    made = why.cause
    if made is None:
        return ""
    if made.goal_id is None:
        return _("Last moved by a check-in below")
    names = {"who": made.author or _("somebody"), "title": made.goal_title}
    if made.goal_id != why.goal_id:
        return _("Last moved by the check-in of %(who)s on “%(title)s”") % names
    return _("From the check-in of %(who)s") % names


def override(why: Explanation) -> str:
    """That the number was set by hand, and what the roll-up would say."""
    if why.automatic is None:
        return ""
    value, progress = why.automatic
    names = {"automatic": percent(progress) if progress is not None else amount(value, why.outcome.unit)}
    sentence = {
        "rollup_once": _("Set by hand until something below moves. What stands below would give %(automatic)s."),
        "tasks": _("Set by hand. Its tasks would give %(automatic)s, and will once they change."),
        "milestones": _("Set by hand. Its milestones would give %(automatic)s, and will once they change."),
        "stopped": _("Set by hand. By itself it would stand at %(automatic)s."),
    }.get(why.overrides, _("Set by hand. What stands below would give %(automatic)s."))
    return sentence % names


def other_range(why: Explanation) -> str:
    """That a sum is not on its way from where its children start to where they are to arrive; empty where it is."""
    if why.summed_range is None:
        return ""
    start, target = why.summed_range
    names = {
        "own": f"{exact(why.outcome.start)} → {amount(why.outcome.target, why.outcome.unit)}",
        "sum": f"{exact(start)} → {amount(target, why.outcome.unit)}",
    }
    return _("It runs %(own)s, but what is added up runs %(sum)s: one of the two may be wrong.") % names


def expected(why: Explanation) -> str:
    """Which day it is and what it expects: "Expected on day 53 of 92"."""
    aim = why.expectation
    if aim is None:
        return ""
    if aim.number <= 0:
        return _("Expected before the first day")
    words = _("Expected on day %(number)d of %(days)d") % {"number": aim.number, "days": aim.days}
    if not aim.is_phased:
        return words
    return (
        words
        + ", "
        + _("between %(since)s on %(since_day)s and %(until)s on %(until_day)s")
        % {
            "since": percent(aim.since[1]),
            "since_day": _day(aim.since[0]),
            "until": percent(aim.until[1]),
            "until_day": _day(aim.until[0]),
        }
    )


def gap(why: Explanation) -> str:
    """What the gap means by the organisation's thresholds."""
    if why.status.gap is None or why.status.rule is Rule.END_STATE:
        return ""
    if why.status.gap <= 0:
        return _("Ahead of what today expects")
    limits = why.status.thresholds
    return _("Short of it (behind above %(behind)s, at risk above %(risk)s)") % {
        "behind": number(limits.behind_over),
        "risk": number(limits.at_risk_over),
    }


def rule(why: Explanation) -> str:
    """What decided the status."""
    status = str(STATUS_WORDS[why.status.status.value])
    names = {"status": status, "who": why.cause.author if why.cause and why.cause.author else _("somebody")}
    if why.status.rule is Rule.CHECK_IN:
        if why.cause is None or why.cause.goal_id != why.goal_id:
            return _("“%(status)s” stands since the last check-in on it, until the next one.") % names
        return _("“%(status)s” stands since the check-in of %(who)s, until the next one.") % names
    if why.status.rule is Rule.FROM_CHILDREN:
        if not why.worst_below:
            return _("“%(status)s” follows from what stands below.") % names
        names["titles"] = ", ".join(f"“{title}”" for title in why.worst_below[:3])
        return _("“%(status)s” because of %(titles)s.") % names
    return {
        Rule.CONTROL: _("“%(status)s” follows from the bound."),
        Rule.BASELINE: _("“%(status)s”: a baseline is started or not."),
        Rule.GRACE: _("“%(status)s” in its first days, until somebody checks in."),
        Rule.FROM_PROGRESS: _("“%(status)s” follows from the gap."),
        Rule.END_STATE: _("“%(status)s”: it stands still until it is reopened."),
    }[why.status.rule] % names


def changes(why: Explanation) -> str:
    """What the days bring if nobody does anything; empty when nothing changes."""
    if not why.status.changes:
        return ""
    steps = [
        _("“%(status)s” from %(day)s") % {"status": STATUS_WORDS[status.value], "day": _day(day)}
        for day, status in why.status.changes
    ]
    return _("If nothing happens: %(steps)s.") % {"steps": ", ".join(steps)}


def score(why: Explanation) -> str:
    """The score and where it comes from; empty where none is given."""
    found = why.score
    if found.final is not None:
        if found.is_own_choice:
            return _("Scored %(final)s; %(suggested)s was suggested.") % {
                "final": number(found.final), "suggested": number(found.suggested)
            }  # fmt: skip
        return _("Scored %(final)s.") % {"final": number(found.final)}
    if found.suggested is None or why.status.rule is Rule.END_STATE:
        return ""
    if found.from_children:
        return _("Closed today it would score %(score)s, from the scores below.") % {"score": number(found.suggested)}
    return _("Closed today it would score %(score)s.") % {"score": number(found.suggested)}


def counts_in(up: CountsIn) -> str:
    """What the goal adds to a parent."""
    if not up.rolls_up:
        return _("aligned; that one is checked in by hand")
    if up.left_out is not None:
        return left_out(up.left_out)
    if up.is_sum or up.share is None:
        return _("added to its sum")
    words = share(up.share)
    return _("%(share)s, fixed") % {"share": words} if up.is_fixed else words


def sentences(why: Explanation) -> list[str]:
    """The whole explanation as plain sentences, for the API and for reading aloud."""
    found = [headline(why), method(why), formula(why), other_range(why), cause(why), override(why)]
    if why.expectation is not None:
        found.append(f"{expected(why)}: {percent(why.expectation.percent)}.")
    found += [rule(why), changes(why), score(why)]
    found += [f"“{up.title}”: {counts_in(up)}" for up in why.counts_in]
    return [sentence for sentence in found if sentence]


def _day(day: date) -> str:
    return dates.day(day)
