"""Sentences that can be said in another language."""

import pytest

from cairn.core.sentences import Sentence, gettext_noop

GERMAN = {"At most %(most)s parents.": "Höchstens %(most)s Eltern.", "100 % done.": "100 % erledigt."}


def test_a_sentence_is_its_english_text():
    assert Sentence("At most %(most)s parents.", most=10) == "At most 10 parents."


def test_a_sentence_can_be_translated_with_its_values():
    assert Sentence("At most %(most)s parents.", most=10).translated(GERMAN.__getitem__) == "Höchstens 10 Eltern."


def test_a_sentence_without_values_may_hold_a_percent_sign():
    sentence = Sentence(gettext_noop("100 % done."))
    assert sentence == "100 % done."
    assert sentence.translated(GERMAN.__getitem__) == "100 % erledigt."


def test_a_missing_value_is_noticed_at_once():
    with pytest.raises(KeyError):
        Sentence("At most %(most)s parents.", least=1)
