"""Keeps the words of titles and finds goals by them (spec okrs §8.1, §20; decision 26)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length

from cairn.core import bulk
from cairn.core.lots import in_lots
from cairn.core.prepared import prepared
from cairn.goals.models import Goal, TitleWord, Word
from cairn.goals.words import words_of

MOST_WORDS = 6  # of what somebody types
MOST_FORMS = 20  # words of titles in which a typed one is found: the shortest
AT_ONCE = 1_000
ENOUGH = 500  # goals among which the best are chosen
DEEP = 3_000  # goals with the rarest of common words, among which those that have the others are looked for
MANY = 20_000  # goals with a word, beyond which it does not matter how many


def index(goals: Iterable[Goal]) -> None:
    """Notes the words of these titles in place of those noted before. At most six queries for AT_ONCE of them."""
    for lot in in_lots(goals, AT_ONCE):
        _index(lot)


def _index(goals: list[Goal]) -> None:
    wanted = {goal.pk: words_of(goal.title) for goal in goals}
    ids = _ids_of({word for words in wanted.values() for word in words})
    pairs = {(goal_id, ids[word]) for goal_id, words in wanted.items() for word in words}
    noted = {(goal_id, word_id): pk for pk, goal_id, word_id in _noted(list(wanted))}
    gone = [pk for pair, pk in noted.items() if pair not in pairs]
    if gone:
        TitleWord.objects.filter(pk__in=gone).delete()
    bulk.insert(TitleWord(goal_id=goal_id, word_id=word_id) for goal_id, word_id in sorted(pairs - noted.keys()))


@prepared
def _noted(goal_ids: list[UUID]) -> Any:
    return TitleWord.objects.filter(goal_id__in=goal_ids).values_list("pk", "goal", "word")


def _ids_of(words: set[str]) -> dict[str, UUID]:
    """The id of each word; new words are noted, in one order for everybody, so that two writers wait and do not lock
    each other out."""
    rows = Word.objects.filter(text__in=list(words)).values_list("text", "pk")
    found = dict(rows)
    new = sorted(words - found.keys())
    if new:
        Word.objects.bulk_create([Word(text=word) for word in new], ignore_conflicts=True)
        found = dict(rows.all())  # those that somebody else noted at the same time have their ids from there
    return found


def having(text: str) -> Q:
    """Goals whose titles have every word of `text`, or a word it is a part of: for lists, complete.

    A text without a word (“50 %” has one, “→” has none) is looked for as it stands.
    """
    words = words_of(text)[:MOST_WORDS]
    if not words:
        return Q(title__icontains=text) if text else Q()
    found = Q()
    for word in words:
        found &= Q(pk__in=TitleWord.objects.filter(word__text__contains=word).values("goal"))
    return found


def best(rows: QuerySet[Goal], text: str) -> QuerySet[Goal]:
    """Those of `rows` whose titles have every word of `text`: for a handful of suggestions.

    Of words that more than ENOUGH goals have, only the newest goals are looked at. At most three queries for each
    word, and two more.
    """
    words = words_of(text)[:MOST_WORDS]
    if not words:
        return rows.filter(title__icontains=text) if text else rows
    forms = _forms(words)
    if not all(forms.values()):
        return rows.none()
    rarest, ids = _candidates(forms)
    for word, word_ids in forms.items():
        if word != rarest:
            rows = rows.filter(Exists(TitleWord.objects.filter(goal=OuterRef("pk"), word__in=word_ids)))
    return rows.filter(pk__in=ids)


def _forms(words: list[str]) -> dict[str, list[UUID]]:
    """For each typed word the ids of the words of titles that it is a part of, the shortest first. One query."""
    part = Q()
    for word in words:
        part |= Q(text__contains=word)
    known = list(Word.objects.filter(part).order_by(Length("text"), "text").values_list("text", "pk")[:ENOUGH])
    return {word: [pk for text, pk in known if word in text][:MOST_FORMS] for word in words}


def _candidates(forms: dict[str, list[UUID]]) -> tuple[str, list[UUID]]:
    """The word that narrows most, and the goals that have it; where all are common, the newest that have them all."""
    for word in sorted(forms, key=len, reverse=True):
        found = _some_with(forms[word])
        if len(found) <= ENOUGH:
            return word, found
    rarest = min(forms, key=lambda word: _with(forms[word])[:MANY].count()) if len(forms) > 1 else next(iter(forms))
    newest = _newest_with(forms[rarest])
    for word in forms.keys() - {rarest}:
        too = set(_with_too(forms[word], newest))
        newest = [goal_id for goal_id in newest if goal_id in too]
    return rarest, newest[:ENOUGH]


def _with(words: list[UUID]) -> QuerySet[TitleWord]:
    return TitleWord.objects.filter(word__in=words)


@prepared
def _some_with(words: list[UUID]) -> Any:
    return _with(words).values_list("goal", flat=True)[: ENOUGH + 1]


@prepared
def _newest_with(words: list[UUID]) -> Any:
    return _with(words).order_by("-goal").values_list("goal", flat=True)[:DEEP]


@prepared
def _with_too(words: list[UUID], goals: list[UUID]) -> Any:
    return _with(words).filter(goal__in=goals).values_list("goal", flat=True)
