"""Teams: the tree, one team's settings, its members, and the end of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cairn.core.htmx import go, verb
from cairn.core.ids import read_id
from cairn.organizations import actions, policies
from cairn.organizations.forms.teams import AddToTeamForm, NewTeamForm, TeamForm
from cairn.organizations.models import Member, Team, TeamRole
from cairn.organizations.queries.teams import team_page, teams_page
from cairn.organizations.requests import OrganizationRequest as Request
from cairn.organizations.terminology import worded
from cairn.ui.forms import form_page, refusals
from cairn.ui.links import org_url


@require_GET
def teams(request: Request) -> HttpResponse:
    """The teams as a tree, page by page, and the archived ones."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:120]
    page = teams_page(request.actor, request.organization, query, request.GET.get("page"))
    return render(request, "organizations/teams.html", {"page": page, "query": query})


@require_http_methods(["GET", "POST"])
def team_new(request: Request) -> HttpResponse:
    """Create a team, below the one that ?parent= names."""
    parent = Team.objects.filter(pk=read_id(request.GET.get("parent", ""))).first()
    policies.demand_create_team(request.actor, request.organization, parent)
    form = NewTeamForm(request.POST or None, initial={"parent": request.GET.get("parent", "")})
    if form.is_valid():
        with refusals(form):
            owner = form.cleaned_data.pop("owner")
            team = actions.create_team(by=request.actor, owners=[owner] if owner else [], **form.cleaned_data)
            return _done(
                request, team, worded(_("The {team} %(name)s is there. Who is in it?")) % {"name": team.name}
            )
    return form_page(request, "organizations/team_new.html", {}, form=form)


@require_http_methods(["GET", "POST"])
def team_edit(request: Request, team_id: UUID) -> HttpResponse:
    """Name, description, type and place in the tree."""
    team = get_object_or_404(Team, pk=team_id)
    policies.demand_manage_team(request.actor, team)
    form = TeamForm.of(team, request.POST or None)
    if form.is_valid():
        with refusals(form):
            parent = form.cleaned_data.pop("parent")
            actions.update_team(team, by=request.actor, **form.cleaned_data)
            actions.move_team(team, by=request.actor, parent=parent)
            return _done(request, team, _("Saved."))
    return form_page(request, "organizations/team_edit.html", _about(request, team), form=form)


@require_http_methods(["GET", "POST"])
def team_members(request: Request, team_id: UUID) -> HttpResponse:
    """Who is in the team; POST adds somebody."""
    team = get_object_or_404(Team, pk=team_id)
    form = AddToTeamForm(request.POST or None, may_invite=policies.can_invite(request.actor, request.organization))
    if not form.is_valid() and form.is_bound and form.stranger:
        return _invited(request, team, form)
    if form.is_valid():
        with refusals(form):
            put_in = {form.cleaned_data["member"]: form.cleaned_data["role"]}
            actions.change_team_members(team, by=request.actor, put_in=put_in)
            return _done(
                request, team, worded(_("%(name)s is in the {team}.")) % {"name": form.cleaned_data["member"].name}
            )
    context = _about(request, team) | {"roles": TeamRole.choices}
    return form_page(request, "organizations/team_members.html", context, form=form)


def _invited(request: Request, team: Team, form: AddToTeamForm) -> HttpResponse:
    """Somebody new, by a letter that leads into the team in the role that was chosen (spec okrs §2.2)."""
    given = {"emails": [form.stranger], "teams": [team], "team_role": form.cleaned_data.get("role", TeamRole.MEMBER)}
    form.errors.pop("member")
    with refusals(form):
        [outcome] = actions.invite(request.organization, by=request.actor, **given)
        if outcome.is_good:
            return _done(request, team, _("%(email)s is invited.") % {"email": outcome.email})
        form.add_error("member", outcome.sentence)
    context = _about(request, team) | {"roles": TeamRole.choices}
    return form_page(request, "organizations/team_members.html", context, form=form)


@require_http_methods(["POST", "DELETE"])
def team_member(request: Request, team_id: UUID, member_id: UUID) -> HttpResponse:
    """POST changes somebody's role in the team, DELETE takes the person out."""
    team = get_object_or_404(Team, pk=team_id)
    member = get_object_or_404(Member, pk=member_id, team_memberships__team=team)
    if verb(request) == "DELETE":
        actions.change_team_members(team, by=request.actor, take_out=[member])
        return _done(request, team, worded(_("%(name)s left the {team}.")) % {"name": member.name})
    actions.change_team_members(team, by=request.actor, put_in={member: request.POST.get("role", "")})
    return _done(request, team, _("Saved."))


@require_http_methods(["POST", "DELETE"])
def team_archive(request: Request, team_id: UUID) -> HttpResponse:
    """POST archives the team, DELETE brings it back."""
    team = get_object_or_404(Team, pk=team_id)
    if verb(request) == "DELETE":
        actions.unarchive_team(team, by=request.actor)
        return _done(request, team, worded(_("The {team} %(name)s is back.")) % {"name": team.name})
    actions.archive_team(team, by=request.actor)
    messages.success(
        request, worded(_("The {team} %(name)s is archived. It can be brought back here.")) % {"name": team.name}
    )
    return go(request, org_url(request.organization, "organizations:teams"))


@require_http_methods(["GET", "POST"])
def team_deletion(request: Request, team_id: UUID) -> HttpResponse:
    """Asks whether it is meant, then deletes the team."""
    team = get_object_or_404(Team, pk=team_id)
    policies.demand_end_team(request.actor, team)
    if request.method == "POST":
        actions.delete_team(team, by=request.actor)
        messages.success(request, worded(_("The {team} %(name)s was deleted.")) % {"name": team.name})
        return go(request, org_url(request.organization, "organizations:teams"))
    return render(request, "organizations/team_deletion.html", {"team": team})


def _about(request: Request, team: Team) -> dict[str, object]:
    return {"page": team_page(request.actor, request.organization, team)}


def _done(request: Request, team: Team, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return go(request, org_url(request.organization, "organizations:team_members", team_id=team.pk))
