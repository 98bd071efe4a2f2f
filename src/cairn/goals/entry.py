"""Check-ins as people type them into a row: `42`, `+3`, `60%`, `42 at risk: supplier late` (spec okrs §7).

    entry  = [number] [status] [":" note]      in this order or with the status first
    number = value | "=" value | ("+" | "-") step | percentage "%"

What cannot be read for certain is refused with a sentence; nothing is guessed. Pure: no Django, no models.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cairn.core.numbers import kept, parse, plain
from cairn.core.sentences import Sentence, gettext_noop
from cairn.goals.outcome import Outcome
from cairn.goals.status import Status


class EntryError(ValueError):
    """What was typed cannot be read; the only argument is the sentence that says why and what to type instead."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed. At most one of the three numbers is set.

    `value` in the unit of the goal, `delta` a step from where it stands, `percent` a share of the way. `signed_as`
    keeps how a step was written, for the sentence that asks back.
    """

    value: Decimal | None = None
    delta: Decimal | None = None
    percent: Decimal | None = None
    status: Status | None = None
    note: str = ""
    signed_as: str = ""


MOST = 10_000
_LONG = gettext_noop("That is too long for a check-in.")
_EMPTY = gettext_noop("Type a value, a status or a note: 42 at risk: what happened.")
_PLAIN_NOTE = gettext_noop("“%(text)s” is neither a number nor a status. A note begins with a colon: %(example)s")
_TIME = gettext_noop("“%(text)s” looks like a time. Put a blank after the colon that begins the note.")
_ENDING = gettext_noop("To close or postpone it, use its menu: that asks for a score and a reason.")
_STEP_AND_PERCENT = gettext_noop("“%(text)s” can be points or a part of the value. Write the new value instead.")
_ENDED = frozenset({Status.CLOSED, Status.POSTPONED})

ENGLISH: Mapping[str, Status] = {
    "not started": Status.NOT_STARTED,
    "on track": Status.ON_TRACK,
    "behind": Status.BEHIND,
    "at risk": Status.AT_RISK,
    "closed": Status.CLOSED,
    "postponed": Status.POSTPONED,
}


def read(text: str, *, words: Mapping[str, Status] = ENGLISH, decimal_mark: str = ".", unit: str = "") -> Entry:
    """Read what a person typed. `words` are the statuses in the person's language; English ones always work.

    `decimal_mark` is the person's; the other one is taken where it can mean nothing else. `unit` may follow the
    number. Raises EntryError with a sentence.
    """
    if len(text) > MOST:
        raise EntryError(Sentence(_LONG))
    head, _, note = text.strip().partition(":")
    head, note = " ".join(head.split()), note.strip()
    if not head and not note:
        raise EntryError(Sentence(_EMPTY))
    if re.match(r"\D*\d+:\d", text.strip()):
        raise EntryError(Sentence(_TIME, text=text.strip()[:40]))
    number, status = _without_status(head, {**ENGLISH, **{word.casefold(): s for word, s in words.items()}})
    if status in _ENDED:
        raise EntryError(Sentence(_ENDING))
    if not number:
        return Entry(status=status, note=note)
    return _numbered(number.rstrip(","), status, note, decimal_mark, unit)


def _without_status(head: str, words: Mapping[str, Status]) -> tuple[str, Status | None]:
    """What is left of the head without the status at its end or beginning."""
    lowered = head.casefold()
    for word in sorted(words, key=len, reverse=True):
        if lowered == word:
            return "", words[word]
        if lowered.endswith(f" {word}"):
            return head[: -len(word)].strip(), words[word]
        if lowered.startswith(f"{word} "):
            return head[len(word) :].strip(), words[word]
    return head, None


def _numbered(text: str, status: Status | None, note: str, decimal_mark: str, unit: str) -> Entry:
    body = text.replace("\u2212", "-")
    sign = body[:1] if body[:1] in {"=", "+", "-"} else ""
    body = body[len(sign) :].strip()
    is_percent = body.endswith("%")
    if is_percent:
        body = body[:-1].strip()
    elif unit and body.casefold().endswith(unit.casefold()):
        body = body[: -len(unit)].strip()
    if not re.search(r"\d", body) or (sign in {"+", "-"} and body[0] in "+-") or re.search(r"[^\W\d_]{2,}", body):
        raise EntryError(Sentence(_PLAIN_NOTE, text=text[:40], example=f": {text[:40]}"))
    number = _number(body, decimal_mark)
    if sign in {"+", "-"}:
        if is_percent and unit != "%":
            raise EntryError(Sentence(_STEP_AND_PERCENT, text=text[:40]))
        return Entry(delta=-number if sign == "-" else number, status=status, note=note, signed_as=text)
    if is_percent and unit != "%":
        return Entry(percent=number, status=status, note=note)
    return Entry(value=number, status=status, note=note)


def _number(text: str, decimal_mark: str) -> Decimal:
    try:
        return parse(text, decimal_mark)
    except ValueError:
        pass
    try:
        return parse(text)
    except ValueError as error:
        sentence = error.args[0]
        raise EntryError(sentence if isinstance(sentence, Sentence) else Sentence(str(sentence))) from error


_NO_VALUE_YET = gettext_noop("There is no value yet to count on from. Type the value itself.")
_SIGN_OR_STEP = gettext_noop(
    "“%(text)s” can be the new value or a step down. For the value write =%(text)s; for a step write the new value."
)
_NO_WAY = gettext_noop("A percentage needs a start and a target. Type the value itself.")


def value_of(entry: Entry, outcome: Outcome, current: Decimal | None) -> Decimal | None:
    """The value that an entry means for a goal which stands at `current`; None when it names no number.

    A step counts from the present value (from the start where there is none), a percentage between start and
    target. Raises EntryError with a sentence.
    """
    if entry.delta is not None:
        return _stepped(entry, outcome, current)
    if entry.percent is None:
        return entry.value
    if outcome.is_percent_unit:
        return entry.percent
    if not outcome.is_scaled or outcome.target is None:
        raise EntryError(Sentence(_NO_WAY))
    return kept(outcome.start + (outcome.target - outcome.start) * entry.percent / 100)


def _stepped(entry: Entry, outcome: Outcome, current: Decimal | None) -> Decimal:
    assert entry.delta is not None
    if entry.delta < 0 and _may_be_negative(outcome, current):
        raise EntryError(Sentence(_SIGN_OR_STEP, text=plain(entry.delta)))
    base = current if current is not None else outcome.start if outcome.is_scaled else None
    if base is None:
        raise EntryError(Sentence(_NO_VALUE_YET))
    return kept(base + entry.delta)


def _may_be_negative(outcome: Outcome, current: Decimal | None) -> bool:
    """Whether a number below 0 can be a value here, so that "-2" has two meanings."""
    bounds = [current, outcome.low, outcome.high, outcome.risk]
    if not outcome.is_baseline:
        bounds += [outcome.target, *([outcome.start] if outcome.is_scaled else [])]
    return any(bound is not None and bound < 0 for bound in bounds)
