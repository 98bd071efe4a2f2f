"""Titles taken apart: words, numbers that count as such, and how alike two titles are. Pure."""

import re
from difflib import SequenceMatcher

_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_NUMBER = re.compile(r"(?<![\w.])[€$£]?\d+(?:[.,’' ]\d+)*\s?(?:%|[km]?€|k|m|x)?(?![\w])", re.IGNORECASE)
_NO_FIGURE = re.compile(
    r"\b(?:19|20)\d\d(?:[/–-]\d{2,4})?\b|\b24/7\b"
    r"|\b(?:ISO|SOC|DIN|EN|RFC|IEC|WCAG|TLS|HTTP|NIS|PSD|Web|Version|Q|H)[ /-]?\d+(?:[.:-]\d+)*\b"
)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[^\W\d_a-z])")


def tokens(title: str) -> list[str]:
    """The words in small letters, without punctuation."""
    return [word.lower() for word in _WORD.findall(title)]


def figures(title: str) -> list[str]:
    """The numbers of a title that say how much: no years, no quarters, no names of standards, no "B2B"."""
    return [match.group().strip() for match in _NUMBER.finditer(_NO_FIGURE.sub(" ", title)) if match.group().strip()]


def sentences(title: str) -> int:
    """How many sentences a title has, by the ends that a capital letter follows."""
    return 1 + len(_SENTENCE_END.findall(title.strip()))


def likeness(one: list[str], other: list[str]) -> float:
    """The token set ratio of two titles, 0 to 1: the order of words and repeated words do not count."""
    first, second = set(one), set(other)
    common = first & second
    if first == second:
        return 1.0 if first else 0.0
    if len(common) < 2:  # one word in common may be the subject of both
        return 0.0
    shared, left, right = (" ".join(sorted(part)) for part in (common, first - second, second - first))
    whole, more = f"{shared} {left}".strip(), f"{shared} {right}".strip()
    return max(_ratio(shared, whole), _ratio(shared, more), _ratio(whole, more))


def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    longest = max(len(one), len(other))
    if 2 * min(len(one), len(other)) < 0.9 * (len(one) + len(other)):  # it cannot reach what is asked for
        return 2 * min(len(one), len(other)) / (len(one) + len(other)) if longest else 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
