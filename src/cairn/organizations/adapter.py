"""Where django-allauth meets Cairn: names at sign-up, limits at sign-in, mail through the queue."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from cairn.core import mail
from cairn.organizations import sign_in_limits


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.name = form.cleaned_data.get("name", "")
        return super().save_user(request, user, form, commit)

    def clean_email(self, email: str) -> str:
        return str(super().clean_email(email)).lower()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Every try counts before the password is looked at, so that many at once do not slip through."""
        sign_in_limits.count(request, credentials.get("email", ""))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user is not None:
            sign_in_limits.give_back(request, credentials.get("email", ""))
        return user

    def set_password(self, user: Any, password: str) -> None:
        """Who could set a new password reads the mailbox: the tries of others are forgotten."""
        super().set_password(user, password)
        sign_in_limits.forget(user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        letter = {"email": email, **context}
        mail.post(
            to=email,
            subject=render_to_string(f"{template_prefix}_subject.txt", letter).strip(),
            text=render_to_string(f"{template_prefix}_message.txt", letter).strip(),
        )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("landing")
