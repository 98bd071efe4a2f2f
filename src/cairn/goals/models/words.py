"""The words of titles, so that a goal among a million is found by some letters of them (decision 26)."""

from __future__ import annotations

from django.db import models

from cairn.core.tenancy import TenantModel
from cairn.goals.models.goal import Goal
from cairn.goals.words import LONGEST


class Word(TenantModel):
    """One word as `words.words_of` writes it; it stays when no title has it any more."""

    text = models.CharField(max_length=LONGEST)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "text"], name="word_once")]


class TitleWord(TenantModel):
    """A goal has a word in its title. Ids of goals grow, so the newest with a word stand at one end of the index."""

    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="+", db_index=False)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="title_words")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "word", "goal"], name="title_word_once")]
