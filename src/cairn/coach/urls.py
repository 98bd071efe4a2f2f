"""The addresses of the coach, below /o/<slug>/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.coach.views import advice, drafts, library, programme, quality

app_name = "coach"

_advice: list[URLPattern | URLResolver] = [
    path("coach/notes", advice.notes, name="notes"),
    path("goals/<uuid:goal_id>/advice", advice.advice, name="advice"),
    path("goals/<uuid:goal_id>/mend", advice.mend, name="mend"),
    path("goals/<uuid:goal_id>/sufficiency", advice.sufficiency, name="sufficiency"),
    path("goals/<uuid:goal_id>/number-source", advice.number_source, name="number_source"),
    path("quality", quality.quality, name="quality"),
    path("quality/rules", quality.rules, name="rules"),
    path("teams/<uuid:team_id>/quality", quality.team_quality, name="team_quality"),
    path("people/<uuid:member_id>/quality", quality.person_quality, name="person_quality"),
]

_drafting: list[URLPattern | URLResolver] = [
    path("templates", library.templates, name="templates"),
    path("templates/<slug:template_id>", library.template, name="template"),
    path("drafts", drafts.drafts, name="drafts"),
    path("teams/<uuid:team_id>/drafts", drafts.team_drafts, name="team_drafts"),
    path("people/<uuid:member_id>/drafts", drafts.person_drafts, name="person_drafts"),
    path("drafts/<uuid:draft_id>", drafts.draft, name="draft"),
    path("drafts/<uuid:draft_id>/notes", drafts.draft_notes, name="draft_notes"),
    path("drafts/<uuid:draft_id>/deletion", drafts.draft_deletion, name="draft_deletion"),
]

_programme: list[URLPattern | URLResolver] = [
    path("planning/<uuid:period_id>/annual", programme.annual, name="annual"),
    path("planning/roles", programme.roles, name="roles"),
    path("planning/rollouts", programme.rollouts, name="rollouts"),
    path("planning/rollouts/<uuid:plan_id>", programme.rollout, name="rollout"),
    path("planning/rollouts/<uuid:plan_id>/participants", programme.participants, name="participants"),
    path("planning/rollouts/<uuid:plan_id>/state", programme.rollout_state, name="rollout_state"),
    path("planning/rollout-steps/<uuid:rollout_step_id>", programme.rollout_step, name="rollout_step"),
]

urlpatterns = [*_advice, *_drafting, *_programme]
