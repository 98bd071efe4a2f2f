"""What a text must be, and whom it names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from cairn.conversations.models import Comment, Mention, Update
from cairn.conversations.naming import Named
from cairn.core.errors import Refused

LONGEST = 10_000


def clean(text: str, *, field: str = "body", most: int = LONGEST) -> str:
    """The text without blanks around it. Raises Refused when it is too long or cannot be kept."""
    if len(text) > most:
        raise Refused(_("At most %(most)d characters, please.") % {"most": most}, field=field)
    if "\x00" in text or any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
        raise Refused(_("This text holds a character that cannot be kept."), field=field)
    return text.replace("\r\n", "\n").strip()


def remember_named(said: Comment | Update, named: Named) -> list[str]:
    """Keeps whom the text names now, and answers the ids of those who were not named in it before."""
    about: Any = {"comment": said} if isinstance(said, Comment) else {"update": said}
    before = set(Mention.objects.filter(**about).values_list("member_id", flat=True))
    Mention.objects.filter(**about).delete()
    once: dict[Any, Mention] = {}
    for written, member in named.told.items():
        once.setdefault(member.pk, Mention(member=member, written=written, **about))
    Mention.objects.bulk_create(once.values())
    return _ids(member_id for member_id in once if member_id not in before)


def _ids(ids: Iterable[Any]) -> list[str]:
    return [str(each) for each in ids]
