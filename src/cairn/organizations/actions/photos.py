"""Give a person a picture, and take it away (spec okrs §2.3)."""

from __future__ import annotations

from cairn.core.events import record
from cairn.core.transactions import action
from cairn.organizations import events, policies
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Photo


@action
def set_photo(member: Member, portrait: bytes, *, by: Actor) -> Member:
    """Shows the person with this picture, which photos.portrait made. Raises Denied."""
    return _change(member, Photo(image=portrait), by)


@action
def remove_photo(member: Member, *, by: Actor) -> Member:
    """Shows initials again; the picture is gone. Raises Denied."""
    return _change(member, None, by)


def _change(member: Member, photo: Photo | None, by: Actor) -> Member:
    policies.demand_edit_profile(by, member)
    member = Member.objects.select_for_update().get(pk=member.pk)
    old = member.photo_id
    if photo is None and old is None:
        return member
    if photo is not None:
        photo.save(force_insert=True)
    member.photo = photo
    member.save(update_fields=["photo"])
    Photo.objects.filter(pk__in=[old]).delete()
    record(events.MEMBER_EDITED, member, by=by, fields=["photo"])
    return member
