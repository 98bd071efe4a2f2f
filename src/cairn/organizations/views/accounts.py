"""One person's account: profile, role and type, and the end of it. And one's own."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cairn.core.htmx import go, verb
from cairn.organizations import actions, deletion, policies
from cairn.organizations.forms.people import AccountForm, OwnProfileForm, PlaceForm, ProfileForm
from cairn.organizations.models import Member, Role, Team
from cairn.organizations.queries.people import person_page
from cairn.organizations.queries.teams import teams_i_may_fill
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.organizations.terminology import worded
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url


@require_http_methods(["GET", "POST"])
def person_edit(request: Request, member_id: UUID) -> HttpResponse:
    """The profile of somebody, for those who manage accounts."""
    member = _member(member_id)
    policies.demand_manage_member(request.actor, member)
    form = ProfileForm.of(member, request.POST or None)
    if form.is_valid():
        with refusals(form):
            actions.update_member(member, by=request.actor, **form.cleaned_data)
            return _done(request, member, _("Saved."))
    return form_page(request, "organizations/person_edit.html", _about(request, member), form=form)


@require_http_methods(["POST", "DELETE"])
def person_place(request: Request, member_id: UUID) -> HttpResponse:
    """POST puts the person into a team, DELETE takes them out of it."""
    member = _member(member_id)
    form = PlaceForm(request.POST, teams=teams_i_may_fill(request.actor))
    if verb(request) == "DELETE":
        team = get_object_or_404(Team, pk=_uuid(request.POST.get("team", "")), memberships__member=member)
        actions.change_team_members(team, by=request.actor, take_out=[member])
        return _done(request, member, worded(_("%(name)s left the {team}.")) % {"name": member.name})
    policies.demand_manage_member(request.actor, member)
    if form.is_valid():
        with refusals(form):
            team = get_object_or_404(Team, pk=form.cleaned_data["team"])
            actions.change_team_members(team, by=request.actor, put_in={member: form.cleaned_data["role"]})
            return _done(request, member, worded(_("%(name)s is in the {team}.")) % {"name": member.name})
    context = _about(request, member) | {"form": ProfileForm.of(member), "place_form": form}
    return render(request, "organizations/person_edit.html", context, status=422)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_POST
def person_account(request: Request, member_id: UUID) -> HttpResponse:
    """Changes role and account type."""
    member = _member(member_id)
    form = AccountForm(request.POST)
    if form.is_valid():
        with refusals(form):
            _change_account(request, member, **form.cleaned_data)
            return _done(request, member, _("Saved."))
    context = _about(request, member) | {"account_form": form}
    return form_page(request, "organizations/person_edit.html", context | {"form": ProfileForm.of(member)}, form=form)


def _change_account(request: Request, member: Member, role: str, account_type: str) -> None:
    # A role is taken away before somebody becomes an observer, and given only after that has ended.
    if role == Role.MEMBER:
        actions.change_role(member, by=request.actor, role=role)
    actions.change_account_type(member, by=request.actor, account_type=account_type)
    actions.change_role(member, by=request.actor, role=role)


@require_http_methods(["POST", "DELETE"])
def deactivation(request: Request, member_id: UUID) -> HttpResponse:
    """POST deactivates, DELETE reactivates."""
    member = _member(member_id)
    if verb(request) == "DELETE":
        actions.reactivate_member(member, by=request.actor)
        return _done(request, member, _("%(name)s is active again.") % {"name": member.name})
    actions.deactivate_member(member, by=request.actor)
    return _done(request, member, _("%(name)s cannot sign in any more.") % {"name": member.name})


@require_http_methods(["POST", "DELETE"])
def person_invitation(request: Request, member_id: UUID) -> HttpResponse:
    """POST sends the invitation again, DELETE takes it back."""
    member = _member(member_id)
    if verb(request) == "DELETE":
        actions.cancel_invitation(member, by=request.actor)
        messages.success(request, _("The invitation of %(name)s was taken back.") % {"name": member.name})
        return go(request, org_url(request.organization, "organizations:people"))
    actions.resend_invitation(member, by=request.actor)
    return _done(request, member, _("The invitation is on its way again."))


@require_http_methods(["GET", "POST"])
def person_deletion(request: Request, member_id: UUID) -> HttpResponse:
    """Asks whether it is meant, then removes the person for good."""
    member = _member(member_id)
    policies.demand_manage_member(request.actor, member)
    if request.method == "POST":
        actions.delete_member(member, by=request.actor)
        messages.success(request, _("%(name)s was deleted.") % {"name": member.name})
        return go(request, org_url(request.organization, "organizations:people"))
    context = {"member": member, "obstacle": deletion.what_keeps_member(member)}
    return render(request, "organizations/person_deletion.html", context)


@require_http_methods(["GET", "POST"])
def account(request: Request) -> HttpResponse:
    """My own account in this organisation."""
    policies.demand_in_person(request.actor)
    member = request.actor.member
    assert member is not None
    form = OwnProfileForm.of(member, request.POST or None)
    if form.is_valid():
        with refusals(form):
            actions.update_member(member, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return go(request, org_url(request.organization, "organizations:account"))
    context = {"page": person_page(request.actor, member)}
    return form_page(request, "organizations/account.html", context, form=form)


def _member(member_id: UUID) -> Member:
    found: Member = get_object_or_404(Member.objects.select_related("manager"), pk=member_id)
    return found


def _about(request: Request, member: Member) -> dict[str, object]:
    now = {"role": member.role, "account_type": member.account_type}
    return {
        "page": person_page(request.actor, member),
        "account_form": AccountForm(initial=now),
        "place_form": PlaceForm(teams=teams_i_may_fill(request.actor)),
    }


def _done(request: Request, member: Member, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return go(request, org_url(request.organization, "organizations:person_edit", member_id=member.pk))
