"""Sentences for people that are born in modules which know nothing of Django.

A rule such as "the target must differ from the start" lives in a pure module, yet its sentence has to
be shown in the reader's language. So the rule makes a `Sentence`: an ordinary English `str` that still
remembers its message and its values, and the door that shows it (form, API, mail) translates it.
"""

from collections.abc import Callable
from typing import Self


def gettext_noop(message: str) -> str:
    """Mark `message` for the translators and return it unchanged (makemessages looks for this name)."""
    return message


class Sentence(str):
    """An English sentence with its values filled in, which can still be said in another language.

    `Sentence("At most %(most)s parents.", most=10)` is the string "At most 10 parents.".
    """

    message: str
    values: dict[str, object]

    def __new__(cls, message: str, **values: object) -> Self:
        """Fill `values` into the %(name)s places of `message`. Raises KeyError when one is missing."""
        sentence = super().__new__(cls, message % values if values else message)
        sentence.message, sentence.values = message, values
        return sentence

    def translated(self, translate: Callable[[str], str]) -> str:
        """Say it with `translate` (gettext): the message is translated first, then filled."""
        message = translate(self.message)
        return message % self.values if self.values else message
