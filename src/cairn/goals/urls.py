"""The addresses of goals. One address is one page or one noun that can be posted to."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.goals.views import (
    access,
    alert_choice,
    alignments,
    approvals,
    cascade,
    check_in_runs,
    check_ins,
    choosing,
    closing,
    closing_next,
    contributions,
    conversion,
    copies,
    delegation,
    endings,
    entities,
    goal,
    goals,
    kpis,
    many,
    model,
    nudges,
    positions,
    progress_modes,
    reassignment,
    row_fields,
    search,
    tags,
    tree,
)

app_name = "goals"

# Entity pages, the tree, creating, editing and aligning
_pages: list[URLPattern | URLResolver] = [
    path("", entities.home, name="home"),
    path("me", entities.me, name="me"),
    path("account/health-alerts", alert_choice.alert_choice, name="alert_choice"),
    path("company", entities.company, name="company"),
    path("teams/<uuid:team_id>", entities.team, name="team"),
    path("teams/<uuid:team_id>/people", entities.team_people, name="team_people"),
    path("people/<uuid:member_id>", entities.person, name="person"),
    path("goals/<uuid:goal_id>/children", tree.children, name="children"),
    path("goals/<uuid:goal_id>/menu", tree.menu, name="menu"),
    path("search", search.search, name="search"),
    path("goals/new", goals.new, name="new"),
    path("goals/choices/<slug:source>", choosing.choices, name="choices"),
    path("settings/okr-model", model.okr_model, name="okr_model"),
    path("goals/<uuid:goal_id>/edit", goals.edit, name="edit"),
    path("goals/<uuid:goal_id>/fields/<slug:field>", row_fields.row_field, name="row_field"),
    path("people/<uuid:member_id>/reassignment", reassignment.reassignment, name="reassignment"),
    path("goals/<uuid:goal_id>/delegation", delegation.delegation, name="delegation"),
    path("goals/<uuid:goal_id>/access", access.access, name="access"),
    path("goals/<uuid:goal_id>/position", positions.position, name="position"),
    path("goals/<uuid:goal_id>/alignments", alignments.alignments, name="alignments"),
    path("goals/<uuid:goal_id>/top", alignments.top, name="top"),
    path("goals/<uuid:goal_id>/cascade", cascade.cascade, name="cascade"),
    path("goals/<uuid:goal_id>/contributions", contributions.contributions, name="contributions"),
]

# The KPI panel of each page
_kpis: list[URLPattern | URLResolver] = [
    path("company/kpis", kpis.company, name="company_kpis"),
    path("company/kpis/<uuid:goal_id>", kpis.company_tile, name="company_kpi"),
    path("teams/<uuid:team_id>/kpis", kpis.team, name="team_kpis"),
    path("teams/<uuid:team_id>/kpis/<uuid:goal_id>", kpis.team_tile, name="team_kpi"),
    path("people/<uuid:member_id>/kpis", kpis.person, name="person_kpis"),
    path("people/<uuid:member_id>/kpis/<uuid:goal_id>", kpis.person_tile, name="person_kpi"),
    path("goals/<uuid:goal_id>/kpis", kpis.of_goal, name="kpis"),
]

# One goal: its page, its number explained, check-ins, and how it ends
_one_goal: list[URLPattern | URLResolver] = [
    path("goals/<uuid:goal_id>", goal.goal, name="goal"),
    path("goals/<uuid:goal_id>/quick", goal.quick, name="quick"),
    path("goals/<uuid:goal_id>/explanation", goal.explanation, name="explanation"),
    path("goals/<uuid:goal_id>/stream", goal.stream, name="stream"),
    path("goals/<uuid:goal_id>/entry", check_ins.entry, name="entry"),
    path("goals/<uuid:goal_id>/check-ins", check_ins.check_ins, name="check_ins"),
    path("goals/<uuid:goal_id>/check-ins/new", check_ins.new_check_in, name="new_check_in"),
    path("goals/<uuid:goal_id>/nudges", nudges.nudges, name="nudges"),
    path("goals/<uuid:goal_id>/progress-mode", progress_modes.progress_mode, name="progress_mode"),
    path("goals/<uuid:goal_id>/roll-up", endings.roll_up, name="roll_up"),
    path("goals/<uuid:goal_id>/closure", endings.closure, name="closure"),
    path("goals/<uuid:goal_id>/postponement", endings.postponement, name="postponement"),
    path("goals/<uuid:goal_id>/clones", copies.clones, name="clones"),
    path("goals/<uuid:goal_id>/conversion", conversion.conversion, name="conversion"),
    path("goals/<uuid:goal_id>/deletion", copies.deletion, name="deletion"),
    path("goals/<uuid:goal_id>/restoration", copies.restoration, name="restoration"),
    path("goals/many", many.many, name="many"),
    path("closing", closing.close_out, name="close_out"),
    path("closing/next", closing_next.close_next, name="close_next"),
    path("closing/clones", closing.clone_page, name="clone_page"),
    path("closing/progress", closing.progress, name="closing_progress"),
    path("closing/runs/<uuid:run_id>", closing.run, name="run"),
    path("goals/deleted", copies.deleted, name="deleted"),
    path("check-ins/run", check_in_runs.check_in_run, name="check_in_run"),
    path("check-ins/due", check_in_runs.check_ins_due, name="check_ins_due"),
    path("check-ins/<uuid:check_in_id>", check_ins.check_in, name="check_in"),
    path("check-ins/<uuid:check_in_id>/deletion", check_ins.check_in_deletion, name="check_in_deletion"),
]

# Approval of a page of goals
_approvals: list[URLPattern | URLResolver] = [
    path("approvals", approvals.waiting_for_me, name="approvals"),
    path("company/approval", approvals.company, name="company_approval"),
    path("teams/<uuid:team_id>/approval", approvals.team, name="team_approval"),
    path("people/<uuid:member_id>/approval", approvals.person, name="person_approval"),
    path("settings/approval", approvals.workflow, name="workflow"),
]

# Tags
_tags: list[URLPattern | URLResolver] = [
    path("tags", tags.tags, name="tags"),
    path("tags/rules", tags.rules, name="tag_rules"),
    path("tags/options", tags.options, name="tag_options"),
    path("tags/<uuid:tag_id>", tags.tag, name="tag"),
    path("tags/<uuid:tag_id>/merge", tags.merge, name="tag_merge"),
    path("tags/<uuid:tag_id>/archive", tags.archive, name="tag_archive"),
    path("tags/<uuid:tag_id>/deletion", tags.deletion, name="tag_deletion"),
]

urlpatterns = [*_tags, *_approvals, *_pages, *_kpis, *_one_goal]
