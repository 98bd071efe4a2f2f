"""What can happen to tokens. Not public: whose keys exist is nobody else's business."""

from django.utils.translation import gettext_noop

from cairn.core.events import Kind

TOKEN_CREATED = Kind("api_token.created", gettext_noop("{actor} made the access token “{title}”"), public=False)
TOKEN_REVOKED = Kind("api_token.revoked", gettext_noop("{actor} revoked the access token “{title}”"), public=False)
