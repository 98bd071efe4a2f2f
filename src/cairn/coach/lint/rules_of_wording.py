"""O01–O06: how an objective is put. Pure."""

from collections.abc import Iterator

from cairn.coach.lint.facts import Objective
from cairn.coach.lint.findings import Finding, Fix, Group, Mend, Severity
from cairn.coach.lint.text import figures, sentences
from cairn.coach.lint.words import Words
from cairn.core.sentences import Sentence, gettext_noop

SHORTEST, LONGEST = 15, 140

_NUMBER = gettext_noop(
    "“%(number)s” in {a objective} reads like {a key_result}. Say where you want to be; measure it below."
)
_ADD = gettext_noop("Add {a key_result}")
_NO_VERB = gettext_noop("Begin with a verb, so that the {objective} says what will be different.")
_RETITLE = gettext_noop("Make it “%(title)s”")
_TOO_SHORT = gettext_noop(
    "%(count)s characters are short for {a objective}. Say enough that a stranger understands it."
)
_TOO_LONG = gettext_noop("%(count)s characters are too many to remember. Move the reasons into the description.")
_SENTENCES = gettext_noop("One sentence is enough; the rest belongs into the description.")
_JOINED = gettext_noop("“%(word)s” joins two things. Two {objectives}, or the one that leads to the other?")
_NO_WHY = gettext_noop("It does not say what for. Add “so that …” or a line of description.")
_USUAL = gettext_noop("“%(word)s” is daily business. What should be different at the end of the period?")

_REWORD = Fix(Mend.EDIT, Sentence(gettext_noop("Put it differently")), "title")
_DESCRIBE = Fix(Mend.EDIT, Sentence(gettext_noop("Say why")), "description")


def of_wording(objective: Objective) -> Iterator[Finding]:
    """Everything about the sentence of the objective."""
    yield from _of_figures(objective)
    yield from _of_length(objective)
    words = objective.words
    if words is not None:
        yield from _of_the_verb(objective, words)
        yield from _of_joining(objective, words)
        yield from _of_the_reason(objective, words)
        yield from _of_the_usual(objective, words)
    elif not objective.description.strip():
        yield _found(objective, "O05", Severity.INFO, Sentence(_NO_WHY), _DESCRIBE)


def _of_figures(objective: Objective) -> Iterator[Finding]:
    found = figures(objective.title)
    if found:
        fix = Fix(Mend.ADD_KEY_RESULT, Sentence(_ADD))
        yield _found(objective, "O01", Severity.WARN, Sentence(_NUMBER, number=found[0]), fix)


def _of_length(objective: Objective) -> Iterator[Finding]:
    title = objective.title.strip()
    if len(title) < SHORTEST:
        yield _found(objective, "O03", Severity.INFO, Sentence(_TOO_SHORT, count=len(title)), _REWORD)
    elif len(title) > LONGEST:
        yield _found(objective, "O03", Severity.INFO, Sentence(_TOO_LONG, count=len(title)), _REWORD)
    elif sentences(title) > 1:
        yield _found(objective, "O03", Severity.INFO, Sentence(_SENTENCES), _REWORD)


def _of_the_verb(objective: Objective, words: Words) -> Iterator[Finding]:
    found = objective.tokens
    if not found or begins_with_verb(found, words):
        return
    better = _with_plain_verb(objective.title.strip(), found[0], words)
    fix = Fix(Mend.TITLE, Sentence(_RETITLE, title=better), better) if better else _REWORD
    yield _found(objective, "O02", Severity.INFO, Sentence(_NO_VERB), fix)


def begins_with_verb(found: list[str], words: Words) -> bool:
    """Whether a verb of the list stands where the language puts it."""
    if found[0] in words.verbs or found[0].split("-")[0] in words.verbs:
        return True
    is_noun = found[0] in words.common or found[0].endswith("ing")
    if len(found) > 1 and not is_noun and found[1] in words.after_a_verb:
        return True
    return words.verb_may_end and (found[-1] in words.verbs or (len(found) > 1 and found[-1].endswith(("en", "ern"))))


def _with_plain_verb(title: str, first: str, words: Words) -> str:
    """“Improving the shop” becomes “Improve the shop”, “To win …” becomes “Win …”; "" where that does not help."""
    rest = title[len(first) :]
    if first in words.plain_forms:
        return words.plain_forms[first].capitalize() + rest
    second = rest.split()[:1]
    if first == "to" and second and second[0].lower() in words.verbs:
        return rest.strip()[:1].upper() + rest.strip()[1:]
    return ""


def _of_joining(objective: Objective, words: Words) -> Iterator[Finding]:
    title = objective.title
    if ";" in title or " & " in title:
        yield _found(objective, "O04", Severity.INFO, Sentence(_JOINED, word=";" if ";" in title else "&"), _REWORD)
        return
    found = objective.tokens
    for place, word in enumerate(found[1:-1], 1):
        if word in words.joining and found[place + 1] in words.verbs:
            yield _found(objective, "O04", Severity.INFO, Sentence(_JOINED, word=word), _REWORD)
            return


def _of_the_reason(objective: Objective, words: Words) -> Iterator[Finding]:
    spoken = f" {' '.join(objective.tokens)} "
    if not objective.description.strip() and not any(f" {reason} " in spoken for reason in words.why):
        yield _found(objective, "O05", Severity.INFO, Sentence(_NO_WHY), _DESCRIBE)


def _of_the_usual(objective: Objective, words: Words) -> Iterator[Finding]:
    found = objective.tokens
    places = [*found[:1], *(found[1:2] if found[:1] == ["to"] else []), *(found[-1:] if words.verb_may_end else [])]
    usual = next((word for word in places if word in words.usual), "")
    if usual and not words.change.intersection(found) and not figures(objective.title):
        yield _found(objective, "O06", Severity.WARN, Sentence(_USUAL, word=usual), _REWORD)


def _found(objective: Objective, rule: str, severity: Severity, sentence: Sentence, fix: Fix) -> Finding:
    return Finding(rule, severity, Group.WORDING, objective.id, sentence, fix)
