"""Mail: handed to the queue after commit, sent by the job runner, tried again when the server is away."""

from __future__ import annotations

from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from cairn.core import jobs


def post(*, to: str, subject: str, text: str, html: str = "", organization_id: UUID | None = None) -> None:
    """Sends one letter to one address once the present transaction is committed, on behalf of an organisation."""
    letter = {"to": to, "subject": " ".join(subject.split()), "text": text, "html": html}
    transaction.on_commit(lambda: jobs.enqueue(send, organization_id=organization_id, **letter))


@jobs.job
def send(to: str, subject: str, text: str, html: str) -> None:
    """Hands one letter to the mail server, as plain text with HTML beside it."""
    message = EmailMultiAlternatives(subject, text, to=[to])
    if html:
        message.attach_alternative(html, "text/html")
    message.send()
