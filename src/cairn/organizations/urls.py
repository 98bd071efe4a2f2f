"""People, teams and settings, below /o/<slug>/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.organizations.views import absences, accounts, on_behalf, people, photos, settings, teams

app_name = "organizations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("people", people.people, name="people"),
    path("people/options", people.people_options, name="people_options"),
    path("people/invite", people.invite, name="invite"),
    path("people/requests", people.join_requests, name="join_requests"),
    path("people/requests/<uuid:request_id>", people.decision, name="join_request"),
    path("people/<uuid:member_id>/edit", accounts.person_edit, name="person_edit"),
    path("people/<uuid:member_id>/teams", accounts.person_place, name="person_place"),
    path("people/<uuid:member_id>/account", accounts.person_account, name="person_account"),
    path("people/<uuid:member_id>/deactivation", accounts.deactivation, name="person_deactivation"),
    path("people/<uuid:member_id>/invitation", accounts.person_invitation, name="person_invitation"),
    path("people/<uuid:member_id>/deletion", accounts.person_deletion, name="person_deletion"),
    path("people/<uuid:member_id>/photo", photos.person_photo, name="person_photo"),
    path("photos/<uuid:photo_id>", photos.photo, name="photo"),
    path("people/<uuid:member_id>/on-behalf", on_behalf.start, name="start_on_behalf"),
    path("on-behalf", on_behalf.stop, name="on_behalf"),
    path("teams", teams.teams, name="teams"),
    path("teams/new", teams.team_new, name="team_new"),
    path("teams/<uuid:team_id>/edit", teams.team_edit, name="team_edit"),
    path("teams/<uuid:team_id>/members", teams.team_members, name="team_members"),
    path("teams/<uuid:team_id>/members/<uuid:member_id>", teams.team_member, name="team_member"),
    path("teams/<uuid:team_id>/archive", teams.team_archive, name="team_archive"),
    path("teams/<uuid:team_id>/deletion", teams.team_deletion, name="team_deletion"),
    path("settings", settings.settings, name="settings"),
    path("settings/words", settings.terminology, name="terminology"),
    path("account", accounts.account, name="account"),
    path("account/absences", absences.absences, name="absences"),
    path("account/absences/<uuid:absence_id>", absences.absence, name="absence"),
]
