"""K01–K09: whether a key result measures, and in the direction it speaks of. Pure."""

from collections.abc import Iterator

from cairn.coach.lint.facts import LINES, PERCENT, SCALED, KeyResult
from cairn.coach.lint.findings import Finding, Fix, Group, Mend, Severity
from cairn.coach.lint.text import likeness
from cairn.core.numbers import plain
from cairn.core.sentences import Sentence, gettext_noop

ALIKE = 0.9
TEN_TIMES = 10

_NO_NUMBER = gettext_noop("There is no number to be reached. What would you count, and up to where?")
_SAME = gettext_noop("Start and target are both %(value)s, so nothing has to move.")
_NO_START = gettext_noop("Say where it stands today: from … to …")
_DELIVERY = gettext_noop("“%(word)s” is something to be done, not something that changes. It could be {a project}.")
_MILESTONE = gettext_noop("From 0 to 100 % of a task says little on the way. What will be different when it is done?")
_VAGUE = gettext_noop("“%(word)s” means something else to everybody. By how much, measured how?")
_DIRECTION = gettext_noop("The title says “%(word)s”, the numbers go from %(start)s to %(target)s.")
_WRONG_LINE = gettext_noop("The title says “%(word)s”, but the number is to stay on the other side of the line.")
_TURN = gettext_noop("From %(start)s to %(target)s")
_ALIKE = gettext_noop("It says nearly the same as “%(title)s”.")
_MET = gettext_noop("It stands at %(value)s already, so the target is met before it begins.")
_LEAP = gettext_noop("From %(start)s to %(target)s is more than ten times. Is that a typing error, or truly meant?")
_CONNECTED = gettext_noop("%(name)s has this number. Connected, it would update itself.")

_MEASURE = Fix(Mend.EDIT, Sentence(gettext_noop("Say what is measured")), "measure")
_AIM_ANEW = Fix(Mend.EDIT, Sentence(gettext_noop("Choose another target")), "target")
_CONNECT = Fix(Mend.EDIT, Sentence(gettext_noop("Say where its number comes from")), "progress_mode")
_REWORD = Fix(Mend.EDIT, Sentence(gettext_noop("Put it differently")), "title")
_TO_PROJECT = Fix(Mend.PROJECT, Sentence(gettext_noop("Make it {a project}")))


def of_measuring(key_result: KeyResult, earlier: tuple[KeyResult, ...] = ()) -> Iterator[Finding]:
    """Everything about one key result; `earlier` are the siblings before it, among which it may repeat one."""
    yield from _of_numbers(key_result)
    yield from _of_delivery(key_result)
    yield from _of_vague_words(key_result)
    yield from _of_direction(key_result)
    yield from _of_twins(key_result, earlier)
    yield from _of_ambition(key_result)
    if key_result.connection:
        yield _found(key_result, "K09", Severity.INFO, Sentence(_CONNECTED, name=key_result.connection), _CONNECT)


def _of_numbers(key_result: KeyResult) -> Iterator[Finding]:
    measure = key_result.measure
    if not measure.has_number:
        yield _found(key_result, "K01", Severity.ERROR, Sentence(_NO_NUMBER), _MEASURE)
    elif measure.kind in {"increase", "decrease"} and measure.start is None:
        yield _found(key_result, "K02", Severity.ERROR, Sentence(_NO_START), _MEASURE)
    elif measure.kind in SCALED and measure.target is not None and (measure.start or 0) == measure.target:
        yield _found(key_result, "K02", Severity.ERROR, Sentence(_SAME, value=plain(measure.target)), _MEASURE)


def _of_delivery(key_result: KeyResult) -> Iterator[Finding]:
    words, found, measure = key_result.words, key_result.tokens, key_result.measure
    word = ""
    if words and found:
        places = [found[0], *(found[-1:] if words.verb_may_end else [])]
        word = next((each for each in places if each in words.delivery), "")
    if word:
        yield _found(key_result, "K03", Severity.WARN, Sentence(_DELIVERY, word=word), _TO_PROJECT)
    elif measure.kind == PERCENT and not measure.rolls_up:
        yield _found(key_result, "K04", Severity.INFO, Sentence(_MILESTONE), _MEASURE)


def _of_vague_words(key_result: KeyResult) -> Iterator[Finding]:
    words = key_result.words
    if words is None or (key_result.measure.is_metric and key_result.measure.has_number):
        return
    word = next((each for each in key_result.tokens if each in words.vague), "")
    if word:
        yield _found(key_result, "K05", Severity.WARN, Sentence(_VAGUE, word=word), _MEASURE)


def _of_direction(key_result: KeyResult) -> Iterator[Finding]:
    words, found, measure = key_result.words, key_result.tokens, key_result.measure
    if words is None or not found or measure.target is None:
        return
    places = [found[0], *(found[-1:] if words.verb_may_end else [])]
    down = next((each for each in places if each in words.downwards), "")
    up = next((each for each in places if each in words.upwards), "")
    if measure.kind in LINES:
        if (down and measure.kind == "stay_above") or (up and measure.kind == "stay_below"):
            yield _found(key_result, "K06", Severity.ERROR, Sentence(_WRONG_LINE, word=down or up), _MEASURE)
        return
    start = measure.start or 0
    if measure.kind not in SCALED or (measure.kind == "reach" and words.by.intersection(found)):
        return
    if (down and measure.target > start) or (up and measure.target < start):
        yield _turned(key_result, down or up)


def _turned(key_result: KeyResult, word: str) -> Finding:
    start, target = plain(key_result.measure.start or key_result.measure.target * 0), plain(key_result.measure.target)  # type: ignore[operator,arg-type]
    fix = Fix(Mend.TURN, Sentence(_TURN, start=target, target=start))
    return _found(key_result, "K06", Severity.ERROR, Sentence(_DIRECTION, word=word, start=start, target=target), fix)


def _of_twins(key_result: KeyResult, earlier: tuple[KeyResult, ...]) -> Iterator[Finding]:
    for other in earlier:
        if other.period == key_result.period and likeness(other.content, key_result.content) >= ALIKE:
            yield _found(key_result, "K07", Severity.INFO, Sentence(_ALIKE, title=other.title), _REWORD)
            return


def _of_ambition(key_result: KeyResult) -> Iterator[Finding]:
    measure = key_result.measure
    start, target, current = measure.start, measure.target, measure.current
    if target is None or measure.kind not in SCALED:
        return
    if current is not None and start is not None and start != target:
        is_met = current >= target if target > start else current <= target
        if is_met:
            yield _found(key_result, "K08", Severity.INFO, Sentence(_MET, value=plain(current)), _AIM_ANEW)
            return
    if measure.kind == "increase" and start is not None and start > 0 and target > TEN_TIMES * start:
        sentence = Sentence(_LEAP, start=plain(start), target=plain(target))
        yield _found(key_result, "K08", Severity.INFO, sentence, _AIM_ANEW)


def _found(key_result: KeyResult, rule: str, severity: Severity, sentence: Sentence, fix: Fix) -> Finding:
    return Finding(rule, severity, Group.MEASURING, key_result.id, sentence, fix)
