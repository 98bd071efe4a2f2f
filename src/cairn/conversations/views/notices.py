"""What a person is told besides the answer itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from cairn.conversations.models import Comment
from cairn.conversations.naming import named_in
from cairn.core.htmx import is_fragment, trigger
from cairn.organizations.requests import OrganizationRequest


def with_left_out(request: OrganizationRequest, row: Comment, response: HttpResponse) -> HttpResponse:
    """The answer, and with it who was named and yet is not told, because a private goal is not for them."""
    goal = row.goal
    if goal is None or not goal.is_private or "@" not in row.body:
        return response
    names = [member.name for member in named_in(row.body, goal).left_out]
    if names:
        sentence = _("%(names)s may not see this and will not be told of it.") % {"names": ", ".join(names)}
        if is_fragment(request):
            return trigger(response, notice=sentence)
        messages.warning(request, sentence)
    return response
