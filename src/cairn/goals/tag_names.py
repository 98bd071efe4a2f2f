"""Tags that mean the same: marketing, Marketing Team, mktg (spec okrs §12).

Pure: no Django, no models.
"""

from collections.abc import Iterable
from difflib import SequenceMatcher
from unicodedata import combining, normalize

SHORTEST = 3
CLOSE = 0.88
_ENDINGS = ("department", "dept", "division", "group", "teams", "team", "unit", "squad")
_VOWELS = frozenset("aeiouy")


def key(name: str) -> str:
    """What is left of a name without case, accents, spaces and signs: “Naïve – North” gives “naivenorth”."""
    letters = normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum() and not combining(letter))


def near(name: str, others: Iterable[str]) -> list[str]:
    """Those of `others` that probably mean the same as `name`, the nearest first; `name` itself is none of them."""
    mine = _stem(key(name))
    found = []
    for other in others:
        if other == name:
            continue
        theirs = _stem(key(other))
        nearness = _nearness(mine, theirs)
        if nearness:
            found.append((-nearness, other))
    return [other for _nearness_of, other in sorted(found)]


def _stem(word: str) -> str:
    """The word without what teams are called besides, and without a plural."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > SHORTEST + 1 else word


def _nearness(one: str, other: str) -> float:
    """0 for what has nothing to do with each other, up to 1 for the same."""
    if not one or not other:
        return 0
    if one == other:
        return 1
    short, long = sorted((one, other), key=len)
    if any(letter.isdigit() for letter in one + other):
        return 0  # 2026 and 2027 are near in letters only
    if len(short) >= SHORTEST and _abbreviates(short, long):
        return 0.9
    likeness = SequenceMatcher(None, one, other).ratio()
    return likeness if len(short) > SHORTEST + 1 and likeness >= CLOSE else 0


def _abbreviates(short: str, long: str) -> bool:
    """mktg for marketing: the first letter, then consonants of the long word in their order."""
    if short[0] != long[0] or len(short) * 3 > len(long) * 2 or _VOWELS & set(short[1:]):
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)
