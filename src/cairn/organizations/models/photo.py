"""The picture of a person (spec okrs §2.3)."""

from __future__ import annotations

from django.db import models

from cairn.core import clock
from cairn.core.tenancy import TenantModel


class Photo(TenantModel):
    """A small square, drawn anew from what was uploaded (photos.py). A new picture is a new row, so its address is
    new as well and browsers may keep what they have.
    """

    image = models.BinaryField(max_length=64 * 1024)
    added_at = models.DateTimeField(default=clock.now)
