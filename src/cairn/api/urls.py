"""The pages of the API, below /o/<slug>/."""

from __future__ import annotations

from django.urls import path

from cairn.api.views import tokens

app_name = "api"
urlpatterns = [
    path("account/tokens", tokens.tokens, name="tokens"),
    path("account/tokens/<uuid:token_id>/revocation", tokens.revocation, name="token_revocation"),
]
