"""The secret in an invitation letter: made anew from the row for every letter, kept only as a digest."""

from __future__ import annotations

import base64
import hashlib

from django.utils.crypto import salted_hmac

from cairn.organizations.models import Invitation


def token_for(invitation: Invitation) -> str:
    """The token of this invitation; the same every time, and nobody can make it without the installation's key."""
    mac = salted_hmac("cairn.organizations.invitation", invitation.pk.hex, algorithm="sha256")
    return base64.urlsafe_b64encode(mac.digest()).decode("ascii").rstrip("=")


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
