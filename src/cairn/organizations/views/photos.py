"""Pictures of people: choosing and removing one, and the bytes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cairn.core.htmx import go, verb
from cairn.organizations import actions, photos, policies
from cairn.organizations.forms.photo import PhotoForm
from cairn.organizations.models import Member, Photo
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.ui.forms import form_page
from cairn.ui.links import org_url


@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
def person_photo(request: Request, member_id: UUID) -> HttpResponse:
    """Asks for a picture; POST gives the person one, DELETE takes it away."""
    member: Member = get_object_or_404(Member, pk=member_id)
    policies.demand_edit_profile(request.actor, member)
    if verb(request) == "DELETE":
        actions.remove_photo(member, by=request.actor)
        messages.success(request, _("The picture is gone."))
        return go(request, _back(request, member))
    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    if form.is_bound and form.is_valid():
        actions.set_photo(member, form.cleaned_data["photo"], by=request.actor)
        messages.success(request, _("Saved."))
        return go(request, _back(request, member))
    context = {"member": member, "back": _back(request, member)}
    return form_page(request, "organizations/photo.html", context, form=form)


@require_safe
def photo(request: Request, photo_id: UUID) -> HttpResponse:
    """The bytes, for everybody in the organisation. A new picture has a new address."""
    found: Photo = get_object_or_404(Photo, pk=photo_id)
    response = HttpResponse(bytes(found.image), content_type=photos.MEDIA_TYPE)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, max-age=604800, immutable"
    return response


def _back(request: Request, member: Member) -> str:
    """One's own account, or the account of the person one looks after."""
    if member.pk == request.actor.member_id:
        return org_url(request.organization, "organizations:account")
    return org_url(request.organization, "organizations:person_edit", member_id=member.pk)
