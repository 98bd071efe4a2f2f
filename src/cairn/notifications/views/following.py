"""What one follows: the list in one's account, and the panel behind "Follow" (spec okrs §15.3, §20)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cairn.core.htmx import go, is_fragment
from cairn.notifications import actions
from cairn.notifications.following import Target
from cairn.notifications.forms.following import RhythmForm
from cairn.notifications.queries.following import Followed, Named, follows_of, named
from cairn.organizations.models import Member
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.ui.links import org_url


@require_safe
def following(request: Request) -> HttpResponse:
    """Everything one follows or has left, with the rhythm of its summaries."""
    member = _me(request)
    rows = named(follows_of([member.pk])[member.pk], request.actor, request.organization.name)
    listed = [
        (row, RhythmForm.of(row.followed.rhythm, name=row.followed.id), _address(request, row.followed))
        for row in rows
    ]
    return render(request, "notifications/following.html", {"rows": listed})


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: Request, target: str, subject_id: UUID | None = None) -> HttpResponse:
    """Shows whether one follows it; POST follows, leaves (on=no) or changes the rhythm of its summaries."""
    member = _me(request)
    thing = _thing(request, member, target, subject_id)
    if request.method != "POST":
        return _panel(request, thing, RhythmForm.of(thing.followed.rhythm))
    is_on = request.POST.get("on", "yes") != "no"
    form = RhythmForm.of(thing.followed.rhythm, request.POST) if "cadence" in request.POST else None
    if form is not None and not form.is_valid():
        return _panel(request, thing, form, status=422)
    rhythm = form.rhythm if form else None
    actions.follow(member, target, subject_id, by=request.actor, is_on=is_on, rhythm=rhythm)
    messages.success(request, _("You follow it.") if is_on else _("You follow it no more."))
    back = request.POST.get("back") == "list"
    return go(request, org_url(request.organization, "notifications:following") if back else _page(request, thing))


def _thing(request: Request, member: Member, target: str, subject_id: UUID | None) -> Named:
    """The thing as this person follows it or not. Raises Http404 for what is not there for them."""
    if target not in set(Target) or (subject_id is None) != (target == Target.ORGANIZATION):
        raise Http404
    key = (Target(target), subject_id)
    held = {(row.target, row.id): row for row in follows_of([member.pk])[member.pk]}
    found = named([held.get(key) or Followed(*key, is_on=False)], request.actor, request.organization.name)
    if not found:
        raise Http404
    return found[0]


def _panel(request: Request, thing: Named, form: RhythmForm, *, status: int = 200) -> HttpResponse:
    context = {"thing": thing, "form": form, "here": _address(request, thing.followed), "page": _page(request, thing)}
    template = "notifications/_follow.html" if is_fragment(request) else "notifications/follow.html"
    return render(request, template, context, status=status)


def _address(request: Request, followed: Followed) -> str:
    if followed.id is None:
        return org_url(request.organization, "notifications:follow_company")
    return org_url(request.organization, "notifications:follow", target=followed.target, subject_id=followed.id)


def _page(request: Request, thing: Named) -> str:
    return org_url(request.organization, thing.url_name, **thing.url_ids)


def _me(request: Request) -> Member:
    if request.actor.member is None:
        raise Http404
    return request.actor.member
