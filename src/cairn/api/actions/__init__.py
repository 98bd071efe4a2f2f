"""The verbs of access tokens."""

from cairn.api.actions.tokens import NewToken, create_token, revoke_token

__all__ = ["NewToken", "create_token", "revoke_token"]
